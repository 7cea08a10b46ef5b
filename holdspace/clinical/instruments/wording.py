"""How does a clinic's licensed wording enter an instrument? As a copy; what is counted never changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.shape import Choice, Item

FOR_ALL_ITEMS = ""

# May be shipped by their verdict, but their words were not yet compared with a stored public source.
WORDING_AWAITED: tuple[tuple[str, str], ...] = (
    ("bam", "Department of Veterans Affairs: the verdict is probable, not confirmed, and no form is at hand."),
)


@dataclass(frozen=True)
class Wording:
    """The words of one instrument in one language, as a clinic holds them.

    `choices` gives the words of each answer by item code, or under "" for the answers that all items share.
    """

    items: Mapping[str, str]
    choices: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    asks: str = ""
    language: str = "en"

    @classmethod
    def from_dict(cls, told: Mapping[str, object]) -> "Wording":
        """The wording as it is written in JSON, where every key is text."""
        items, choices = _mapping(told.get("items", {}), "items"), _mapping(told.get("choices", {}), "choices")
        return cls(
            items={code: _text(words, f"the item {code}") for code, words in items.items()},
            choices={code: _answers(code, each) for code, each in choices.items()},
            asks=_text(told.get("asks", ""), "asks"),
            language=_text(told.get("language", "en"), "language"),
        )

    def as_dict(self) -> dict[str, object]:
        """The wording as plain data for JSON."""
        return {
            "items": dict(self.items),
            "choices": {
                code: {str(value): text for value, text in each.items()} for code, each in self.choices.items()
            },
            "asks": self.asks,
            "language": self.language,
        }


def with_wording(instrument: Instrument, wording: Wording) -> Instrument:
    """A copy that shows these words; refuses words for what is not asked, gaps, and another scale of answers."""
    _refuse_other_items(instrument, wording)
    shared = _worded(instrument, FOR_ALL_ITEMS, instrument.choices, wording)
    items = tuple(_worded_item(instrument, item, wording) for item in instrument.items)
    return replace(
        instrument, items=items, choices=shared, asks=wording.asks or instrument.asks, language=wording.language
    )


def _refuse_other_items(instrument: Instrument, wording: Wording) -> None:
    known = {item.code for item in instrument.items}
    for code in (*wording.items, *(code for code in wording.choices if code != FOR_ALL_ITEMS)):
        if code not in known:
            raise ValueError(f"The wording was not taken: {instrument.short} has no item called {code}.")
    empty = [item.code for item in instrument.items if not wording.items.get(item.code, "").strip()]
    if empty:
        raise ValueError(
            f"The wording was not taken: {instrument.short} also asks {', '.join(empty)}. Give every item."
        )


def _worded_item(instrument: Instrument, item: Item, wording: Wording) -> Item:
    if item.code in wording.choices and not instrument.choices_of(item):
        raise ValueError(f"The wording was not taken: {item.code} of {instrument.short} is answered with a number.")
    own = item.choices
    if item.code in wording.choices:
        own = _worded(instrument, item.code, instrument.choices_of(item), wording)
    return replace(item, wording=wording.items[item.code].strip(), choices=own)


def _worded(instrument: Instrument, code: str, choices: tuple[Choice, ...], wording: Wording) -> tuple[Choice, ...]:
    """The answers with their words; they must be the same answers."""
    words = wording.choices.get(code)
    if words is None:
        return choices
    where = f"{code} of {instrument.short}" if code else instrument.short
    ours, theirs = sorted(choice.value for choice in choices), sorted(words)
    if ours != theirs:
        raise ValueError(
            f"The wording was not taken: the answers to {where} are {_listed(ours)}, and it names {_listed(theirs)}."
            " Another scale would be another instrument."
        )
    if not all(text.strip() for text in words.values()):
        raise ValueError(f"The wording was not taken: an answer to {where} has no words.")
    return tuple(replace(choice, text=words[choice.value].strip()) for choice in choices)


def _as_text(answers: Mapping[int, str]) -> dict[str, str]:
    return {str(value): text for value, text in answers.items()}


def _listed(values: list[int]) -> str:
    return ", ".join(map(str, values)) or "none"


def _mapping(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise ValueError(f"The wording was not taken: “{name}” is not an object with names.")
    return value


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"The wording was not taken: “{name}” is not text.")
    return value


def _answers(code: str, each: object) -> dict[int, str]:
    found = {}
    for value, text in _mapping(each, f"choices of {code or 'all items'}").items():
        if not value.lstrip("-").isdigit():
            raise ValueError(f"The wording was not taken: the answer {value!r} is not a whole number.")
        found[int(value)] = _text(text, f"answer {value}")
    return found


def shipped_without_a_right(instrument: Instrument) -> tuple[str, ...]:
    """Where an instrument carries words that its verdict does not let us ship; empty when all is well."""
    if instrument.rights.wording_ships:
        return ()
    plain = {"", "Yes", "No", "male", "female"}
    found = [f"{instrument.code}: item {item.code}" for item in instrument.items if item.wording]
    every = [choice for item in instrument.items for choice in item.choices] + list(instrument.choices)
    return (*found, *(f"{instrument.code}: answer {one.value}" for one in every if one.text not in plain))
