"""What counts as better, well, worse and relapsed on a scale? Written once, for pages, plots and exports."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from holdspace.clinical import instruments
from holdspace.clinical.instruments import Instrument
from holdspace.clinical.instruments.shape import Reads
from holdspace.clinical.outcomes import numbers
from holdspace.clinical.outcomes.numbers import BASELINE_AND_RELAPSE, PARTIAL
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Limits, Threshold

# The trial of the LSAS counted a fall of more than its line; all others count the line itself.
STRICTLY_MORE = ("lsas",)


@dataclass(frozen=True)
class OutcomeRule:
    """The lines that turn two totals of one instrument into a clinical word; None is a line nobody has drawn."""

    instrument: str
    short: str
    sources: tuple[Source, ...]
    response_percent: Decimal | None = None
    response_points: Decimal | None = None
    strictly_more: bool = False
    partial_percent: Decimal = Decimal(25)
    remission_at: Decimal | None = None
    reliable_change: Decimal | None = None
    relapse_from: Decimal | None = None
    relapse_lost_percent: Decimal = Decimal(50)
    relapse_span: timedelta = timedelta(days=7)
    baseline_window: timedelta = timedelta(days=14)
    higher_is_better: bool = False
    reads: Reads = Reads.TOTAL
    limits_version: int = 0

    @property
    def tells_response(self) -> bool:
        """Whether a response has been defined at all."""
        return self.response_percent is not None or self.response_points is not None


def made_for(instrument: Instrument, limits: Limits = PUBLISHED) -> OutcomeRule:
    """The lines of one instrument under the numbers that hold."""
    change = instrument.change
    drawn = tuple(change.lines) if change else ()
    return OutcomeRule(
        instrument=instrument.code,
        short=instrument.short,
        sources=tuple(dict.fromkeys((*(line.source for line in drawn), PARTIAL, BASELINE_AND_RELAPSE))),
        response_percent=_value(numbers.response_percent(instrument), limits),
        response_points=_value(numbers.response_points(instrument), limits),
        strictly_more=instrument.code in STRICTLY_MORE,
        partial_percent=limits.of(numbers.PARTIAL_PERCENT),
        remission_at=_value(numbers.remission(instrument), limits),
        reliable_change=_value(numbers.reliable_change(instrument), limits),
        relapse_from=limits.of(numbers.RELAPSE_FROM) if instrument.code == "phq-9" else None,
        relapse_lost_percent=limits.of(numbers.RELAPSE_LOST),
        relapse_span=limits.days(numbers.RELAPSE_DAYS),
        baseline_window=limits.days(numbers.BASELINE_DAYS),
        higher_is_better=instrument.higher_is_better,
        reads=change.reads if change else Reads.TOTAL,
        limits_version=limits.version,
    )


def _value(threshold: Threshold | None, limits: Limits) -> Decimal | None:
    return limits.of(threshold) if threshold is not None else None


RULES = tuple(made_for(instrument) for instrument in numbers.measured())
PHQ_9_RULE, GAD_7_RULE = (made_for(each) for each in (instruments.PHQ_9, instruments.GAD_7))


def rule_for(instrument: str, limits: Limits = PUBLISHED) -> OutcomeRule | None:
    """The outcome rule of an instrument, or None where no definition of change has been agreed."""
    if limits == PUBLISHED:
        return next((rule for rule in RULES if rule.instrument == instrument), None)
    return next((made_for(each, limits) for each in numbers.measured() if each.code == instrument), None)
