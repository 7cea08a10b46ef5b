"""What the patient wants, in their own words."""

from datetime import datetime

from django.db import transaction

from holdspace.care.planning import gates
from holdspace.chart.models import EpisodeOfCare, Goal
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require


@transaction.atomic
def add_goal(*, episode: EpisodeOfCare, words: str, by: Staff, at: datetime, will_notice_by: str = "") -> Goal:
    """Write down one goal as the patient says it."""
    require(by, Permission.PLAN)
    gates.refuse_once_ended(episode, at)
    if not words.strip():
        raise Refused("No goal was written down: there are no words. Write it as the patient says it.")
    goal = Goal.objects.create(
        patient=episode.patient,
        episode=episode,
        words=words.strip(),
        will_notice_by=will_notice_by.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="wrote down a goal", to=goal)
    return goal


@transaction.atomic
def drop_goal(*, goal: Goal, because: str, by: Staff, at: datetime) -> Goal:
    """Let a goal go, with the reason; what it was stays in the record."""
    require(by, Permission.PLAN)
    gates.lock(goal.episode)
    if goal.dropped or Goal.objects.filter(amends=goal).exists():
        raise Refused("Nothing was changed: this goal has already been let go. Look at the goals again.")
    if not because.strip():
        raise Refused("The goal was kept: no reason was given. Say why it is let go.")
    dropped = Goal.objects.create(
        patient=goal.patient,
        episode=goal.episode,
        words=goal.words,
        will_notice_by=goal.will_notice_by,
        dropped=True,
        amends=goal,
        amended_because=because.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="let a goal go", to=dropped)
    return dropped
