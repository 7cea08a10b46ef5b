"""What keeps the gain: where the spacing of doses stands, which reviews are due, and how much was given in all."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from holdspace.chart.models import CarePlan, DosingSession, EpisodeOfCare
from holdspace.chart.progress import course_of_instrument, doses_of, scores_of
from holdspace.clinical.instruments import Instrument, by_code
from holdspace.clinical.outcomes import Review, reviews
from holdspace.clinical.outcomes.spreading import Standing, standing
from holdspace.clinical.protocols import Protocol
from holdspace.clinical.thresholds import Limits


@dataclass(frozen=True)
class Exposure:
    """Everything given in this course."""

    doses: int
    mg: Decimal
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True)
class Maintained:
    """Maintenance of one course as its page shows it; `why_not` says why there is no spacing yet."""

    instrument: Instrument | None
    standing: Standing | None
    why_not: str
    reviews: tuple[Review, ...]
    exposure: Exposure
    protocol_says: str


def maintained(episode: EpisodeOfCare, *, own: Limits) -> Maintained:
    """Maintenance as it stands, by the plan's own measure and the clinic's numbers."""
    plan = episode.care_plans.current().filter(approval__isnull=False).order_by("-recorded_at").first()
    given = [each for each in doses_of(episode) if each.started_at]
    instrument = by_code(plan.target_instrument) if plan else None
    stands, why_not = _standing(episode, instrument, given, own)
    looked_on = _day(plan.approval.approved_at) if plan else None
    began_on = stands.began_on if stands else None
    due = _due(began_on, looked_on, own) if began_on else ()
    return Maintained(instrument, stands, why_not, due, _exposure(given), _said(plan))


def _due(began_on: date, looked_on: date | None, own: Limits) -> tuple[Review, ...]:
    """A plan that was approved anew since is a look at both."""
    start = max(began_on, looked_on or began_on)
    return reviews(began_on, start, start, own)


def _standing(
    episode: EpisodeOfCare, instrument: Instrument | None, given: list[DosingSession], own: Limits
) -> tuple[Standing | None, str]:
    if instrument is None:
        return None, "No plan is approved, so no measure is chosen. Approve a plan first."
    course = course_of_instrument(episode, instrument.code, given, own=own)
    if course is None or not course.rule.tells_response:
        return None, f"No response is defined on the {instrument.short}. The spacing is the prescriber's to choose."
    if course.baseline is None:
        return None, f"There is no {instrument.short} from before the first dose, so no response can be told."
    if course.response_at is None:
        return None, f"No response was reached on the {instrument.short}. Maintenance begins with one."
    days = [_day(each.started_at) for each in given]
    return standing(days, scores_of(episode, instrument.code), course, own), ""


def _exposure(given: list[DosingSession]) -> Exposure:
    days = [_day(each.started_at) for each in given]
    mg = sum((each.given.mg for each in given), Decimal(0))
    return Exposure(len(given), mg, min(days, default=None), max(days, default=None))


def _said(plan: CarePlan | None) -> str:
    """What the protocol of the plan says of maintenance, as it was when the plan was written."""
    return Protocol.from_dict(plan.protocol_body).maintenance if plan and plan.protocol_body else ""


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
