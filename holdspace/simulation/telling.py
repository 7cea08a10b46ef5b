"""How do many lives go on at once? Each is told as a generator that waits for its next moment; the earliest goes first.

Because everything happens in the order of its time, the clinic fills as a real one does: numbers are given in order
of arrival, the audit trail runs forward, and a room that is taken is taken.
"""

import heapq
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

# A story yields the moment it waits for, and is sent that moment back when it has come.
Story = Generator[datetime, datetime, None]
SATURDAY = 5
# Older days than these fall on working days; the last week is told as it was.
RECENT_DAYS = 6
BEFORE_EVERYTHING = datetime.min.replace(tzinfo=UTC)


def tell(stories: Iterable[Story], *, until: datetime, told: Callable[[int, int], None]) -> None:
    """Tell all stories, interleaved by time; none may reach beyond `until`."""
    waiting: list[tuple[datetime, int, Story]] = []
    for place, story in enumerate(stories):
        _wait_on(waiting, place, story, next(story, None))
    all_of_them = len(waiting)
    while waiting:
        moment, place, story = heapq.heappop(waiting)
        if moment > until:
            raise ValueError(f"Story {place} reaches {moment}, past the end at {until}.")
        try:
            following = story.send(moment)
        except StopIteration:
            told(all_of_them - len(waiting), all_of_them)
            continue
        if following < moment:
            raise ValueError(f"Story {place} goes back from {moment} to {following}.")
        _wait_on(waiting, place, story, following)


def _wait_on(waiting: list[tuple[datetime, int, Story]], place: int, story: Story, moment: datetime | None) -> None:
    if moment is not None:
        heapq.heappush(waiting, (moment, place, story))


@dataclass
class Calendar:
    """Days counted from today by the clocks of the site, for one story; what it answers never goes back."""

    now: datetime
    zone: ZoneInfo
    chance: Random
    last: datetime = BEFORE_EVERYTHING

    @property
    def today(self) -> date:
        """Today at the site."""
        return self.now.astimezone(self.zone).date()

    def day(self, offset: int) -> date:
        """The day so many days from today; a weekend long ago becomes the Friday before it."""
        return self._open(self.today + timedelta(days=offset))

    def _open(self, found: date) -> date:
        is_long_ago = (self.today - found).days > RECENT_DAYS
        if is_long_ago and found.weekday() >= SATURDAY:
            found -= timedelta(days=found.weekday() - SATURDAY + 1)
        return found

    def at(self, offset: int, hour: int, minute: int = 0, *, before: int = 0, loose: int = 25) -> datetime:
        """A moment on that day or so many days before it, some minutes loose, never before the moment given last."""
        day = self._open(self.day(offset) - timedelta(days=before))
        start = datetime.combine(day, time(hour, minute), self.zone)
        return self.after(start + timedelta(minutes=self.chance.randrange(loose + 1)))

    def after(self, moment: datetime) -> datetime:
        """That moment, or a few minutes after the last one where it would go back; told in whole minutes."""
        if moment <= self.last:
            moment = self.last + timedelta(minutes=4)
        self.last = moment.replace(microsecond=0).astimezone(self.zone)
        return self.last


@dataclass
class Diary:
    """Which rooms and people are spoken for; the story that asks first has them."""

    taken: list[tuple[datetime, datetime, frozenset[str]]] = field(default_factory=list)

    def is_free(self, what: str, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether nobody has spoken for it in that time."""
        return not any(what in things and start < ends_at and starts_at < end for start, end, things in self.taken)

    def first_free(self, wanted: Iterable[str], starts_at: datetime, ends_at: datetime) -> str | None:
        """The first of these that is free."""
        return next((what for what in wanted if self.is_free(what, starts_at, ends_at)), None)

    def take(self, things: Iterable[str], starts_at: datetime, ends_at: datetime) -> None:
        """Speak for a room and people."""
        self.taken.append((starts_at, ends_at, frozenset(things)))
