"""What waits on the person who is signed in? What is missing in each open course, for the roles they play, by when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from holdspace.board import library_tasks
from holdspace.board.before_a_dose import is_at_hand, is_of_the_time_out
from holdspace.board.naming import Naming
from holdspace.care.follow_up.window import window_after
from holdspace.care.integration.actions import BEST_WITHIN
from holdspace.chart.models import DoseOrder, DosingSession, EpisodeOfCare, FindingDecision, QuestionnaireRequest
from holdspace.chart.places import address_of
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinical.pathway import Block, CourseFacts, NextStep, Step, StepState, next_step, own_blocks
from holdspace.clinical.roles import Role
from holdspace.ui import words

# Waiting itself is not work; the rest of the pathway's blocks is.
NOBODYS_WORK = ("spacing",)
LEAVING_IN = ("recovery", "stopped", "ready_to_leave")
ICONS = {
    "call": "phone",
    "integration": "sprout",
    "finding": "triangle-alert",
    "order": "syringe",
    "time_out": "list-checks",
    "readiness": "footprints",
    "closing": "clipboard-check",
    "review": "clipboard-check",
    "consent": "file-pen-line",
    "measurements": "scale",
    "questionnaire": "notebook-pen",
    "book_session": "calendar-plus",
    "next": "calendar-plus",
}
# A step at which nothing is missing waits for somebody to take it.
OPEN_STEPS = {
    Step.READY_TO_LEAVE: ("Every criterion for leaving is met.", (Role.MONITOR, Role.PRESCRIBER), "readiness"),
    Step.NEXT_DOSE: ("The last dose is followed up: another dose, or the end.", (Role.PRESCRIBER,), "next"),
}


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: whose, what, how much more there is of it, and by when."""

    key: str
    patient_id: UUID | None
    patient: str
    href: str
    says: str
    more: int
    icon: str
    due_at: datetime | None
    when: str
    is_over: bool

    def order(self) -> tuple[bool, float, str]:
        """What is due first; what is never due comes last, by name."""
        return (self.due_at is None, self.due_at.timestamp() if self.due_at else 0, self.patient)


@dataclass(frozen=True)
class Task:
    """What the pathway asks of some roles, before it is put into words for one person."""

    where: str
    code: str
    says: str
    who: tuple[Role, ...]


def waiting_on(
    staff: Staff,
    episodes: Iterable[EpisodeOfCare],
    courses: Mapping[UUID, CourseFacts],
    *,
    naming: Naming,
    now: datetime,
) -> list[Waiting]:
    """Everything one of this person's roles can clear, what is overdue first."""
    episodes = list(episodes)
    sessions = _sessions_at_hand(episodes)
    named = {pk for pk, row in sessions.items() if staff.pk in (row.monitor_id, row.therapist_id, row.prescriber_id)}
    signers = _first_signers(episodes)
    found = [
        _in_words(tasks, episode, courses[episode.pk], sessions.get(episode.pk), naming, now)
        for episode in episodes
        for tasks in _by_page(_for(staff, episode, courses[episode.pk], signers, is_named=episode.pk in named))
    ]
    others = (
        *_reviews(staff, naming),
        *_entries_to_look_at(staff, naming),
        *_locked_links(staff, naming),
        *_of_the_library(staff, now),
    )
    return sorted([*found, *others], key=Waiting.order)


def _for(
    staff: Staff,
    episode: EpisodeOfCare,
    course: CourseFacts,
    signers: Mapping[tuple[UUID, str], UUID | None],
    *,
    is_named: bool,
) -> Iterator[Task]:
    """Tasks of this course for this person; nobody gives the second signature under their own first.

    A time-out is for those who are named on its session, whoever else has their roles.
    """
    for task in _tasks(course):
        if is_of_the_time_out(task.code) and not is_named:
            continue
        if staff.roles.intersection(task.who) and signers.get((episode.pk, task.code)) != staff.pk:
            yield task


def _tasks(course: CourseFacts) -> Iterator[Task]:
    step = next_step(course)
    if course.is_closed or course.is_deceased or step is None:
        return
    blocks = {block.code: block for block in step.blocks}
    if course.after_dose and step.step is not Step.NEXT_DOSE:
        # The call and integration are due whatever else is in hand: an open session does not put them off.
        blocks |= {b.code: b for b in own_blocks(Step.NEXT_DOSE, course) if b.code in ("call", "integration")}
    for block in blocks.values():
        if _is_due(block, course):
            yield Task(block.where, block.code, block.says, block.who)
    yield from _open(step)


def _open(step: NextStep) -> Iterator[Task]:
    if step.state is StepState.OPEN and step.step in OPEN_STEPS:
        says, who, where = OPEN_STEPS[step.step]
        yield Task(where, step.step.value, says, who)


def _is_due(block: Block, course: CourseFacts) -> bool:
    """Whether anybody can do it now: a call not before its hours, a time-out in its hours, leaving later."""
    session, after = course.session, course.after_dose
    kind = block.code.partition(":")[0]
    if kind in NOBODYS_WORK:
        return False
    if kind == "call":
        return after is not None and window_after(after.given_at, now=course.now).state != "early"
    if kind == "integration":
        return after is not None and after.closed_at is not None
    if is_of_the_time_out(block.code):
        return session is not None and is_at_hand(session, course.now)
    if block.where in ("readiness", "closing"):
        return session is not None and (session.state in LEAVING_IN or session.state not in DosingSession.UNDER_WAY)
    return True


def _by_page(tasks: Iterable[Task]) -> list[list[Task]]:
    """Tasks that are done on one page are one line."""
    pages: dict[str, list[Task]] = {}
    for task in tasks:
        pages.setdefault(task.where.partition(":")[0], []).append(task)
    return list(pages.values())


def _in_words(
    tasks: list[Task],
    episode: EpisodeOfCare,
    course: CourseFacts,
    session: DosingSession | None,
    naming: Naming,
    now: datetime,
) -> Waiting:
    first = tasks[0]
    kind = first.where.partition(":")[0]
    due_at = _due_at(kind, course)
    return Waiting(
        key=f"{episode.pk}-{kind}",
        patient_id=episode.patient_id,
        patient=naming.name(episode.patient),
        href=_address(first, episode, session.pk if session else None, naming),
        says=first.says,
        more=len(tasks) - 1,
        icon=ICONS.get(kind, "pen-line"),
        due_at=due_at,
        when=_when(kind, due_at, now),
        is_over=due_at is not None and due_at < now,
    )


def _address(task: Task, episode: EpisodeOfCare, session_id: UUID | None, naming: Naming) -> str:
    if not naming.in_full:
        return ""
    if task.where == "next":
        return naming.link("follow_up:next", episode.pk)
    return address_of(task.where, patient_id=episode.patient_id, episode_id=episode.pk, dosing_session_id=session_id)


def _due_at(kind: str, course: CourseFacts) -> datetime | None:
    """By when: the hours after a dose, else the dose that is booked."""
    session, after = course.session, course.after_dose
    if kind == "call" and after:
        return window_after(after.given_at, now=course.now).best_at
    if kind == "integration" and after:
        return after.given_at + BEST_WITHIN
    if session and session.state == "scheduled":
        return session.scheduled_at
    return course.now if kind in ("readiness", "closing") else None


def _when(kind: str, due_at: datetime | None, now: datetime) -> str:
    if due_at is None:
        return ""
    if kind in ("readiness", "closing"):
        return "now"
    if due_at < now - timedelta(minutes=1):
        return f"{words.age(due_at, now).removesuffix(' ago')} over"
    is_today = timezone.localdate(due_at) == timezone.localdate(now)
    return f"by {words.clock(due_at)}" if is_today else f"by {words.short_day(due_at)}"


def _sessions_at_hand(episodes: list[EpisodeOfCare]) -> dict[UUID, DosingSession]:
    """The dosing session that the facts of each course speak of: under way, else booked next, else the last."""
    rows = DosingSession.objects.filter(episode__in=episodes).exclude(state="abandoned").order_by("number")
    at_hand: dict[UUID, tuple[int, DosingSession]] = {}
    for row in rows.only("pk", "episode_id", "state", "monitor_id", "therapist_id", "prescriber_id"):
        rank = 0 if row.state in DosingSession.UNDER_WAY else 1 if row.state == "scheduled" else 2
        known = at_hand.get(row.episode_id)
        if known is None or rank < known[0] or rank == known[0] == 2:
            at_hand[row.episode_id] = (rank, row)
    return {episode: row for episode, (_, row) in at_hand.items()}


def _first_signers(episodes: list[EpisodeOfCare]) -> dict[tuple[UUID, str], UUID | None]:
    """Who signed first where a second signature may be missing, by course and block: the newest act counts."""
    orders = DoseOrder.objects.filter(episode__in=episodes, cancellation=None).order_by("signed_at", "id")
    accepted = FindingDecision.objects.filter(finding__screening__episode__in=episodes, finding__level="relative")
    decided = accepted.order_by("decided_at", "id").values_list(
        "finding__screening__episode_id", "finding__rule", "recorded_by_id"
    )
    signers = {(each, "countersignature"): by for each, by in orders.values_list("episode_id", "recorded_by_id")}
    return signers | {(each, f"one_signature:{rule}"): by for each, rule, by in decided}


def _reviews(staff: Staff, naming: Naming) -> Iterator[Waiting]:
    """Closed sessions that no prescriber has read yet."""
    if not staff.may(Permission.REVIEW_SESSION):
        return
    closed = DosingSession.objects.visible_to(staff).filter(state="completed", review=None).exclude(closing=None)
    for row in closed.select_related("patient", "closing"):
        day = words.short_day(row.closing.closed_at)
        yield Waiting(
            key=f"{row.pk}-review",
            patient_id=row.patient_id,
            patient=naming.name(row.patient),
            href=naming.link("dosing:closing", row.pk),
            says=f"The session of dose {row.number}, closed on {day}, has not been read.",
            more=0,
            icon=ICONS["review"],
            due_at=None,
            when=f"since {day}",
            is_over=False,
        )


def _entries_to_look_at(staff: Staff, naming: Naming) -> Iterator[Waiting]:
    """Sessions with entries that only a person can settle: doubled, conflicting, come after closing."""
    if not staff.may(Permission.RECORD_SESSION):
        return
    rows = DosingSession.objects.visible_to(staff).to_settle().select_related("patient").order_by("scheduled_at", "pk")
    for row in rows:
        some = "An entry" if row.to_settle == 1 else f"{row.to_settle} entries"
        yield Waiting(
            key=f"{row.pk}-questions",
            patient_id=row.patient_id,
            patient=naming.name(row.patient),
            href=naming.link("dosing:questions", row.pk),
            says=f"{some} of dose {row.number} {'is' if row.to_settle == 1 else 'are'} to be looked at.",
            more=0,
            icon=ICONS["review"],
            due_at=None,
            when=words.short_day(row.scheduled_at),
            is_over=False,
        )


def _locked_links(staff: Staff, naming: Naming) -> Iterator[Waiting]:
    """Links that three wrong birth dates have locked: somebody else may have tried, until a person ends them."""
    if not staff.may(Permission.RECORD_OBSERVATION):
        return
    locked = QuestionnaireRequest.objects.visible_to(staff).filter(revoked_at=None, episode__closed_at=None)
    for row in locked.exclude(locked_at=None).select_related("patient").order_by("locked_at"):
        day = words.short_day(row.locked_at)
        yield Waiting(
            key=f"{row.pk}-locked",
            patient_id=row.patient_id,
            patient=naming.name(row.patient),
            href=naming.link("follow_up:questionnaires", row.episode_id),
            says="A link to questionnaires was locked after three wrong birth dates.",
            more=0,
            icon="lock",
            due_at=None,
            when=f"since {day}",
            is_over=False,
        )


def _of_the_library(staff: Staff, now: datetime) -> Iterator[Waiting]:
    """What the clinic knows and decided: second signatures, and reviews that are due."""
    waits = [(task, False) for task in library_tasks.signatures(staff)]
    waits += [(task, True) for task in library_tasks.overdue_reviews(staff, now)]
    for (key, href, says, when), is_over in waits:
        yield Waiting(
            key=key,
            patient_id=None,
            patient=library_tasks.LIBRARY,
            href=href,
            says=says,
            more=0,
            icon="book-open",
            due_at=None,
            when=when,
            is_over=is_over,
        )
