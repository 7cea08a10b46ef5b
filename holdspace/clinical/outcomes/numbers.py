"""Which numbers decide about response, relapse, maintenance and stopping? Each with its source and its outer limits."""

from holdspace.clinical import instruments
from holdspace.clinical.instruments import ChangeRules, Instrument, Line
from holdspace.clinical.sources import ESKETAMINE_US_DOSING, PHILLIPS_2019, Source
from holdspace.clinical.thresholds import Looser, Threshold, adjustable, fixed

BASELINE_AND_RELAPSE = Source.judgement(
    "Holdspace: a baseline is the last complete score within 14 days before the first dose; relapse is 10 or more with"
    " at least half of the improvement lost on two assessments a week apart, or an admission or suicidal behaviour"
)
PARTIAL = Source.judgement("Holdspace: a fall of 25 to 49 % is a partial response, less is none")
MAINTENANCE = Source.judgement(
    "Holdspace: one step longer after 2 stable visits, one step shorter on partial loss; the need is looked at every"
    " 3 months, the total exposure every 6"
)
STOPPING = Source.judgement(
    "Holdspace: less than 25 % better after 4 sessions at an adequate dose is no response (the reference says 4 to 6;"
    " the earlier one asks the question sooner); more than 2 unscheduled requests in a month ask about craving"
)

LEAST_FREQUENT = ESKETAMINE_US_DOSING.at("The least frequent interval that holds")

BASELINE_DAYS = adjustable(
    "OUT.baseline.days",
    "How old a baseline may be at the first dose",
    14,
    "days",
    BASELINE_AND_RELAPSE,
    between=(7, 14),
)
PARTIAL_PERCENT = fixed("OUT.partial.percent", "The fall from which a response is partial", 25, "%", PARTIAL)
RELAPSE_DAYS = adjustable(
    "OUT.relapse.days", "How far apart the two scores of a relapse lie", 7, "days", BASELINE_AND_RELAPSE, between=(3, 7)
)
RELAPSE_LOST = adjustable(
    "OUT.relapse.percent", "How much of the improvement a relapse has lost", 50, "%", BASELINE_AND_RELAPSE,
    between=(25, 50),
)  # fmt: skip
RELAPSE_FROM = adjustable(
    "OUT.phq-9.relapse_from", "PHQ-9 from which a relapse can be told", 10, "points", BASELINE_AND_RELAPSE,
    between=(5, 10),
)  # fmt: skip
STABLE_VISITS = adjustable(
    "MNT.stable_visits", "Stable visits in a row before doses lie further apart", 2, "visits", MAINTENANCE,
    between=(2, 6), looser=Looser.LOWER, other_sources=(LEAST_FREQUENT,),
)  # fmt: skip
NEED_REVIEW = adjustable(
    "MNT.need.months", "How often it is asked whether doses are still needed", 3, "months", MAINTENANCE, between=(1, 3)
)
EXPOSURE_REVIEW = adjustable(
    "MNT.exposure.months", "How often the total exposure is reviewed", 6, "months", MAINTENANCE, between=(1, 6)
)
NO_RESPONSE_SESSIONS = adjustable(
    "STOP-01.sessions", "After how many sessions no response is asked about", 4, "sessions", STOPPING, between=(3, 6),
    other_sources=(PHILLIPS_2019.at("The median was 3 infusions to a response"),),
)  # fmt: skip
NO_RESPONSE_PERCENT = adjustable(
    "STOP-01.percent", "The fall below which there is no response", 25, "%", STOPPING, between=(25, 50),
    looser=Looser.LOWER,
)  # fmt: skip
REQUESTS = adjustable(
    "STOP-10.requests", "Unscheduled requests a month that need no question", 2, "requests", STOPPING, between=(0, 2)
)

SHARED = (
    BASELINE_DAYS,
    PARTIAL_PERCENT,
    RELAPSE_DAYS,
    RELAPSE_LOST,
    RELAPSE_FROM,
    STABLE_VISITS,
    NEED_REVIEW,
    EXPOSURE_REVIEW,
    NO_RESPONSE_SESSIONS,
    NO_RESPONSE_PERCENT,
    REQUESTS,
)


def measured() -> tuple[Instrument, ...]:
    """The instruments that say by how much a score must change to mean something."""
    return tuple(each for each in instruments.ALL if each.change is not None and _has_lines(each.change))


def _has_lines(change: ChangeRules) -> bool:
    return any((change.response_percent, change.response_points, change.remission, change.reliable, change.meaningful))


def response_percent(instrument: Instrument) -> Threshold | None:
    """By how many percent a score falls to be a response."""
    change = instrument.change
    return _of_line(
        instrument, "response.percent", "fall that is a response", "%", change.response_percent if change else None
    )


def response_points(instrument: Instrument) -> Threshold | None:
    """By how many points a score falls to be a response."""
    change = instrument.change
    line = change.response_points if change else None
    return _of_line(instrument, "response.points", "fall that is a response", "points", line)


def remission(instrument: Instrument) -> Threshold | None:
    """Up to which score somebody counts as well; from which on where higher is better."""
    if instrument.change is None:
        return None
    others = instrument.change.other_remission
    looser = Looser.LOWER if instrument.higher_is_better else Looser.HIGHER
    return _of_line(
        instrument, "remission", "score that is remission", "points", instrument.change.remission, others, looser
    )


def reliable_change(instrument: Instrument) -> Threshold | None:
    """By how many points a score must move to be more than wavering: the reliable change, else the meaningful one."""
    change = instrument.change
    if change is None:
        return None
    line, others = change.reliable or change.meaningful, change.other_meaningful
    if change.reliable is not None and change.meaningful is not None:
        others = (change.meaningful, *others)
    return _of_line(instrument, "change", "change that is more than wavering", "points", line, others)


def _of_line(
    instrument: Instrument,
    name: str,
    what: str,
    unit: str,
    line: Line | None,
    others: tuple[Line, ...] = (),
    looser: Looser = Looser.HIGHER,
) -> Threshold | None:
    """A clinic may move a line only between what the sources say."""
    if line is None:
        return None
    values = [line.value, *(other.value for other in others)]
    return Threshold(
        f"OUT.{instrument.code}.{name}",
        f"{instrument.short}: {what}",
        line.value,
        unit,
        line.source,
        min(values),
        max(values),
        tuple(other.source.at(other.says) for other in others),
        looser,
    )


def _of_instruments() -> tuple[Threshold, ...]:
    makers = (response_percent, response_points, remission, reliable_change)
    found = (make(instrument) for instrument in measured() for make in makers)
    return tuple(threshold for threshold in found if threshold is not None)


THRESHOLDS = (*SHARED, *_of_instruments())
