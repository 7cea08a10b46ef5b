"""Which answers does a form allow, which of them count, and which are still open?"""

from collections.abc import Mapping
from decimal import Decimal

from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.shape import Answer, Item

Given = Mapping[str, Answer]


def is_needless(item: Item, given: Given) -> bool:
    """Whether earlier answers make this item needless; while the question before it is open, it is not asked yet."""
    return item.skip is not None and not any(
        given.get(code, item.skip.below - 1) >= item.skip.below for code in item.skip.opened_by
    )


def checked(instrument: Instrument, answers: Mapping[str, Answer | None]) -> dict[str, Answer]:
    """The answers that were given, each as it counts; one that the form does not allow is refused with a sentence."""
    given = {}
    about = {item.code: item for item in instrument.about}
    for code, value in answers.items():
        item = about.get(code) or instrument.item(code)
        if value is not None:
            given[code] = _allowed(instrument, item, value)
    return given


def _allowed(instrument: Instrument, item: Item, value: Answer) -> Answer:
    """The answer as it counts, or a sentence about what can be answered."""
    said = f"The answer to {item.code} of {instrument.short}"
    if item.number is not None:
        # Kept as JSON, a decimal comes back as a float; its shortest form is what was typed.
        value = Decimal(str(value)) if isinstance(value, float) else value
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            raise ValueError(f"{said} is not a number: {value!r}.")
        if not item.number.allows(value):
            raise ValueError(f"{said} can be {item.number.words}; {value} was given.")
        return value
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{said} is not a whole number: {value!r}.")
    allowed = sorted(choice.value for choice in instrument.choices_of(item))
    if value not in allowed:
        raise ValueError(f"{said} can be {', '.join(map(str, allowed))}; {value} was given.")
    return value


def missing(instrument: Instrument, given: Given) -> tuple[str, ...]:
    """The codes of everything that is asked and open."""
    spared = {one for pair in instrument.either if any(code in given for code in pair) for one in pair}
    items = [item for item in instrument.scored_items if not is_needless(item, given) and item.code not in spared]
    codes = [item.code for item in items if item.code not in given]
    if instrument.one_point_more and instrument.one_point_more.about not in given:
        codes.append(instrument.one_point_more.about)
    return tuple(codes)


def counted(instrument: Instrument, given: Given) -> dict[str, Answer]:
    """What each answer counts; those to be ignored, and the questions that only open others, count nothing."""
    return {
        item.code: item.counts(given[item.code], instrument.choices_of(item))
        for item in instrument.items
        if item.code in given and item.code not in instrument.gates and not _is_ignored(item, given)
    }


def _is_ignored(item: Item, given: Given) -> bool:
    return item.skip is not None and item.skip.answers_ignored and is_needless(item, given)


def refuse_outside(instrument: Instrument, total: int) -> None:
    """Refuse a total that the form cannot come to."""
    if isinstance(total, bool) or not isinstance(total, int):
        raise ValueError(f"The total of {instrument.short} is not a whole number: {total!r}.")
    if not instrument.lowest <= total <= instrument.highest:
        raise ValueError(f"{instrument.short} goes from {instrument.lowest} to {instrument.highest}, not to {total}.")


def refuse_subscale(instrument: Instrument, code: str, value: int) -> None:
    """Refuse a subscale that the form does not have, or a value it cannot come to."""
    scale = next((one for one in instrument.subscales if one.code == code), None)
    if scale is None:
        raise ValueError(f"{instrument.short} has no subscale called {code}.")
    most = instrument.most(scale.items) * scale.times
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(f"The subscale {code} of {instrument.short} goes from 0 to {most}; {value!r} was given.")
