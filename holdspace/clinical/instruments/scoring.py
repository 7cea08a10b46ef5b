"""What does a filled form add up to? One way for every instrument."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from holdspace.clinical.instruments import answering
from holdspace.clinical.instruments.answering import Given, is_needless
from holdspace.clinical.instruments.instrument import NO_TIER, Instrument
from holdspace.clinical.instruments.results import Incomplete, Score
from holdspace.clinical.instruments.shape import (
    TOTAL,
    Alert,
    Answer,
    Cutoff,
    Item,
    Reads,
    RiskTier,
    Several,
    Share,
    Subscale,
    sums,
)

__all__ = ["NO_TIER", "band_of", "band_of_subscale", "from_total", "in_order", "is_needless", "score"]


def score(instrument: Instrument, answers: Mapping[str, Answer | None]) -> Score | Incomplete:
    """The score of a complete form, or what is missing; a gap is never filled with a guess.

    Proration: none. No source that we have read lets the authors of any of these forms fill a gap.
    """
    given = answering.checked(instrument, answers)
    counted = answering.counted(instrument, given)
    missing = answering.missing(instrument, given)
    tier = _tier(instrument, counted)
    if missing:
        return Incomplete(instrument.code, missing, _alerts(instrument, counted, total=None, tier=tier))
    raw = int(_added(instrument, counted)) if instrument.adds_up and not instrument.tiers else None
    total = None if raw is None else raw + _extra_point(instrument, given, raw)
    subscales: dict[str, Answer] = {}
    for scale in instrument.subscales:
        subscales |= _subscale(instrument, scale, counted, given)
    return _told(instrument, counted, given, tier, raw=raw, total=total, subscales=subscales)


def from_total(
    instrument: Instrument, total: int, subscales: Mapping[str, int] | None = None, *, sex: str = ""
) -> Score:
    """The score of a form that was added up on paper; what only single answers tell is not known of it."""
    if instrument.tiers or not instrument.adds_up:
        raise ValueError(f"{instrument.short} adds nothing up: enter its answers.")
    if instrument.gates or instrument.one_point_more:
        raise ValueError(f"The total of {instrument.short} hangs on single answers: enter those.")
    answering.refuse_outside(instrument, total)
    sums_given = dict(subscales or {})
    for code, value in sums_given.items():
        answering.refuse_subscale(instrument, code, value)
    return _told(
        instrument, {}, {"sex": SEX[sex]} if sex in SEX else {}, None, raw=total, total=total, subscales=sums_given
    )


SEX = {"male": 1, "female": 2}


def band_of(instrument: Instrument, total: int) -> str:
    """The name of the range a total falls in."""
    if not instrument.bands:
        raise ValueError(f"{instrument.short} adds nothing up, so no total has a band.")
    if instrument.bands_read is Reads.TOTAL:
        answering.refuse_outside(instrument, total)
    return _band(instrument, total)


def band_of_subscale(instrument: Instrument, code: str, value: Answer) -> str:
    """The name of the range a subscale falls in; empty where its authors name none."""
    scale = next((one for one in instrument.subscales if one.code == code), None)
    if scale is None:
        raise ValueError(f"{instrument.short} has no subscale called {code}.")
    return next((band.name for band in reversed(scale.bands) if value >= band.at_least), "")


def in_order(instrument: Instrument, values: Sequence[Answer | None]) -> dict[str, Answer | None]:
    """Answers written one after the other, each put under its item; unscored items come last and may be left out."""
    items = [*instrument.scored_items, *(item for item in instrument.items if not item.scored)]
    if len(values) > len(items):
        raise ValueError(f"{instrument.short} has {len(items)} items; {len(values)} answers were given.")
    return {item.code: value for item, value in zip(items, values, strict=False)}


def _added(instrument: Instrument, counted: Given) -> Answer:
    in_groups = {code for group in instrument.highest_of for code in group}
    alone = sums(counted, tuple(item.code for item in instrument.added_items if item.code not in in_groups))
    return alone + sum(
        max((counted[code] for code in group if code in counted), default=0) for group in instrument.highest_of
    )


def _extra_point(instrument: Instrument, given: Given, raw: int) -> int:
    rule = instrument.one_point_more
    return int(rule is not None and given[rule.about] <= rule.at_most and raw < instrument.highest)


def _told(
    instrument: Instrument,
    counted: Given,
    given: Given,
    tier: RiskTier | None,
    *,
    raw: int | None,
    total: int | None,
    subscales: Mapping[str, Answer],
) -> Score:
    index = _index(instrument, total, given)
    read = index if instrument.bands_read is Reads.INDEX else total
    name = tier.name if tier else instrument.no_tier
    return Score(
        instrument=instrument.code,
        total=total,
        band=name if instrument.tiers else _band(instrument, read),
        alerts=_alerts(instrument, counted, total=total, tier=tier, verdict=_verdict(instrument, counted)),
        subscales=subscales,
        raw=raw if instrument.index or instrument.one_point_more else None,
        index=index,
        provisional=_verdict(instrument, counted) if _is_diagnosis(instrument) else None,
        positive=_positive(instrument, counted, given, total, index, tier),
    )


def _index(instrument: Instrument, total: int | None, given: Given) -> Decimal | None:
    rule = instrument.index
    if rule is None:
        return None
    if rule.item:
        return Decimal(given[rule.item]) if rule.item in given else None
    if total is None:
        return None
    return (total * rule.times / rule.over).quantize(Decimal(1).scaleb(-rule.decimals), rounding=ROUND_HALF_UP)


def _band(instrument: Instrument, number: Answer | None) -> str:
    if number is None or not instrument.bands:
        return ""
    return next((band.name for band in reversed(instrument.bands) if number >= band.at_least), "")


def _is_diagnosis(instrument: Instrument) -> bool:
    return instrument.verdict is not None and instrument.verdict.is_provisional_diagnosis


def _verdict(instrument: Instrument, counted: Given) -> bool | None:
    """Whether all conditions of the authors hold; None where there are none or the answers are not known."""
    if instrument.verdict is None or not counted:
        return None
    return all(_holds(instrument, condition, counted) for condition in instrument.verdict.all_of)


def _holds(instrument: Instrument, condition: Several | Share, counted: Given) -> bool:
    if isinstance(condition, Several):
        return sum(counted.get(code, 0) >= condition.at_least for code in condition.items) >= condition.how_many
    return 100 * sums(counted, condition.items) >= condition.percent * instrument.most(condition.items)


def _positive(
    instrument: Instrument,
    counted: Given,
    given: Given,
    total: int | None,
    index: Decimal | None,
    tier: RiskTier | None,
) -> bool | None:
    """Whether the score is positive; None where no line is drawn, or where sex would decide and is not known."""
    if instrument.verdict is not None and not _is_diagnosis(instrument):
        return _verdict(instrument, counted)
    if instrument.tiers:
        return tier is not None
    lines = [line for line in instrument.cutoffs if line.decides]
    for_sex = [line for line in lines if not line.for_sex or SEX[line.for_sex] == given.get("sex")]
    reached = {_reaches(line, total, index) for line in (for_sex or lines)}
    return reached.pop() if len(reached) == 1 else None


def _reaches(line: Cutoff, total: int | None, index: Decimal | None) -> bool | None:
    number = index if line.reads is Reads.INDEX else total
    return None if number is None else line.is_reached(number)


def _tier(instrument: Instrument, counted: Given) -> RiskTier | None:
    for tier in instrument.tiers:
        if any(counted.get(code, 0) >= 1 for code in tier.any_of):
            return tier
    return None


def _subscale(instrument: Instrument, scale: Subscale, counted: Given, given: Given) -> dict[str, Answer]:
    """The subscale and what it is turned into; nothing while an item of it that is due is open."""
    items = [instrument.item(code) for code in scale.items]
    if _is_open(items, given):
        return {}
    if scale.highest:
        return {scale.code: max((n for n, code in enumerate(scale.items, 1) if counted.get(code, 0) >= 1), default=0)}
    added = sums(counted, scale.items) * scale.times
    if scale.is_mean:
        added = (Decimal(added) / len(scale.items)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    found: dict[str, Answer] = {scale.code: added}
    if scale.table:
        found[scale.table_code] = dict(scale.table)[int(added)]
    return found


def _is_open(items: Sequence[Item], given: Given) -> bool:
    return any(item.code not in given and not is_needless(item, given) for item in items)


def _alerts(
    instrument: Instrument,
    counted: Given,
    *,
    total: int | None,
    tier: RiskTier | None,
    verdict: bool | None = None,
) -> tuple[Alert, ...]:
    return tuple(alert for alert in instrument.alerts if _is_raised(alert, counted, total, tier, verdict))


def _is_raised(alert: Alert, counted: Given, total: int | None, tier: RiskTier | None, verdict: bool | None) -> bool:
    if alert.tier:
        return tier is not None and alert.tier in (tier.urgency, tier.name)
    if alert.needs_verdict:
        return verdict is True
    if alert.item == TOTAL:
        return total is not None and total >= alert.at_least
    return counted.get(alert.item, 0) >= alert.at_least
