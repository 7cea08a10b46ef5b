"""Is the chain of a clinic whole? Names the first bad place; beside a head kept elsewhere, also a tail that was cut.

What a chain cannot show by itself: that its newest links were cut off, or that somebody with the rights of the database
made all of it anew. Both show beside a head that was saved before and kept where they cannot reach it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from holdspace.clinic.chain import BEGINNING, seal_of
from holdspace.clinic.models import ChainLink, Clinic

AT_ONCE = 1000
# What one table gives for the rows of these ids: how each row reads now, by the form it was sealed in.
Reader = Callable[[Iterable[UUID]], Mapping[UUID, Callable[[int], str]]]


@dataclass(frozen=True)
class Head:
    """Where a chain ended when this was written down."""

    place: int = 0
    seal: str = BEGINNING


@dataclass(frozen=True)
class Checked:
    """One clinic's chain: where it ends, and the first thing that is wrong with it; empty when it is whole."""

    clinic_id: UUID
    head: Head
    fault: str = ""
    place: int | None = None


def check_all(readers: Mapping[str, Reader], heads: Mapping[UUID, Head]) -> list[Checked]:
    """Every clinic's chain, each held against the head saved of it."""
    clinics = sorted({*Clinic.objects.values_list("pk", flat=True), *heads}, key=str)
    return [check(clinic_id, readers, heads.get(clinic_id)) for clinic_id in clinics]


def check(clinic_id: UUID, readers: Mapping[str, Reader], saved: Head | None = None) -> Checked:
    """Walk one clinic's chain from its beginning."""
    head, seals_at = Head(), {}
    for link, reads in _with_rows(clinic_id, readers):
        fault = _fault(link, head, reads)
        if fault:
            return Checked(clinic_id, head, fault, head.place + 1)
        head = Head(link.place, link.seal)
        if saved and link.place == saved.place:
            seals_at[link.place] = link.seal
    return Checked(clinic_id, head, *_beside(saved, head, seals_at))


def _fault(link: ChainLink, before: Head, reads: Callable[[int], str] | None) -> str:
    expected = before.place + 1
    if link.place != expected:
        return f"Link {expected} is missing: after it comes {link.place}."
    if link.previous != before.seal:
        return f"Link {link.place} does not hold on to the one before it."
    told = (link.clinic_id, link.place, link.kind, link.subject_id, link.form, link.imprint, link.previous)
    if link.seal != seal_of(*told):
        return f"Link {link.place} was changed: its seal is not its own."
    if reads is None:
        return f"The row of link {link.place} ({link.kind} {link.subject_id}) is missing."
    if reads(link.form) != link.imprint:
        return f"The row of link {link.place} ({link.kind} {link.subject_id}) was changed."
    return ""


def _beside(saved: Head | None, head: Head, seals_at: Mapping[int, str]) -> tuple[str, int | None]:
    if saved is None or saved.place == 0:
        return "", None
    if head.place < saved.place:
        says = f"The tail was cut off: the saved head is at {saved.place}, the chain ends at {head.place}."
        return says, head.place + 1
    if seals_at.get(saved.place) != saved.seal:
        return f"The chain was made anew: link {saved.place} is not the one whose head was saved.", saved.place
    return "", None


def _with_rows(clinic_id: UUID, readers: Mapping[str, Reader]) -> Iterator[tuple[ChainLink, Any]]:
    links = ChainLink.objects.filter(clinic_id=clinic_id).order_by("place").iterator(chunk_size=AT_ONCE)
    while batch := list(islice(links, AT_ONCE)):
        of_kind: dict[str, list[UUID]] = {}
        for link in batch:
            of_kind.setdefault(link.kind, []).append(link.subject_id)
        rows = {kind: readers[kind](ids) for kind, ids in of_kind.items() if kind in readers}
        for link in batch:
            yield link, rows.get(link.kind, {}).get(link.subject_id)
