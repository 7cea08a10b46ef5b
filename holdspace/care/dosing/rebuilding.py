"""Does what is kept on a session's row follow from its entries? Everything on screen can be built from them anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from holdspace.care.dosing.actions.writing import kept_of, locked
from holdspace.care.dosing.record import picture_for
from holdspace.chart.models import DosingSession


@dataclass(frozen=True)
class Difference:
    """One thing that a session's row says and its entries do not."""

    dosing_session: UUID
    name: str
    kept: Any
    told: Any

    def __str__(self) -> str:
        return f"Session {self.dosing_session}: {self.name} is kept as {self.kept}, its entries say {self.told}."


def differences() -> Iterator[Difference]:
    """Every place where a row says something else than the entries of its session."""
    for dosing_session in _sessions():
        yield from _between(dosing_session)


def rebuild() -> list[Difference]:
    """Keep on each row what its entries say; what was different before is told."""
    mended = []
    for dosing_session in _sessions():
        with transaction.atomic():
            held = locked(dosing_session)
            found = list(_between(held))
            for one in found:
                setattr(held, one.name, one.told)
            if found:
                held.save(update_fields=[one.name for one in found])
        mended += found
    return mended


def _between(dosing_session: DosingSession) -> Iterator[Difference]:
    for name, told in kept_of(picture_for(dosing_session)).items():
        kept = getattr(dosing_session, name)
        if kept != told:
            yield Difference(dosing_session.pk, name, kept, told)


def _sessions() -> Iterator[DosingSession]:
    rows = DosingSession.objects.select_related(
        "patient__clinic", "episode__site", "order", "monitor", "therapist", "prescriber"
    )
    return rows.order_by("scheduled_at", "pk").iterator(chunk_size=100)
