"""Going on although one block of a step stands: a prescriber's recorded decision, for one dose."""

from datetime import datetime

from django.db import transaction

from holdspace.care.planning import gates
from holdspace.chart import facts
from holdspace.chart.models import EpisodeOfCare, StepWaiver
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Block, Step


def waivable_block(episode: EpisodeOfCare, *, step: str, block: str, at: datetime) -> Block | None:
    """The block as it stands now, if the rules let a prescriber go on past it."""
    if step not in list(Step):
        return None
    standing = pathway.own_blocks(Step(step), facts.for_episode(episode, at=at))
    return next((each for each in standing if each.code == block and each.waivable), None)


def last_given(episode: EpisodeOfCare) -> str:
    """The dosing session a waiver is about: the last one in which a dose was given."""
    given = episode.dosing_sessions.exclude(started_at=None).order_by("number", "pk").last()
    return str(given.pk) if given else ""


@transaction.atomic
def waive_step(*, episode: EpisodeOfCare, step: str, block: str, reason: str, by: Staff, at: datetime) -> StepWaiver:
    """Go on past one waivable block with a reason; it holds until the next dose."""
    require(by, Permission.WAIVE_STEP)
    episode = gates.lock(episode)
    gates.refuse_once_ended(episode, at)
    if waivable_block(episode, step=step, block=block, at=at) is None:
        raise Refused("Nothing was decided: this block does not stand, or nobody may go past it. Clear it instead.")
    if not reason.strip():
        raise Refused("Nothing was decided: no reason was given. Say why care goes on.")
    waiver = StepWaiver.objects.create(
        patient=episode.patient,
        episode=episode,
        step=step,
        block=block,
        subject=last_given(episode),
        reason=reason.strip(),
        waived_at=at,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="waived a step", to=waiver, step=step, block=block)
    return waiver
