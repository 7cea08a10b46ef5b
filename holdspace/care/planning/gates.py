"""Which blocks of the pathway does planning ask about? The course is locked first, so that the answer holds."""

from datetime import datetime

from holdspace.chart import facts
from holdspace.chart.models import CarePlan, EpisodeOfCare, Intake
from holdspace.chart.refusals import refuse_if
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Block, CourseFacts, Step

ENDED = ("closed", "deceased")


def lock(episode: EpisodeOfCare) -> EpisodeOfCare:
    """The course as it is now, held until this transaction ends."""
    return EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient", "site").get(pk=episode.pk)


def refuse_once_ended(episode: EpisodeOfCare, at: datetime) -> CourseFacts:
    """Nothing is planned for a person who has died or in a course that is closed; hands back the facts."""
    course = facts.for_episode(episode, at=at)
    blocks = pathway.what_blocks(Step.PLAN, course)
    refuse_if([block for block in blocks if block.code in ENDED], episode=episode)
    return course


def before_order(course: CourseFacts) -> tuple[Block, ...]:
    """What must be cleared before a dose can be ordered: every step before, and a weight that is recent."""
    own = pathway.own_blocks(Step.DOSE_ORDER, course)
    return pathway.blocks_before(Step.DOSE_ORDER, course) + tuple(block for block in own if block.code == "weight")


def newest_plan(episode: EpisodeOfCare) -> CarePlan | None:
    """The version of the care plan that counts."""
    plans = CarePlan.objects.current().filter(episode=episode).select_related("approval__recorded_by", "recorded_by")
    return plans.order_by("-recorded_at", "-id").first()


def indication_of(episode: EpisodeOfCare) -> str:
    """The ICD-10-CM code the course is for; empty when the intake does not say."""
    intake = Intake.objects.current().filter(episode=episode).order_by("-recorded_at", "-id").first()
    return intake.indication_code if intake else ""
