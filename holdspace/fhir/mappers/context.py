"""What a mapper may ask while it reads one resource: the time, the clinic's clocks, and what else came with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from uuid import UUID

from holdspace.fhir.elements import Concept, NotReadable, Resource, concept, element, elements, word


@dataclass(frozen=True)
class Context:
    """The surroundings of one resource."""

    at: datetime
    zone: tzinfo
    row_of: Callable[[str], UUID | None]
    """The row of this patient that a reference's resource became; None when it is not here."""
    resource_of: Callable[[str], Resource | None]
    """A resource that came along, contained or beside."""
    takes_medicines: Callable[[], bool]
    """Whether a medicine in use stands in the chart or came along."""
    remarks: list[str] = field(default_factory=list)
    """What is worth saying about a row that was kept all the same."""


def named(resource: Resource, name: str = "code") -> Concept:
    """The concept a row is about; a resource that does not say it cannot become a row."""
    found = concept(resource, name)
    if not found:
        raise NotReadable("It does not say what it is about.")
    return found


def status_code(resource: Resource, name: str, allowed: frozenset[str]) -> str:
    """A status given as a CodeableConcept; empty when absent, refused when FHIR does not know it."""
    found = concept(resource, name)
    codes = [coding.get("code", "") for coding in found.codings]
    known = next((code for code in codes if code in allowed), "")
    if found and not known:
        raise NotReadable(f"Its “{name}” is no word FHIR R4 knows.")
    return known


def reference(resource: Resource, name: str) -> str:
    """The text of a Reference; empty when absent."""
    return word(element(resource, name), "reference")


def contained(resource: Resource, local: str) -> Resource | None:
    """The contained resource that a reference like `#med1` names."""
    return next((one for one in elements(resource, "contained") if f"#{one.get('id')}" == local), None)
