"""How is an instrument's wording typed, line by line, and read back as the wording it makes?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from holdspace.clinical.instruments import Choice, Instrument, Item
from holdspace.clinical.instruments.wording import FOR_ALL_ITEMS

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
# A scale of a hundred steps has words at its ends; what lies between is its number.
MOST_ANSWERS_IN_WORDS = 12
ASKS = "asks"
Typed = Mapping[str, str]


@dataclass(frozen=True)
class AnswerLine:
    """One answer that gets words."""

    name: str
    value: int


@dataclass(frozen=True)
class AnswerLines:
    """The answers of one item, or those that all items share."""

    item: str
    lines: tuple[AnswerLine, ...]
    is_only_its_ends: bool


def name_of(item: Item) -> str:
    """The name under which the words of an item are typed."""
    return f"item-{item.code}"


def answers(instrument: Instrument) -> tuple[AnswerLines, ...]:
    """Every scale of answers that gets words: the shared one, then those of single items."""
    shared = ((FOR_ALL_ITEMS, instrument.choices),) if instrument.choices else ()
    own = tuple((item.code, item.choices) for item in instrument.items if item.choices)
    return tuple(_lines(code, choices) for code, choices in (*shared, *own))


def _lines(code: str, choices: tuple[Choice, ...]) -> AnswerLines:
    ends = len(choices) > MOST_ANSWERS_IN_WORDS
    shown = (choices[0], choices[-1]) if ends else choices
    return AnswerLines(code, tuple(AnswerLine(f"answer-{code}-{each.value}", each.value) for each in shown), ends)


def typed_from(instrument: Instrument, texts: Mapping[str, Any]) -> dict[str, str]:
    """What one would have typed to write this wording."""
    items, choices = texts.get("items", {}), texts.get("choices", {})
    typed = {name_of(item): items.get(item.code, "") for item in instrument.items}
    for scale in answers(instrument):
        words = choices.get(scale.item, {})
        typed |= {line.name: words.get(str(line.value), "") for line in scale.lines}
    return typed | {ASKS: texts.get("asks", "")}


def texts_from(instrument: Instrument, typed: Typed, language: str) -> dict[str, Any]:
    """The wording that was typed, as it is written in JSON; a scale without any words is left as it is."""
    choices = {scale.item: _words(instrument, scale, typed) for scale in answers(instrument)}
    return {
        "items": {item.code: _said(typed, name_of(item)) for item in instrument.items},
        "choices": {code: words for code, words in choices.items() if words},
        "asks": _said(typed, ASKS),
        "language": language,
    }


def _words(instrument: Instrument, scale: AnswerLines, typed: Typed) -> dict[str, str]:
    said = {str(line.value): _said(typed, line.name) for line in scale.lines}
    if not any(said.values()):
        return {}
    between = {str(choice.value): str(choice.value) for choice in _choices(instrument, scale.item)}
    return between | said if scale.is_only_its_ends else said


def _choices(instrument: Instrument, code: str) -> tuple[Choice, ...]:
    return instrument.item(code).choices if code else instrument.choices


def _said(typed: Typed, name: str) -> str:
    return typed.get(name, "").strip()


def missing(instrument: Instrument, typed: Typed) -> tuple[str, ...]:
    """The places of the items that have no words yet."""
    return tuple(str(place) for place, item in enumerate(instrument.items, 1) if not _said(typed, name_of(item)))


def half_written(instrument: Instrument, typed: Typed, language: str) -> Instrument:
    """The instrument as it would be shown: what has no words yet keeps our label and its number."""
    texts = texts_from(instrument, typed, language)
    items = tuple(
        replace(
            item,
            wording=texts["items"][item.code] or item.wording,
            choices=_named(item.choices, texts["choices"].get(item.code, {})),
        )
        for item in instrument.items
    )
    shared = _named(instrument.choices, texts["choices"].get(FOR_ALL_ITEMS, {}))
    asks = texts["asks"] or instrument.asks
    return replace(instrument, items=items, choices=shared, asks=asks, language=language)


def _named(choices: tuple[Choice, ...], words: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(replace(each, text=words.get(str(each.value)) or each.text) for each in choices)
