"""Which moment is "30 March, 02:30" here? A time that the clocks skip, or show twice, names no moment."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from holdspace.clinic.refusals import Refused


def moment_here(on: date, at_time: time, time_zone: str) -> datetime:
    """The moment that day and time name in a zone; refuses a time the clocks skip or show twice."""
    here = ZoneInfo(time_zone)
    earlier = datetime.combine(on, at_time, here).replace(fold=0)
    later = earlier.replace(fold=1)
    if earlier.astimezone(UTC).astimezone(here).replace(tzinfo=None) != earlier.replace(tzinfo=None):
        says = "does not exist: the clocks go forward over it"
    elif earlier.utcoffset() != later.utcoffset():
        says = "happens twice: the clocks go back over it"
    else:
        return earlier.astimezone(UTC)
    raise Refused(f"{at_time:%H:%M} on {on.day} {on:%B %Y} {says} in {time_zone}. Choose another time.")
