"""What did the C-SSRS screener say? Answers of an older screener never fill the gaps of a newer one."""

from typing import Any

from holdspace.clinical.eligibility.facts import SuicideScreener
from holdspace.clinical.eligibility.observations import Observations, answer, day, number, one_of, shown
from holdspace.clinical.eligibility.record import LOINC, ObservationEntry

IDEATION = ("93246-7", "93247-5", "93248-3", "93249-1", "93250-9")
BEHAVIOUR_EVER = "93267-3"
BEHAVIOUR_PAST_3_MONTHS = "93269-9"
YES, NO = {"LA33-6"}, {"LA32-8"}
PHQ9_ITEM_9 = {"LA6568-5": 0, "LA6569-3": 1, "LA6570-1": 2, "LA6571-9": 3}

Part = tuple[dict[str, Any], dict[str, tuple[str, ...]], list[str]]


def read(observations: Observations) -> Part:
    """The newest screener and item 9 of the newest PHQ-9."""
    entries = [observations.newest(LOINC, code) for code in IDEATION]
    ever = observations.newest(LOINC, BEHAVIOUR_EVER)
    recent = observations.newest(LOINC, BEHAVIOUR_PAST_3_MONTHS)
    # Items 3 to 5 are asked only after a yes to item 2: an older yes belongs to an older screener.
    entries[2:] = [_not_before(entry, entries[1]) for entry in entries[2:]]
    recent = _not_before(recent, ever)
    item_9 = observations.newest(LOINC, "44260-8")
    used = [entry for entry in (*entries, ever, recent) if entry is not None]
    values: dict[str, Any] = {"suicide_screener": _screener(entries, ever, recent) if used else None}
    values["phq9_item9"] = _item_9(item_9)
    lines = {"suicide_screener": tuple(dict.fromkeys(shown(entry, _title(entry)) for entry in used))}
    if item_9 is not None:
        lines["phq9_item9"] = (shown(item_9, "PHQ-9 item 9"),)
    return values, lines, []


def _screener(
    entries: list[ObservationEntry | None], ever: ObservationEntry | None, recent: ObservationEntry | None
) -> SuicideScreener:
    one, two, three, four, five = (answer(entry, YES, NO) for entry in entries)
    return SuicideScreener((one, two, three, four, five), answer(ever, YES, NO), answer(recent, YES, NO))


def _not_before(entry: ObservationEntry | None, opening: ObservationEntry | None) -> ObservationEntry | None:
    if entry is None or opening is None:
        return entry
    asked, opened = day(entry), day(opening)
    return None if asked is not None and opened is not None and asked < opened else entry


def _title(entry: ObservationEntry) -> str:
    codes = {coding.code for coding in entry.codings}
    level = next((number for number, code in enumerate(IDEATION, start=1) if code in codes), None)
    if level:
        return f"C-SSRS ideation {level}"
    return "C-SSRS behaviour ever" if BEHAVIOUR_EVER in codes else "C-SSRS behaviour in the past 3 months"


def _item_9(entry: ObservationEntry | None) -> int | None:
    coded = next((PHQ9_ITEM_9[c.code] for c in one_of(entry) if c.code in PHQ9_ITEM_9), None)
    if coded is not None:
        return coded
    value = number(entry)
    return int(value) if value is not None and value in (0, 1, 2, 3) else None
