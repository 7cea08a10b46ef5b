"""What is on today? Every contact of the day with its state, or with what still stands in its way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from holdspace.board.before_a_dose import is_at_hand, is_of_the_time_out
from holdspace.board.naming import Naming
from holdspace.chart.models import DosingSession, Encounter
from holdspace.clinic.models import Site, Staff
from holdspace.clinical.pathway import Block, CourseFacts, Step, blocks_before, what_blocks

# The step that a contact is for: what blocks its beginning is what the list shows.
STEP_OF = {
    "medical_evaluation": Step.ELIGIBLE,
    "psychological_evaluation": Step.ELIGIBLE,
    "preparation": Step.PREPARATION,
    "dosing": Step.START_DOSING,
}
SHOWN_AS = {"finished": "completed", "cancelled": "abandoned"}


@dataclass(frozen=True)
class Contact:
    """One line of today's list."""

    at: datetime
    patient: str
    href: str
    what: str
    where: str
    who: str
    status: str
    says: str
    remark: str = ""
    is_past: bool = False
    is_now: bool = False


def contacts_of_today(staff: Staff, site: Site | None, now: datetime) -> list[Encounter]:
    """Today's contacts by the clocks of this person's site, earliest first."""
    start = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Encounter.objects.visible_to(staff).exclude(kind="elsewhere")
    # By the wall clock: a day of 23 or 25 hours ends where the next one begins.
    rows = rows.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=1))
    if site is not None:
        rows = rows.filter(Q(room__site=site) | Q(room=None))
    rows = rows.select_related("patient", "room", "with_staff", "dosing_session__monitor")
    return list(rows.order_by("starts_at", "id"))


def todays_list(contacts: Sequence[Encounter], courses: Mapping[UUID, CourseFacts], *, naming: Naming) -> list[Contact]:
    """The lines of today's list."""
    return [_line(contact, courses.get(contact.episode_id), naming) for contact in contacts]


def done_of(lines: Iterable[Contact]) -> str:
    """How much of the day lies behind: "1 of 7 done"."""
    states = [line.is_past for line in lines]
    return f"{sum(states)} of {len(states)} done"


def _line(contact: Encounter, course: CourseFacts | None, naming: Naming) -> Contact:
    session: DosingSession | None = getattr(contact, "dosing_session", None)
    status, says, remark = _state(contact, session, course)
    with_whom = session.monitor if session else contact.with_staff
    return Contact(
        at=contact.starts_at,
        patient=naming.name(contact.patient),
        href=naming.link("dosing:session", session.pk) if _leads(session) else naming.chart(contact.patient),
        what=_what(contact, session, course),
        where=contact.room.name if contact.room else "",
        who=with_whom.short_name if with_whom else "",
        status=status,
        says=says,
        remark=remark if naming.in_full else "",
        is_past=status in ("completed", "reviewed", "abandoned", "transferred"),
        is_now=session is not None and session.state in DosingSession.UNDER_WAY,
    )


def _leads(session: DosingSession | None) -> bool:
    return session is not None and session.state in DosingSession.UNDER_WAY


def _what(contact: Encounter, session: DosingSession | None, course: CourseFacts | None) -> str:
    if session is None:
        return contact.get_kind_display()
    planned = f" of {course.plan.sessions_planned}" if course and course.plan else ""
    return f"Dose {session.number}{planned}"


def _state(contact: Encounter, session: DosingSession | None, course: CourseFacts | None) -> tuple[str, str, str]:
    """Status code, its words where they say more, and the first block."""
    if session is not None and session.state != "scheduled":
        return session.state, "", ""
    if contact.status in SHOWN_AS:
        return SHOWN_AS[contact.status], "Cancelled" if contact.status == "cancelled" else "", ""
    if contact.status == "in-progress":
        return "step_open", "Under way", ""
    step = STEP_OF.get(contact.kind)
    if step is None or course is None:
        return "scheduled", "", ""
    if session is not None and _speaks_of(course, session):
        return _before_the_time_out(course)
    return _blocked(blocks_before(step, course))


def _speaks_of(course: CourseFacts, session: DosingSession) -> bool:
    return course.session is not None and course.session.number == session.number


def _before_the_time_out(course: CourseFacts) -> tuple[str, str, str]:
    """What has to be cleared before the time-out, else the time-out itself once it is at hand."""
    blocks = what_blocks(Step.START_DOSING, course)
    missing = [block for block in blocks if not is_of_the_time_out(block.code)]
    if missing:
        return _blocked(missing)
    if course.session and is_at_hand(course.session, course.now):
        return "scheduled", "Time-out to do", ""
    return "nothing_blocks", "Nothing blocks before the time-out", ""


def _blocked(blocks: Sequence[Block]) -> tuple[str, str, str]:
    if not blocks:
        return "nothing_blocks", "", ""
    count = len(blocks)
    return "blocked", "1 thing missing" if count == 1 else f"{count} things missing", blocks[0].says
