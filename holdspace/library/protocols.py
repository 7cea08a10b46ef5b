"""Which protocols does this clinic use, in which version, and what became of the others?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from holdspace.clinic.models import Clinic
from holdspace.clinical import protocols
from holdspace.clinical.protocols import Protocol
from holdspace.library.models import ClinicProtocol

Change = ClinicProtocol.Change


@dataclass(frozen=True)
class Held:
    """One protocol as it stands in one clinic: the row that decided it, and the whole definition."""

    row: ClinicProtocol
    protocol: Protocol

    @property
    def is_in_use(self) -> bool:
        """Whether a new plan may be written under it."""
        return self.row.change != Change.RETIRED

    def is_overdue(self, today: date) -> bool:
        """Whether its day of review has passed."""
        return self.is_in_use and self.row.review_due_on is not None and self.row.review_due_on < today


def standing(clinic: Clinic, *, at: datetime) -> dict[str, Held]:
    """Every protocol the clinic ever took up, as it stood at a moment, by code; in one query."""
    rows = ClinicProtocol.objects.holding().filter(clinic_id=clinic.pk, recorded_at__lte=at)
    rows = rows.select_related("recorded_by", "first_signer").order_by("code", "version")
    newest = {row.code: row for row in rows}
    return {code: Held(row, written(row)) for code, row in newest.items()}


def in_force(clinic: Clinic, *, at: datetime) -> tuple[Protocol, ...]:
    """The protocols a new plan may be written under, as the clinic uses them."""
    return tuple(held.protocol for held in standing(clinic, at=at).values() if held.is_in_use)


def held(clinic: Clinic, code: str, *, at: datetime) -> Held | None:
    """One protocol as it stood at a moment; None when the clinic never took it up."""
    rows = ClinicProtocol.objects.holding().filter(clinic_id=clinic.pk, code=code, recorded_at__lte=at)
    row = rows.select_related("recorded_by", "first_signer").order_by("version").last()
    return Held(row, written(row)) if row else None


def version_of(clinic: Clinic, code: str, *, at: datetime) -> int:
    """The version of a protocol that held at a moment; 0 when the clinic never took it up."""
    found = held(clinic, code, at=at)
    return found.row.version if found else 0


def written(row: ClinicProtocol) -> Protocol:
    """The definition a row keeps."""
    return Protocol.from_dict(row.body)


def newest(clinic: Clinic, code: str) -> ClinicProtocol | None:
    """The newest decision about a protocol, whether it holds or waits for a second person."""
    return history(clinic, code).first()


def history(clinic: Clinic, code: str) -> QuerySet[ClinicProtocol]:
    """Every decision about a protocol, newest first."""
    rows = ClinicProtocol.objects.filter(clinic_id=clinic.pk, code=code)
    return rows.select_related("recorded_by", "first_signer").order_by("-version")


def waiting(clinic: Clinic) -> list[ClinicProtocol]:
    """Edits that wait for a second person and that nothing newer has overtaken, in one query."""
    rows = ClinicProtocol.objects.filter(clinic_id=clinic.pk).select_related("recorded_by").order_by("code", "version")
    newest_of_each = {row.code: row for row in rows}
    return [row for row in newest_of_each.values() if row.needs_second]


def published(held_or_published: Protocol) -> Protocol | None:
    """The published protocol that this one comes from, or is."""
    return protocols.by_id(held_or_published.based_on or held_or_published.id)
