"""What changed, for whom, and who is listening? A short memory of commits, in the order in which they were seen."""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

REMEMBERED = 2_000
WAITING_AT_MOST = 64
# What every page of the staff hears of, whatever it shows.
ABOUT_RISK = ("risktask", "risktaskevent")


@dataclass(frozen=True)
class AuditRow:
    """The few columns of one audit entry that say where something changed."""

    sequence: int
    is_read: bool
    what: str
    clinic: str
    dosing_session: str
    patient: str

    @property
    def channels(self) -> tuple[str, ...]:
        """Every channel on which this change is news."""
        risk = self.clinic if self.what in ABOUT_RISK else ""
        named = (("clinic", self.clinic), ("session", self.dosing_session), ("patient", self.patient), ("risk", risk))
        return tuple(f"{kind}:{key}" for kind, key in named if key)


@dataclass(frozen=True)
class Message:
    """One thing to tell one page: this channel has news of these kinds of rows."""

    channel: str
    cursor: int
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class News:
    """What one look at the database found: for each channel, the kinds of rows that were added."""

    seen_at: float
    cursor: int
    kinds: dict[str, tuple[str, ...]]

    def messages_for(self, channels: Iterable[str]) -> list[Message]:
        """The part of the news that somebody with these channels hears."""
        return [Message(channel, self.cursor, self.kinds[channel]) for channel in channels if channel in self.kinds]


@dataclass(eq=False)
class Listener:
    """One open page. One that does not keep up is let go; it comes back and is told to catch up."""

    channels: tuple[str, ...]
    waiting: asyncio.Queue[Message] = field(default_factory=lambda: asyncio.Queue(WAITING_AT_MOST))
    let_go: bool = False

    def tell(self, messages: Iterable[Message]) -> None:
        """Put messages in this page's queue, or let the page go when the queue is full."""
        for message in messages:
            try:
                self.waiting.put_nowait(message)
            except asyncio.QueueFull:
                self.let_go = True


class Feed:
    """Hands news to listeners, and remembers enough of it for those who were away for a moment."""

    def __init__(self, *, began_at: float) -> None:
        self.began_at = began_at
        self.newest = 0
        self.in_sight = False
        self.recent: deque[News] = deque(maxlen=REMEMBERED)
        self.listeners: set[Listener] = set()

    def publish(self, rows: Iterable[AuditRow], *, at: float) -> None:
        """Tell every listener about rows that were just committed."""
        kinds: dict[str, set[str]] = {}
        for row in rows:
            # That somebody looked is no news; a page that told of it would load itself again for ever.
            if row.is_read:
                continue
            self.newest = row.sequence
            for channel in row.channels:
                kinds.setdefault(channel, set()).add(row.what)
        if not kinds:
            return
        news = News(at, self.newest, {channel: tuple(sorted(found)) for channel, found in kinds.items()})
        self.recent.append(news)
        for listener in self.listeners:
            listener.tell(news.messages_for(listener.channels))

    def begin_again(self, *, at: float, newest: int) -> None:
        """Forget everything after a gap in the watching: news may have been missed, so everybody catches up."""
        self.recent.clear()
        self.began_at = at
        self.newest = newest
        self.in_sight = True
        for listener in self.listeners:
            listener.tell(self.catching_up(listener.channels))

    def lose_sight(self) -> None:
        """Let every page go while the database cannot be seen: a page that hears nothing must not look current."""
        self.in_sight = False
        for listener in self.listeners:
            listener.let_go = True

    def catching_up(self, channels: Iterable[str]) -> list[Message]:
        """What a page is told when nobody knows what it missed: every channel may have changed."""
        return [Message(channel, self.newest) for channel in channels]

    def missed(self, channels: tuple[str, ...], *, after: int | None, page_began: float) -> list[Message]:
        """What a page has not heard: since its last message if it had one, else since it began to be made."""
        if after is not None:
            places = [place for place, news in enumerate(self.recent) if news.cursor == after]
            known = bool(places)
            unheard = list(self.recent)[places[-1] + 1 :] if known else []
        else:
            known = page_began >= self._remembers_since()
            unheard = [news for news in self.recent if news.seen_at >= page_began]
        if not known:
            return self.catching_up(channels)
        return [message for news in unheard for message in news.messages_for(channels)]

    def _remembers_since(self) -> float:
        full = len(self.recent) == self.recent.maxlen
        return self.recent[0].seen_at if full else self.began_at
