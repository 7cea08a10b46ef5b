"""Which blocks of the pathway does planning ask about? The course is locked first, so that the answer holds."""

from datetime import datetime
from typing import Any

from holdspace.chart import facts
from holdspace.chart.models import CarePlan, EpisodeOfCare, Intake
from holdspace.chart.refusals import refuse_if
from holdspace.clinic.models import Clinic
from holdspace.clinic.refusals import Refused
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Block, CourseFacts, Step
from holdspace.clinical.protocols import Protocol
from holdspace.library import protocols as library
from holdspace.library.protocols import Held
from holdspace.ui.words import day

ENDED = ("closed", "deceased")


def lock(episode: EpisodeOfCare) -> EpisodeOfCare:
    """The course as it is now, held until this transaction ends."""
    return EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient", "site").get(pk=episode.pk)


def refuse_once_ended(episode: EpisodeOfCare, at: datetime) -> None:
    """Nothing is planned for a person who has died or in a course that is closed."""
    blocks = pathway.what_blocks(Step.PLAN, facts.of_its_end(episode, at=at))
    refuse_if([block for block in blocks if block.code in ENDED], episode=episode)


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


def protocol_of(plan: CarePlan) -> Protocol | None:
    """The protocol as it was when the plan was written; a plan from before protocols were kept has the published."""
    return facts.protocol_of(plan)


def in_use(clinic: Clinic, code: str, *, at: datetime) -> Held:
    """The protocol a new plan may be written under; refuses one that is retired, or that nobody adopted."""
    held = library.held(clinic, code, at=at)
    if held is not None and held.is_in_use:
        return held
    if held is not None:
        raise Refused(f"The plan was not kept: {_retired(held)} Choose another protocol.")
    if not library.in_force(clinic, at=at):
        raise Refused("The plan was not kept: this clinic has adopted no protocol. A clinical lead adopts one first.")
    raise Refused(f"The plan was not kept: this clinic has not adopted {code or 'it'}. Choose one of the list.")


def refuse_retired(plan: CarePlan, *, at: datetime) -> None:
    """A plan whose protocol was retired before a prescriber answered for it is not approved any more."""
    held = library.held(plan.patient.clinic, plan.protocol_id, at=at)
    if held is not None and not held.is_in_use:
        raise Refused(f"The plan was not approved: {_retired(held)} Write the plan under another protocol.")


def _retired(held: Held) -> str:
    row = held.row
    return f"{row.code} was retired on {day(row.recorded_at)}: {row.reason.rstrip('.')}."


def standing_of(plan: CarePlan, *, at: datetime) -> dict[str, Any]:
    """How the protocol of a plan stands in the clinic now: retired, or gone on to a newer version."""
    held = library.held(plan.patient.clinic, plan.protocol_id, at=at)
    if held is None:
        return {}
    newer = held.is_in_use and held.row.version != plan.protocol_version
    return {"retired": None if held.is_in_use else held.row, "newer": held.row if newer else None}
