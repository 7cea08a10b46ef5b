"""FamilyMemberHistory. We differ from R4: one row for each condition of the relative; the relative's name, birth, age,
sex, death, and the onset and outcome of the condition are not kept."""

from holdspace.fhir.elements import Concept, NotReadable, Resource, Withdrawn, elements, fit, one_of, short
from holdspace.fhir.mappers.context import Context, named
from holdspace.fhir.mappers.rows import FamilyMemberHistory

STATUSES = frozenset({"partial", "completed", "entered-in-error", "health-unknown"})
ROLE_CODES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"


def from_fhir(resource: Resource, context: Context) -> tuple[FamilyMemberHistory, ...]:
    """Each condition of the relative as a row."""
    if one_of(STATUSES, resource, "status") == "entered-in-error":
        raise Withdrawn("Its source says it was entered in error.")
    relative = named(resource, "relationship")
    conditions = [named(one) for one in elements(resource, "condition")]
    if not conditions:
        raise NotReadable("It names a relative but no condition.")
    return tuple(_row(relative, condition) for condition in conditions)


def _row(relative: Concept, condition: Concept) -> FamilyMemberHistory:
    role = next((c["code"] for c in relative.codings if c["system"] == ROLE_CODES and c["code"]), relative.code)
    return FamilyMemberHistory(
        codings=condition.codings,
        text=fit(condition.words, 500),
        relationship_code=short(role, 20, "relationship"),
        relationship=fit(relative.words, 120),
    )


def withdrawn(row: FamilyMemberHistory) -> FamilyMemberHistory:
    """What stands in the place of a row its source has taken back: the relative, and no condition."""
    return FamilyMemberHistory(
        text="Taken back by its source",
        relationship_code=row.relationship_code,
        relationship=row.relationship,
    )
