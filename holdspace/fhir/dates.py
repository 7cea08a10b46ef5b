"""When was it? FHIR writes a year, a month, a day or a moment; we keep what was written and never make up the rest."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from holdspace.fhir.elements import NotReadable, Resource, element, word, wrong_form

EARLIEST_YEAR = 1800
CLOCKS_MAY_DIFFER = timedelta(days=1)
WRITTEN = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)(T(?P<time>\d\d:\d\d(:\d\d(\.\d+)?)?)(?P<zone>Z|[+-]\d\d:\d\d)?)?)?)?"
)


@dataclass(frozen=True)
class When:
    """A date or moment as written; `day` and `moment` only where the writer said them."""

    written: str = ""
    day: date | None = None
    moment: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.written)

    def at(self, zone: tzinfo) -> datetime | None:
        """The moment; a whole day counts from its first minute where the clinic is; a month or year has none."""
        if self.moment is not None or self.day is None:
            return self.moment
        return datetime.combine(self.day, time.min, tzinfo=zone)


def when(resource: Resource, name: str, *, at: datetime | None = None) -> When:
    """A date, dateTime or instant element; with `at`, one that lies in the future is refused."""
    written = word(resource, name)
    if not written:
        return When()
    found = read_written(written, name)
    if at is not None and _is_after(found, at):
        raise NotReadable(f"Its “{name}” lies in the future.")
    return found


def read_written(written: str, name: str) -> When:
    """Read one date or moment; one that no calendar holds is refused."""
    match = WRITTEN.fullmatch(written)
    if match is None:
        raise wrong_form(name)
    if match["time"] and not match["zone"]:
        raise NotReadable(f"Its “{name}” gives a time of day without its time zone.")
    try:
        return _on_the_calendar(written, match)
    except (ValueError, OverflowError):
        raise NotReadable(f"Its “{name}” is a date that does not exist.") from None


def _on_the_calendar(written: str, match: re.Match[str]) -> When:
    if int(match["year"]) < EARLIEST_YEAR:
        raise ValueError
    day = date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    if match["time"]:
        moment = datetime.fromisoformat(written)
        return When(written, moment.date(), moment)
    return When(written, day if match["day"] else None)


def _is_after(found: When, at: datetime) -> bool:
    latest = at + CLOCKS_MAY_DIFFER
    if found.moment is not None:
        return found.moment > latest
    if found.day is not None:
        return found.day > latest.date()
    return found.written > latest.date().isoformat()[: len(found.written)]


def period(resource: Resource, name: str, *, at: datetime | None = None) -> tuple[When, When]:
    """Start and end of a Period; one that ends before it starts is refused."""
    inner = element(resource, name)
    start, end = when(inner, "start", at=at), when(inner, "end")
    if _is_before(end, start):
        raise NotReadable(f"Its “{name}” ends before it starts.")
    return start, end


def _is_before(end: When, start: When) -> bool:
    if end.moment and start.moment:
        return end.moment < start.moment
    return bool(end.day and start.day and end.day < start.day)


def first_event(resource: Resource, name: str, *, at: datetime | None = None) -> When:
    """The first moment of a Timing; with `at`, one that lies in the future is refused."""
    events = element(resource, name).get("event")
    if events is None:
        return When()
    if not isinstance(events, list) or not events:
        raise wrong_form(name)
    return when({name: events[0]}, name, at=at)


def is_over(resource: Resource, *, at: datetime) -> bool:
    """Whether the `period` of a name, number or address has ended."""
    end = when(element(resource, "period"), "end")
    return bool(end) and not _is_after(end, at - CLOCKS_MAY_DIFFER)
