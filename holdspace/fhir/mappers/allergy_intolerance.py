"""AllergyIntolerance. We differ from R4: type, category, onset, last occurrence, notes and the severity of a reaction
are not kept; the manifestations of all reactions become one line of words."""

from holdspace.fhir.elements import Resource, concepts, elements, fit, short, word
from holdspace.fhir.mappers.context import Context, named, status_code
from holdspace.fhir.mappers.rows import AllergyIntolerance

CLINICAL = frozenset({"active", "inactive", "resolved"})
VERIFICATION = frozenset({"unconfirmed", "presumed", "confirmed", "refuted", "entered-in-error"})


def from_fhir(resource: Resource, context: Context) -> tuple[AllergyIntolerance, ...]:
    """The allergy, or the statement that none is known, as a row."""
    code = named(resource)
    return (
        AllergyIntolerance(
            codings=code.codings,
            text=fit(code.words, 500),
            clinical_status=status_code(resource, "clinicalStatus", CLINICAL),
            verification_status=status_code(resource, "verificationStatus", VERIFICATION),
            criticality=short(word(resource, "criticality"), 20, "criticality"),
            reaction=fit(_reaction(resource), 300),
        ),
    )


def _reaction(resource: Resource) -> str:
    reactions = elements(resource, "reaction")
    manifestations = [one.words for reaction in reactions for one in concepts(reaction, "manifestation")]
    return ", ".join(dict.fromkeys(filter(None, manifestations)))
