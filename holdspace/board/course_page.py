"""What the patient's page shows of one course: the pathway line, the step in hand, findings, open actions, papers."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from holdspace.board.before_a_dose import in_its_hours, waits_for_its_day
from holdspace.chart import facts
from holdspace.chart.identity import block_cards
from holdspace.chart.models import (
    DosingSession,
    EpisodeOfCare,
    IntegrationAction,
    Screening,
)
from holdspace.chart.places import EPISODE_PAGES, SESSION_PAGES
from holdspace.clinical.pathway import CourseFacts, NextStep, Step, StepState, where_it_stands
from holdspace.ui.parts import BlockCard
from holdspace.ui.parts import Step as StepPart
from holdspace.ui.words import day, short_day

LINE_STATES = {
    StepState.DONE: "done",
    StepState.OPEN: "open",
    StepState.BLOCKED: "blocked",
    StepState.AHEAD: "later",
}
# Where the work of each step is done, as a key of chart.places.
WORKPLACES = {
    Step.EVALUATION: "screening",
    Step.ELIGIBLE: "medical_evaluation",
    Step.PLAN: "consent",
    Step.PREPARATION: "preparation",
    Step.DOSE_ORDER: "order",
    Step.START_DOSING: "session",
    Step.READY_TO_LEAVE: "readiness",
    Step.CLOSE_SESSION: "closing",
    Step.NEXT_DOSE: "next",
}


@dataclass(frozen=True)
class StepInHand:
    """The one step to work on now: its name, what it lacks, and the one next act."""

    title: str
    words: str
    blocks: tuple[BlockCard, ...]
    href: str
    act: str


def line(course: CourseFacts, episode: EpisodeOfCare, session_id: UUID | None) -> list[StepPart]:
    """The nine steps as the pathway line draws them; an ended course shows how far it came and lacks nothing."""
    if course.is_deceased or course.is_closed:
        stood = where_it_stands(replace(course, is_deceased=False, is_closed=False))
        return [_part(_as_it_ended(each), course, episode, session_id) for each in stood]
    return [_part(in_its_hours(each, course), course, episode, session_id) for each in where_it_stands(course)]


def _as_it_ended(each: NextStep) -> NextStep:
    return each if each.state is StepState.DONE else NextStep(each.step, StepState.AHEAD, ())


def _part(each: NextStep, course: CourseFacts, episode: EpisodeOfCare, session_id: UUID | None) -> StepPart:
    return StepPart(
        name=_name(each.step, course),
        state=LINE_STATES[each.state],
        line=_line(each, course),
        count=len(each.blocks),
        href=_workplace(each.step, episode, session_id) if each.state is not StepState.AHEAD else "",
    )


def _name(step: Step, course: CourseFacts) -> str:
    number = course.session.number if course.session and course.session.started_at else course.doses_given + 1
    return f"Dose {number}" if step is Step.START_DOSING else step.label


def _line(each: NextStep, course: CourseFacts) -> str:
    if each.state is StepState.BLOCKED:
        count = len(each.blocks)
        return f"{count} thing{'' if count == 1 else 's'} missing"
    if each.state is StepState.OPEN:
        booked_for = waits_for_its_day(each, course)
        return short_day(booked_for) if booked_for else "open"
    moment = _when(each.step, course) if each.state is StepState.DONE else None
    return short_day(moment) if moment else ""


def _when(step: Step, course: CourseFacts) -> datetime | None:
    """When a step was reached, from the act that completed it."""
    session = course.session
    signed = [each.signed_at for each in (course.medical, course.psychological) if each]
    moments = {
        Step.EVALUATION: course.screening.screened_at if course.screening else None,
        Step.ELIGIBLE: max(signed, default=None),
        Step.PLAN: course.consent.signed_at if course.consent else None,
        Step.PREPARATION: course.preparation.last_held_at,
        Step.DOSE_ORDER: course.order.signed_at if course.order else None,
        Step.START_DOSING: session.started_at if session else None,
        Step.READY_TO_LEAVE: session.readiness.assessed_at if session and session.readiness else None,
        Step.CLOSE_SESSION: session.closed_at if session else None,
    }
    return moments.get(step)


def _workplace(step: Step, episode: EpisodeOfCare, session_id: UUID | None) -> str:
    key = WORKPLACES[step]
    if key == "next":
        return reverse("follow_up:next", args=[episode.pk])
    if key in SESSION_PAGES:
        return reverse(SESSION_PAGES[key], args=[session_id]) if session_id else ""
    return reverse(EPISODE_PAGES[key], args=[episode.pk])


TITLES = {
    Step.EVALUATION: "Before the evaluations",
    Step.ELIGIBLE: "Before treatment is agreed",
    Step.PLAN: "Before the plan",
    Step.PREPARATION: "To be prepared",
    Step.DOSE_ORDER: "For the dose order",
    Step.READY_TO_LEAVE: "Before leaving",
    Step.CLOSE_SESSION: "Before the session is closed",
}
MOST_BLOCKS = 6
ACTS = {
    Step.EVALUATION: "Sign the evaluations",
    Step.START_DOSING: "Go to the dosing session",
    Step.CLOSE_SESSION: "Close the session",
    Step.NEXT_DOSE: "Another dose, or close",
}


def step_in_hand(course: CourseFacts, episode: EpisodeOfCare, session_id: UUID | None) -> StepInHand | None:
    """What to do now; None once the course is closed or the person has died."""
    in_hand = next(
        (each for each in where_it_stands(course) if each.state in (StepState.OPEN, StepState.BLOCKED)), None
    )
    if in_hand is None or course.is_closed or course.is_deceased:
        return None
    in_hand = in_its_hours(in_hand, course)
    href = _workplace(in_hand.step, episode, session_id)
    return StepInHand(
        title=_title(in_hand.step, course),
        words=_intro(in_hand, course),
        blocks=_a_few(block_cards(in_hand.blocks, episode, session_id), href),
        href=href,
        act=ACTS.get(in_hand.step, "Open"),
    )


def _title(step: Step, course: CourseFacts) -> str:
    if step in (Step.START_DOSING, Step.NEXT_DOSE):
        return f"Before dose {course.doses_given + 1}"
    return TITLES[step]


def _a_few(cards: list[BlockCard], href: str) -> tuple[BlockCard, ...]:
    """Not more than fit into one look; the page where they are cleared shows them all."""
    if len(cards) <= MOST_BLOCKS:
        return tuple(cards)
    left = len(cards) - MOST_BLOCKS + 1
    rest = BlockCard(f"And {left} more.", "All of them stand where they are cleared.", href=href, link="Show them all")
    return (*cards[: MOST_BLOCKS - 1], rest)


def _intro(in_hand: NextStep, course: CourseFacts) -> str:
    booked_for = waits_for_its_day(in_hand, course)
    if booked_for:
        return f"Nothing is missing before the day. The time-out is on {day(booked_for)}."
    if not in_hand.blocks:
        return "Nothing is missing."
    count = len(in_hand.blocks)
    return "One thing is missing." if count == 1 else f"{count} things are missing."


def newest_screening(episode: EpisodeOfCare) -> Screening | None:
    """The newest screening with its findings, worst first as they were said."""
    return episode.screenings.prefetch_related("findings").order_by("-screened_at").first()


def decided_findings(course: CourseFacts) -> list[dict[str, Any]]:
    """Each finding of the newest screening with what was decided."""
    words = {"accept": "accepted", "wait": "waiting for clearance", "not_suitable": "not suitable now"}
    return [
        {
            "level": finding.level,
            "says": finding.says,
            "rule": finding.rule,
            "decided": _decided(finding, words),
        }
        for finding in (course.screening.findings if course.screening else ())
    ]


def _decided(finding: Any, words: dict[str, str]) -> str:
    if finding.level == "cannot_tell":
        return "to be answered"
    if finding.choice is None:
        return "not decided"
    alone = finding.level == "relative" and finding.choice == "accept" and not finding.countersigned
    return f"{words[finding.choice]}{', second signature missing' if alone else ''}"


def open_actions(episode: EpisodeOfCare) -> list[IntegrationAction]:
    """What the patient has set out to do and has not finished or let go."""
    actions = IntegrationAction.objects.current().filter(episode=episode).prefetch_related("progress")
    return [action for action in actions.order_by("recorded_at") if _is_open(action)]


def _is_open(action: IntegrationAction) -> bool:
    newest = max(action.progress.all(), key=lambda each: (each.told_at, each.pk), default=None)
    return newest is None or newest.status not in ("done", "dropped")


def at_hand(episode: EpisodeOfCare) -> DosingSession | None:
    """The dosing session that the pathway line is about."""
    sessions = list(episode.dosing_sessions.exclude(state="abandoned").order_by("number"))
    under_way = [session for session in sessions if session.state in DosingSession.UNDER_WAY]
    booked = [session for session in sessions if session.state == "scheduled"]
    return next(iter(under_way or booked or sessions[-1:]), None)


def course_facts(episode: EpisodeOfCare, *, at: datetime) -> CourseFacts:
    """The facts of this course."""
    return facts.for_episode(episode, at=at)


PAPERS = (
    ("Intake", "intake:edit"),
    ("History and medicines", "intake:history"),
    ("Measurements", "intake:measurements"),
    ("Screening", "screening:show"),
    ("Medical evaluation", "evaluation:medical"),
    ("Psychological evaluation", "evaluation:psychological"),
    ("Consent", "consent:show"),
    ("Goals", "planning:goals"),
    ("Care plan", "planning:plan"),
    ("Preparation", "preparation:show"),
    ("Safety plan", "preparation:safety_plan"),
    ("Dose order", "planning:order"),
    ("Integration", "integration:show"),
    ("Questionnaires and course", "follow_up:course"),
)


def papers(course: CourseFacts, episode: EpisodeOfCare) -> list[tuple[str, str]]:
    """The pages of a course, always in the same order; for somebody who has died, none that would be begun only now."""
    empty = _not_begun(course) if course.is_deceased else set()
    return [(name, reverse(url, args=[episode.pk])) for name, url in PAPERS if url not in empty]


def _not_begun(course: CourseFacts) -> set[str]:
    prepared = course.preparation
    begun = {
        "intake:edit": course.intake.recorded_at,
        "screening:show": course.screening,
        "evaluation:medical": course.medical,
        "evaluation:psychological": course.psychological,
        "consent:show": course.consent,
        "planning:goals": course.goals,
        "planning:plan": course.plan,
        "preparation:show": prepared.sessions_held or prepared.setting_chosen_at or prepared.touch_agreed_at,
        "preparation:safety_plan": prepared.safety_plan_at,
        "planning:order": course.order or course.doses_given,
        "integration:show": course.doses_given,
    }
    return {url for url, something in begun.items() if not something}
