"""What do the bigger parts need to be drawn? Their shapes as frozen dataclasses, and the little sums between."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from holdspace.ui import words


@dataclass(frozen=True)
class Identity:
    """Whose page this is: what has to be on every screen so that the right person is treated."""

    name: str
    born_on: date | None
    age: int | None = None
    pronouns: str = ""
    number: str = ""
    weight: str = ""
    allergies: tuple[str, ...] = ()
    allergies_known: bool = True
    photo: str = ""
    href: str = ""
    died: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the pathway: state is done, open, blocked or later."""

    name: str
    state: str
    line: str = ""
    count: int = 0
    href: str = ""


@dataclass(frozen=True)
class BlockCard:
    """One thing that is missing: what, why it matters, who can clear it and when, and the link that does."""

    says: str
    why: str
    who: str = ""
    href: str = ""
    link: str = "Open"


@dataclass(frozen=True)
class RoomValue:
    """One last value on a room card."""

    name: str
    value: str


@dataclass(frozen=True)
class RoomCard:
    """One room on the board; `status` is a session status, `due` the moment the next thing is due.

    `alarm` is the status of values that nobody has acknowledged, said by `alarm_words`; `key` names the card's link,
    so that it keeps the focus when the board refreshes itself.
    """

    name: str
    status: str
    key: str = ""
    status_words: str = ""
    alarm: str = ""
    alarm_words: str = ""
    figure: str = ""
    due: datetime | None = None
    interval: int = 900
    due_words: str = ""
    patient: str = ""
    patient_href: str = ""
    photo: str = ""
    patient_line: str = ""
    values: tuple[RoomValue, ...] = ()
    values_stale: bool = False
    values_line: str = ""
    squares: tuple[str, ...] = ()
    note: str = ""
    staff: str = ""
    href: str = ""
    link: str = "Open"


@dataclass(frozen=True)
class Signature:
    """One place for a signature: signed with a moment, or waiting for somebody named by role."""

    role: str
    name: str = ""
    at: datetime | None = None
    waits_for: str = ""


def over(due: datetime | None, now: datetime, interval: int) -> str:
    """How late a due moment is, as the classes the countdown is painted by."""
    if due is None or now <= due:
        return ""
    late = (now - due).total_seconds()
    return "is-over is-over-twice" if late > interval else "is-over"


def countdown(
    due: datetime, now: datetime, interval: int = 900, look: str = "cell", label: str = "Next check in", line: str = ""
) -> dict[str, Any]:
    """A countdown; `look` is cell (status row), card (room) or inline (chip); `interval` in seconds."""
    text, is_over = words.countdown(due, now)
    left = max(0, int((due - now).total_seconds()))
    lateness = over(due, now, interval)
    return {
        "due": due, "text": text, "is_over": is_over, "over": lateness, "interval": interval, "left": left,
        "look": look, "label": label, "line": line,
    }  # fmt: skip


def room(card: RoomCard, now: datetime) -> dict[str, Any]:
    """A room card, with how late its next thing is."""
    return {"room": card, "now": now, "over": over(card.due, now, card.interval)}


def avatar(name: str, photo: str = "", size: int = 32) -> SafeString:
    """A small round picture, or the initials where no picture was taken; the name stands beside it."""
    inside = format_html('<img src="{}" alt="">', photo) if photo else initials(name)
    return format_html('<span class="avatar avatar-{}" aria-hidden="true">{}</span>', size, inside)


def initials(name: str) -> str:
    """First letters of the first and last word of a name."""
    parts = [part for part in str(name).split() if part[0].isalpha()]
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


def voice(text: str) -> SafeString:
    """What the patient said or wrote, inside a sentence or a list."""
    return format_html('<span class="voice">“{}”</span>', text)


def sum_line(*pieces: Any, why: str = "") -> SafeString:
    """A sum as one writes it: `{% sum_line "0.5 mg/kg" "×" "80 kg" "=" "40 mg" why="rounded to 1 mg" %}`."""
    kinds = ["sign" if place % 2 else "part" for place in range(len(pieces) - 1)] + ["result"]
    line = format_html_join(" ", '<span class="sum-{}">{}</span>', zip(kinds, pieces, strict=True))
    remark = format_html('<span class="sum-why">{}</span>', why) if why else ""
    return format_html('<p class="sum">{}{}</p>', line, remark)


def squares(total: int, done: int, questions: tuple[int, ...] = ()) -> tuple[str, ...]:
    """States for a row of progress squares, counted from 1: done, question, open (the next one) or later."""
    states = ["done" if place <= done else "later" for place in range(1, total + 1)]
    if done < total:
        states[done] = "open"
    for place in questions:
        states[place - 1] = "question"
    return tuple(states)


@dataclass(frozen=True)
class RailMark:
    """From this value on, a source says something: its words and how grave they are."""

    at: Decimal
    says: str
    tone: str = "clear"


@dataclass(frozen=True)
class Rail:
    """One source on the scale, in its own words, with its citation."""

    source: str
    citation: str
    marks: tuple[RailMark, ...]
    is_clinic: bool = False


@dataclass(frozen=True)
class Rails:
    """Where sources draw the line on one scale, and where the patient stands; the clinic's own rail comes last."""

    unit: str
    low: Decimal
    high: Decimal
    step: Decimal
    rails: tuple[Rail, ...]
    value: Decimal | None = None

    def across(self, value: Decimal) -> float:
        """Where a value stands on the scale, in per cent; beyond its ends it stays at the end."""
        share = float((value - self.low) / (self.high - self.low)) * 100
        return round(min(100.0, max(0.0, share)), 2)


# Where on a rail words stand, in pixels; past the late share of the scale they stand before their mark.
RAIL_HEIGHT, RAIL_WORDS_AT, RAIL_LINE, RAIL_LATE = 56, 44, 18, 60
# How far the pill with the patient's number reaches to each side, in per cent of a narrow scale.
RAIL_PILL = 9


def rails(scale: Rails) -> dict[str, Any]:
    """A scale with its rails, ready to draw."""
    count = int((scale.high - scale.low) / scale.step) + 1
    values = [scale.low + scale.step * place for place in range(count)]
    ticks = [(words.number(value), scale.across(value)) for value in values]
    value = None if scale.value is None else (words.number(scale.value), scale.across(scale.value))
    # Under the patient's own number a tick could not be read.
    numbers = [tick for tick in ticks if value is None or abs(tick[1] - value[1]) > RAIL_PILL]
    drawn = [_drawn(scale, rail) for rail in scale.rails]
    return {"scale": scale, "ticks": ticks, "numbers": numbers, "value": value, "drawn": drawn}


def _drawn(scale: Rails, rail: Rail) -> dict[str, Any]:
    ordered = sorted(rail.marks, key=lambda mark: mark.at)
    ends = [scale.across(mark.at) for mark in ordered[1:]] + [100.0]
    reaches = []
    for row, (mark, end) in enumerate(zip(ordered, ends, strict=True)):
        start = scale.across(mark.at)
        # Each says its words on a line of its own: two marks may stand closer than their words are long.
        words_at = RAIL_WORDS_AT + row * RAIL_LINE
        anchor = "end" if start > RAIL_LATE else "start"
        reaches.append({"mark": mark, "start": start, "end": end, "anchor": anchor, "words_at": words_at})
    height = RAIL_HEIGHT + max(0, len(ordered) - 1) * RAIL_LINE
    return {"rail": rail, "reaches": reaches, "height": height}
