"""How much was given? As the entries of a session say now, whatever was written when it was closed.

A tablet without network can send a dose after the session was closed, and a slip can be corrected then. The closing
stays as it was signed; whoever reckons with what was given asks here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from holdspace.chart.corrections import UNTOLD, Choice, Correction, Order, same_doses, standing
from holdspace.chart.models import DosingSession, Patient, SessionClosing, SessionEvent

KINDS = ("dose", "amend", "resolve")
# From this version of an entry on, a correction says which other correction its author had seen.
TELLS_WHAT_WAS_SEEN = 2
# A tablet whose clock is further ahead than this has written a time that cannot be right.
CLOCK_TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True)
class StandingDose:
    """One dose as it counts now: as corrected, and not taken back."""

    at: datetime
    mg: Decimal
    route: str


@dataclass(frozen=True)
class Given:
    """What one session gave; `heard_at` is when something was last written about it, `closing` what was signed then."""

    doses: tuple[StandingDose, ...] = ()
    heard_at: datetime | None = None
    closing: SessionClosing | None = None

    @property
    def has_entries(self) -> bool:
        """Whether a dose was ever written down, be it taken back since."""
        return self.heard_at is not None

    @property
    def mg(self) -> Decimal:
        """All of it, in milligrams; of a session without an entry of a dose, what the closing says."""
        if not self.has_entries and self.closing is not None:
            return self.closing.given_mg
        return sum((dose.mg for dose in self.doses), Decimal(0))

    @property
    def last_at(self) -> datetime | None:
        """When the last of it was given."""
        return max((dose.at for dose in self.doses), default=None)

    @property
    def changed_by(self) -> Decimal:
        """How much more is recorded now than the closing accounts for; less is below nothing."""
        return self.mg - self.closing.given_mg if self.closing is not None else Decimal(0)

    @property
    def is_changed_after_closing(self) -> bool:
        """Whether the closing no longer says what was given."""
        return self.changed_by != 0

    @property
    def unaccounted_mg(self) -> Decimal:
        """What was drawn and is neither given nor wasted; below nothing, more was given than was drawn."""
        closing = self.closing
        return closing.drawn_mg - self.mg - closing.wasted_mg if closing is not None else Decimal(0)


def given_in(dosing_session: DosingSession) -> Given:
    """What this session gave."""
    return given_in_each([dosing_session])[dosing_session.pk]


def given_in_each(sessions: Iterable[DosingSession]) -> dict[UUID, Given]:
    """What each of these sessions gave, in one query. Have `closing` joined."""
    sessions = list(sessions)
    rows = SessionEvent.objects.filter(dosing_session__in=[each.pk for each in sessions], kind__in=KINDS)
    told: dict[UUID, list[SessionEvent]] = {}
    for row in rows.order_by("sequence"):
        told.setdefault(row.dosing_session_id, []).append(row)
    return {each.pk: given_by(each, told.get(each.pk, ())) for each in sessions}


def last_given_at(patient: Patient) -> datetime | None:
    """When this patient was last given something here, in whichever course; None: never."""
    sessions = list(DosingSession.objects.filter(was_given(), patient=patient).select_related("closing"))
    given = given_in_each(sessions)
    return max(filter(None, (moment_of(each, given[each.pk]) for each in sessions)), default=None)


def was_given() -> Q:
    """Chooses the sessions that were started, and those that ended without a start though a dose was written down."""
    doses = SessionEvent.objects.filter(dosing_session=OuterRef("pk"), kind="dose")
    return Q(started_at__isnull=False) | Q(Exists(doses), state=DosingSession.State.ABANDONED)


def moment_of(dosing_session: DosingSession, given: Given) -> datetime | None:
    """From when the days after a dose are counted: its start, or the last that was given if that came later."""
    return max(filter(None, (dosing_session.started_at, given.last_at)), default=None)


def given_by(dosing_session: DosingSession, events: Iterable[SessionEvent]) -> Given:
    """What the entries of one session amount to."""
    events = list(events)
    doses = {str(row.id): row for row in events if row.kind == "dose"}
    about = [row for row in events if row.kind != "dose" and row.payload["event"] in doses and _changes(row)]
    one_dose = same_doses((row.payload, _order(row)) for row in about if row.kind == "resolve")
    counted = [_dose(row, about) for key, row in doses.items() if key not in one_dose]
    heard_at = max((row.received_at for row in (*doses.values(), *about)), default=None)
    return Given(tuple(filter(None, counted)), heard_at, getattr(dosing_session, "closing", None))


def _changes(row: SessionEvent) -> bool:
    """Whether what was written about a dose can change what counts of it."""
    return row.kind == "amend" or row.payload["how"] != "seen"


def _dose(row: SessionEvent, about: Iterable[SessionEvent]) -> StandingDose | None:
    """The dose as it counts; None once it was taken back."""
    mine = [one for one in about if one.payload["event"] == str(row.id)]
    corrections = [_correction(one) for one in mine if one.kind == "amend" and _says_a_dose(one.payload)]
    chosen = [Choice(one.payload["keeps"], _order(one)) for one in mine if one.payload["how"] == "keep"]
    payload = standing(row.payload, corrections, chosen, is_dose=True).payload
    if payload is None:
        return None
    # A tablet's clock can run ahead; nothing was given later than we heard of it.
    return StandingDose(min(row.happened_at, row.received_at), Decimal(str(payload["mg"])), payload["route"])


def _correction(row: SessionEvent) -> Correction:
    payload = None if row.payload["how"] == "void" else row.payload["payload"]
    seen = UNTOLD if row.schema_version < TELLS_WHAT_WAS_SEEN else row.payload.get("seen")
    return Correction(str(row.id), row.payload["event"], payload, seen, _order(row))


def _says_a_dose(payload: dict[str, Any]) -> bool:
    """Whether a correction can hold for a dose: it can have come before the dose, when nobody knew what it corrects."""
    said = payload.get("payload")
    if payload["how"] == "void":
        return True
    return isinstance(said, dict) and {"mg", "route"} <= set(said) and _is_amount(said["mg"])


def _is_amount(value: Any) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _order(row: SessionEvent) -> Order:
    # As the session's own fold orders them: a time that lies ahead is read as the time it arrived.
    at = row.received_at if row.happened_at > row.received_at + CLOCK_TOLERANCE else row.happened_at
    return at, row.device, row.device_sequence, str(row.id)
