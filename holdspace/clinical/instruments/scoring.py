"""What does a filled form add up to? One way for every instrument."""

from collections.abc import Mapping, Sequence

from holdspace.clinical.instruments.shape import (
    TOTAL,
    Alert,
    Incomplete,
    Instrument,
    Item,
    Score,
    Subscale,
)

NO_TIER = "none"


def score(instrument: Instrument, answers: Mapping[str, int | None]) -> Score | Incomplete:
    """The score of a complete form, or what is missing; a gap is never filled with a guess."""
    given = _checked(instrument, answers)
    counted = _counted(instrument, given)
    missing = tuple(item.code for item in instrument.scored_items if _is_due(item, given) and item.code not in given)
    tier = _tier(instrument, counted)
    if missing:
        return Incomplete(instrument.code, missing, _alerts(instrument, counted, total=None, tier=tier))
    total = None if instrument.tiers else sum(counted.values())
    return Score(
        instrument=instrument.code,
        total=total,
        band=tier if total is None else band_of(instrument, total),
        alerts=_alerts(instrument, counted, total=total, tier=tier),
        subscales={scale.code: _subscale(scale, counted) for scale in instrument.subscales},
    )


def band_of(instrument: Instrument, total: int) -> str:
    """The name of the range a total falls in."""
    if not instrument.bands:
        raise ValueError(f"{instrument.short} adds nothing up, so no total has a band.")
    if not instrument.lowest <= total <= instrument.highest:
        raise ValueError(f"{instrument.short} goes from {instrument.lowest} to {instrument.highest}, not to {total}.")
    return next(band.name for band in reversed(instrument.bands) if total >= band.at_least)


def in_order(instrument: Instrument, values: Sequence[int]) -> dict[str, int]:
    """Answers written one after the other, each put under its item; unscored items come last and may be left out."""
    items = [*instrument.scored_items, *(item for item in instrument.items if not item.scored)]
    if len(values) > len(items):
        raise ValueError(f"{instrument.short} has {len(items)} items; {len(values)} answers were given.")
    return {item.code: value for item, value in zip(items, values, strict=False)}


def _checked(instrument: Instrument, answers: Mapping[str, int | None]) -> dict[str, int]:
    given = {}
    for code, value in answers.items():
        item = instrument.item(code)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"The answer to {code} of {instrument.short} is not a whole number: {value!r}.")
        allowed = sorted(choice.value for choice in instrument.choices_of(item))
        if value not in allowed:
            listed = ", ".join(map(str, allowed))
            raise ValueError(f"The answer to {code} of {instrument.short} can be {listed}; {value} was given.")
        given[code] = value
    return given


def _is_due(item: Item, given: Mapping[str, int]) -> bool:
    """Whether the item had to be answered; while the question before it is open, only that one is missing."""
    return item.skip is None or given.get(item.skip.item, item.skip.below - 1) >= item.skip.below


def _counted(instrument: Instrument, given: Mapping[str, int]) -> dict[str, int]:
    gates = {item.skip.item for item in instrument.items if item.skip and item.skip.answers_ignored}
    return {
        item.code: given[item.code]
        for item in instrument.scored_items
        if item.code in given and item.code not in gates and (_is_due(item, given) or not _is_ignored(item))
    }


def _is_ignored(item: Item) -> bool:
    return item.skip is not None and item.skip.answers_ignored


def _tier(instrument: Instrument, counted: Mapping[str, int]) -> str:
    for tier in instrument.tiers:
        if any(counted.get(code, 0) >= 1 for code in tier.any_of):
            return tier.name
    return NO_TIER


def _subscale(scale: Subscale, counted: Mapping[str, int]) -> int:
    if scale.highest:
        return max((place for place, code in enumerate(scale.items, 1) if counted.get(code, 0) >= 1), default=0)
    return sum(counted.get(code, 0) for code in scale.items)


def _alerts(instrument: Instrument, counted: Mapping[str, int], *, total: int | None, tier: str) -> tuple[Alert, ...]:
    return tuple(alert for alert in instrument.alerts if _is_raised(alert, counted, total, tier))


def _is_raised(alert: Alert, counted: Mapping[str, int], total: int | None, tier: str) -> bool:
    if alert.tier:
        return alert.tier == tier
    if alert.item == TOTAL:
        return total is not None and total >= alert.at_least
    return counted.get(alert.item, 0) >= alert.at_least
