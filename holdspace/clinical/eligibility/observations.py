"""Which answer counts? Finds the newest valid observation of a code, and refuses what was voided or never measured."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property

from holdspace.clinical.eligibility.record import Coding, ObservationEntry, PartialDate
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import about

COUNTS = {"final", "amended", "corrected"}
SMALLEST, LARGEST = Decimal("1e-6"), Decimal("1e9")
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Observations:
    """The observations that count on one day, ready to be asked for by code."""

    entries: tuple[ObservationEntry, ...]
    on: date
    limits: Limits = PUBLISHED

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], list[ObservationEntry]]:
        # A chart of years holds thousands of entries and is asked for sixty codes: each entry is looked at once.
        found: dict[tuple[str, str], list[ObservationEntry]] = {}
        for entry in self.entries:
            for key in dict.fromkeys((coding.system, coding.code) for coding in entry.codings):
                found.setdefault(key, []).append(entry)
        return found

    @cached_property
    def _place(self) -> dict[int, int]:
        return {id(entry): place for place, entry in enumerate(self.entries)}

    def of(self, system: str, *codes: str, laboratory: bool = False) -> tuple[ObservationEntry, ...]:
        """Those with one of these codes, newest first."""
        coded = {id(entry): entry for code in codes for entry in self._by_code.get((system, code), ())}
        found = [entry for entry in coded.values() if self._counts(entry, laboratory)]
        if len(codes) > 1:
            # Among entries of one moment the order in which they were written decides, whatever their code.
            found.sort(key=lambda entry: self._place[id(entry)])
        return tuple(sorted(found, key=moment, reverse=True))

    def newest(self, system: str, *codes: str, laboratory: bool = False) -> ObservationEntry | None:
        """The newest with one of these codes."""
        return next(iter(self.of(system, *codes, laboratory=laboratory)), None)

    def _counts(self, entry: ObservationEntry, laboratory: bool) -> bool:
        valid = entry.status in COUNTS or (laboratory and entry.status == "preliminary")
        # One day of grace: a moment kept in UTC can carry tomorrow's date in the clinic's own evening.
        ahead = entry.effective_at is not None and entry.effective_at.date() - self.on > timedelta(days=1)
        empty = entry.value is None and not entry.value_codings and not entry.components
        return valid and not ahead and not empty


def moment(entry: ObservationEntry) -> datetime:
    """When it was observed, comparable between entries with and without a zone; undated entries are the oldest."""
    if entry.effective_at is None:
        return LONG_AGO
    at = entry.effective_at
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:
        # The first and the last hours of the calendar, which only a broken record holds.
        return at.replace(tzinfo=UTC)


def day(entry: ObservationEntry) -> date | None:
    """The day it was observed, as written."""
    return entry.effective_at.date() if entry.effective_at else None


def number(entry: ObservationEntry | None) -> Decimal | None:
    """The value as a number, if it is one."""
    if entry is None or isinstance(entry.value, bool | datetime) or entry.value is None:
        return None
    try:
        value = Decimal(entry.value)
    except InvalidOperation:
        return None
    return measurable(value)


def measurable(value: Decimal | None) -> Decimal | None:
    """The number, unless no instrument measures such a one; sums with it would overflow."""
    if value is None or not value.is_finite():
        return None
    return value if value == 0 or SMALLEST <= abs(value) < LARGEST else None


def whole(entry: ObservationEntry | None) -> int | None:
    """The value as a whole number, if it is one."""
    value = number(entry)
    return int(value) if value is not None and value == value.to_integral_value() else None


def yes_or_no(entry: ObservationEntry | None) -> bool | None:
    """The value as yes or no, if it is one."""
    return entry.value if entry is not None and isinstance(entry.value, bool) else None


def answer(entry: ObservationEntry | None, yes: Iterable[str], no: Iterable[str]) -> bool | None:
    """The coded answer as yes or no, if it is one of these."""
    if entry is None:
        return None
    if isinstance(entry.value, bool):
        return entry.value
    codes = {coding.code for coding in entry.value_codings}
    if codes & set(yes):
        return True
    return False if codes & set(no) else None


def remembered_day(entry: ObservationEntry | None) -> PartialDate | None:
    """The value as a date, which may lack day or month."""
    if entry is None:
        return None
    if isinstance(entry.value, datetime):
        return PartialDate.of(entry.value.date())
    try:
        return PartialDate.parse(entry.value) if isinstance(entry.value, str) else None
    except ValueError:
        return None


def one_of(entry: ObservationEntry | None) -> tuple[Coding, ...]:
    """The coded answer."""
    return entry.value_codings if entry is not None else ()


def dated(text: str, entry: ObservationEntry) -> str:
    """A value with the day it is from, as shown under a finding."""
    seen = day(entry)
    return f"{text}, {seen.day} {seen:%B %Y}" if seen else f"{text}, undated"


def shown(entry: ObservationEntry, name: str) -> str:
    """An observation as a line of evidence."""
    value = number(entry)
    if value is not None:
        return dated(f"{name} {about(value)} {entry.unit}".strip(), entry)
    if isinstance(entry.value, bool):
        return dated(f"{name}: {'yes' if entry.value else 'no'}", entry)
    coded = next((coding.display or coding.code for coding in entry.value_codings), "")
    return dated(f"{name}: {coded or entry.value}", entry)
