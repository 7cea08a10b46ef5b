"""Condition. We differ from R4: category, stage, evidence, body site, notes and recorder are not kept; onset and
abatement are kept as written, an age or a range in words."""

from holdspace.fhir.dates import period, read_written
from holdspace.fhir.elements import Resource, choice, concept, fit, plain, short, word, wrong_form
from holdspace.fhir.mappers.context import Context, named, status_code
from holdspace.fhir.mappers.rows import Condition
from holdspace.fhir.quantities import measured, range_words

CLINICAL = frozenset({"active", "recurrence", "relapse", "inactive", "remission", "resolved"})
VERIFICATION = frozenset({"unconfirmed", "provisional", "differential", "confirmed", "refuted", "entered-in-error"})


def from_fhir(resource: Resource, context: Context) -> tuple[Condition, ...]:
    """The diagnosis or problem as a row."""
    code = named(resource)
    return (
        Condition(
            codings=code.codings,
            text=fit(code.words, 500),
            clinical_status=status_code(resource, "clinicalStatus", CLINICAL),
            verification_status=status_code(resource, "verificationStatus", VERIFICATION),
            onset=written_time(resource, "onset"),
            abatement=written_time(resource, "abatement"),
            severity_code=short(concept(resource, "severity").code, 20, "severity"),
        ),
    )


def written_time(resource: Resource, stem: str) -> str:
    """Onset, abatement or performance as written: a date, the start of a period, an age or words."""
    kind, value = choice(resource, stem)
    name = f"{stem}{kind}"
    if kind == "DateTime":
        return read_written(word(resource, name), name).written if word(resource, name) else ""
    if kind == "Period":
        start, end = period(resource, name)
        return (end if stem == "abatement" and end else start or end).written
    if kind == "Age" and isinstance(value, dict):
        age = measured(value)
        return fit(f"age {plain(age.number)}", 40) if age.number is not None else ""
    if kind == "Range" and isinstance(value, dict):
        return fit(range_words(value), 40)
    if kind in ("", "Boolean"):
        return ""
    if kind == "String":
        return fit(word(resource, name), 40)
    raise wrong_form(stem)
