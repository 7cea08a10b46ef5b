"""When is the call after a dose made? About a day later; earlier the drug speaks, later help comes late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Clinical rules reference, section 6: at 24 hours, range 12 to 36.
OPENS_AFTER, BEST_AT, CLOSES_AFTER = timedelta(hours=12), timedelta(hours=24), timedelta(hours=36)


@dataclass(frozen=True)
class CallWindow:
    """The span in which the call is made, and where in it we are."""

    opens_at: datetime
    best_at: datetime
    closes_at: datetime
    state: str

    @property
    def is_late(self) -> bool:
        """Whether the span has passed; the call is made all the same."""
        return self.state == "late"


def window_after(given_at: datetime, *, now: datetime) -> CallWindow:
    """The span for a dose that was started at this time: early, open or late."""
    opens_at, closes_at = given_at + OPENS_AFTER, given_at + CLOSES_AFTER
    state = "early" if now < opens_at else "late" if now > closes_at else "open"
    return CallWindow(opens_at, given_at + BEST_AT, closes_at, state)
