"""Until when does a measured value stand for the present? Then it turns grey, and later it is struck."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.clinical.monitoring import next_check
from holdspace.clinical.monitoring.numbers import FRESH_MINUTES

# The next set may take this long to be typed after it is due. Our judgement.
TO_TYPE_IT = timedelta(seconds=60)


@dataclass(frozen=True)
class Fading:
    """When a value turns grey, and when it is struck because it is too old to count."""

    stale_at: datetime
    struck_at: datetime

    def word(self, now: datetime) -> str:
        """How it stands now: fresh, stale or struck."""
        if now >= self.struck_at:
            return "struck"
        return "stale" if now >= self.stale_at else ""


def fading(picture: SessionPicture, measured_at: datetime) -> Fading:
    """Grey once the set after it is overdue or it is too old to rest a dose on; struck once both are long past."""
    counts_for = picture.limits.minutes(FRESH_MINUTES)
    if picture.check is None or picture.started_at is None:
        return Fading(measured_at + counts_for, measured_at + 2 * counts_for)
    following = next_check(
        picture.route,
        started_at=picture.started_at,
        last_dose_at=picture.doses[-1].at if picture.doses else None,
        last_vital_signs_at=measured_at,
        infusion_ended_at=picture.infusion_ended_at,
        limits=picture.limits,
    )
    too_old = measured_at + counts_for
    stale_at = min(following.due_at + TO_TYPE_IT, too_old)
    return Fading(stale_at, max(too_old, stale_at + following.interval))
