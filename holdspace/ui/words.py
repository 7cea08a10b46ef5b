"""How are times, ages and amounts written? One way each, everywhere; unknown is an en dash, never nought."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

UNKNOWN = "–"
MINUS = "\N{MINUS SIGN}"
THIN_SPACE = "\N{THIN SPACE}"
MINUTE, HOUR, DAY = 60, 3600, 86400


def number(value: Any) -> str:
    """A number with its leading zero and without trailing ones: 0.88, 60, −3."""
    if value is None or value == "":
        return UNKNOWN
    amount = Decimal(str(value))
    text = format(amount.normalize(), "f") if amount else "0"
    return text.replace("-", MINUS)


def amount(value: Any, unit: str) -> str:
    """A number and its unit, which never part: 60 mg."""
    return UNKNOWN if value is None or value == "" else f"{number(value)}\N{NO-BREAK SPACE}{unit}"


def dose(mg: Any, mg_per_kg: Any = None, ml: Any = None) -> str:
    """A dose in the one order it is always written: 60 mg · 0.88 mg/kg · 1.2 mL."""
    parts = ((mg, "mg"), (mg_per_kg, "mg/kg"), (ml, "mL"))
    known = [amount(value, unit) for value, unit in parts if value is not None and value != ""]
    return " · ".join(known) or UNKNOWN


def percent(value: Any) -> str:
    """A percentage with the thin space before its sign."""
    return UNKNOWN if value is None or value == "" else f"{number(value)}{THIN_SPACE}%"


def age(value: datetime | None, now: datetime) -> str:
    """How long ago, in the largest unit that still says enough: 4 s ago, 8 min ago, 3 h ago, 2 days ago."""
    if value is None:
        return UNKNOWN
    seconds = round((now - value).total_seconds())
    return f"in {_span(-seconds)}" if seconds < 0 else f"{_span(seconds)} ago"


def _span(seconds: int) -> str:
    if seconds < MINUTE:
        return f"{seconds} s"
    if seconds < 2 * HOUR:
        return f"{seconds // MINUTE} min"
    if seconds < 2 * DAY:
        return f"{seconds // HOUR} h"
    return f"{seconds // DAY} days"


def day(value: date | datetime | None) -> str:
    """A day in words: 14 Mar 1987."""
    return UNKNOWN if not value else date_format(_local(value), "j M Y")


def long_day(value: date | datetime | None) -> str:
    """A day as a heading says it: Thursday 14 May 2026."""
    return UNKNOWN if not value else date_format(_local(value), "l j F Y")


def short_day(value: date | datetime | None) -> str:
    """A day near now, without its year: 14 May."""
    return UNKNOWN if not value else date_format(_local(value), "j M")


def clock(value: datetime | None) -> str:
    """A time by the 24-hour clock: 10:40."""
    return UNKNOWN if not value else date_format(_local(value), "H:i")


def moment(value: datetime | None) -> str:
    """Day and time: 14 May 2026 10:40."""
    return UNKNOWN if not value else date_format(_local(value), "j M Y H:i")


def moment_with_zone(value: datetime | None) -> str:
    """Day, time and the zone the clock keeps: 14 May 2026 10:40 EDT (UTC−4)."""
    if not value:
        return UNKNOWN
    local = timezone.localtime(value)
    return f"{moment(value)} {local.tzname()} ({_offset(local.utcoffset() or timedelta())})"


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / MINUTE)
    sign = MINUS if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def elapsed(minutes: Any) -> str:
    """Minutes since the first dose: T+38, T−5."""
    if minutes is None or minutes == "":
        return UNKNOWN
    whole = int(minutes)
    return f"T{MINUS if whole < 0 else '+'}{abs(whole)}"


def countdown(due: datetime, now: datetime) -> tuple[str, bool]:
    """Minutes and seconds until a moment, and whether it has passed: ("7:00", False), ("2:10", True)."""
    seconds = int((due - now).total_seconds())
    return _clock_of(abs(seconds)), seconds < 0


def _clock_of(seconds: int) -> str:
    if seconds >= 2 * DAY:
        return f"{seconds // DAY} days"
    if seconds >= 2 * HOUR:
        hours, rest = divmod(seconds, HOUR)
        return f"{hours}:{rest // MINUTE:02} h"
    return f"{seconds // MINUTE}:{seconds % MINUTE:02}"


def years(born_on: date | None, on: date) -> int | None:
    """Completed years of life on a day."""
    if born_on is None:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_stale(value: datetime | None, now: datetime, minutes: int) -> bool:
    """Whether a value is too old to be read as the present."""
    return value is not None and now - value > timedelta(minutes=minutes)


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
