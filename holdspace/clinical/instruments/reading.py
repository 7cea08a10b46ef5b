"""How are answers typed in one line read? "3,0,1,2" or "Q1=Y Q2=N" or "2 1 1 sex=male"."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.scoring import in_order
from holdspace.clinical.instruments.shape import Answer, Item

YES = frozenset({"y", "yes", "true"})
NO = frozenset({"n", "no", "false"})
REFUSED = frozenset({"r", "refused"})
GAP = frozenset({"", "-", "?", "_"})
REFUSED_VALUE = 2
LONGEST = 4000


def read_answers(instrument: Instrument, text: str) -> dict[str, Answer | None]:
    """The answers of one line under their items; a gap is written as "-" or as nothing between two commas."""
    if len(text) > LONGEST:
        raise ValueError(f"The answers are longer than {LONGEST} characters. Give one form.")
    written = _pieces(text)
    if not written:
        raise ValueError(f"No answer was given. {how_to_write(instrument)}")
    named = [piece.split("=", 1) for piece in written if "=" in piece]
    plain = [piece for piece in written if "=" not in piece]
    answers = _placed(instrument, plain)
    for name, value in named:
        item = _item_named(instrument, name)
        if item.code in answers:
            raise ValueError(f"The answer to {item.code} of {instrument.short} is given twice. Give it once.")
        answers[item.code] = _value(instrument, item, value)
    return answers


def how_to_write(instrument: Instrument) -> str:
    """What a line of answers looks like."""
    about = "".join(f", and {item.code}=... for {item.label.casefold()}" for item in instrument.about)
    return f"{instrument.short} takes {len(instrument.scored_items)} answers in order{about}."


def _pieces(text: str) -> list[str]:
    joined = re.sub(r"\s*=\s*", "=", text.strip())
    if "," in joined or ";" in joined:
        return [one for part in re.split(r"[,;]", joined) for one in (part.split() or [""])]
    return joined.split()


def _placed(instrument: Instrument, plain: list[str]) -> dict[str, Answer | None]:
    items = list(in_order(instrument, [None] * len(plain)))
    return {code: _value(instrument, instrument.item(code), piece) for code, piece in zip(items, plain, strict=True)}


def _item_named(instrument: Instrument, name: str) -> Item:
    wanted = name.strip().casefold()
    number = re.sub(r"^(?:question|item|q)[_ ]?0*", "", wanted).lstrip("0")
    for item in (*instrument.items, *instrument.about):
        if wanted in (item.code.casefold(), item.loinc.casefold() or None):
            return item
    for place, item in enumerate(_in_printed_order(instrument), start=1):
        if number == (item.called or str(place)):
            return item
    raise ValueError(f"{instrument.short} has no item called {name}. {how_to_write(instrument)}")


def _in_printed_order(instrument: Instrument) -> Iterable[Item]:
    return (*instrument.scored_items, *(item for item in instrument.items if not item.scored))


def _value(instrument: Instrument, item: Item, written: str) -> Answer | None:
    said = written.strip().casefold()
    if said in GAP:
        return None
    choices = instrument.choices_of(item)
    by_text = {choice.text.casefold(): choice.value for choice in choices if choice.text}
    if said in by_text:
        return by_text[said]
    if said in REFUSED and REFUSED_VALUE in {choice.value for choice in choices}:
        return REFUSED_VALUE
    if said in YES | NO and (_is_yes_no(item, instrument)):
        return int(said in YES)
    return _number(instrument, item, written.strip())


def _is_yes_no(item: Item, instrument: Instrument) -> bool:
    if item.number is not None:
        return item.number.above is not None
    return {0, 1} <= {choice.value for choice in instrument.choices_of(item)} <= {0, 1, REFUSED_VALUE}


def _number(instrument: Instrument, item: Item, written: str) -> Answer:
    try:
        value = Decimal(written)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", written):
        raise ValueError(f"The answer to {item.code} of {instrument.short} is not a number: {written!r}.")
    return int(value) if value == value.to_integral_value() and "." not in written else value
