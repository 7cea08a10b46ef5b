"""How does a decision enter the clinic's book? One at a time, each with the next version."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max, QuerySet

from holdspace.clinic.models import Clinic, Staff
from holdspace.clinic.refusals import Refused
from holdspace.library.models.decision import Decision

# A year that was mistyped must not put a review off for a lifetime.
LATEST_REVIEW_IN_YEARS = 3


def lock(clinic_id: object) -> Clinic:
    """The clinic, held until this transaction ends, so that no two decisions take the same version."""
    return Clinic.objects.select_for_update().get(pk=clinic_id)


def next_version(rows: QuerySet[Decision]) -> int:
    """The version after the newest of these."""
    newest: int | None = rows.aggregate(newest=Max("version"))["newest"]
    return (newest or 0) + 1


def today_of(staff: Staff, at: datetime) -> date:
    """The day it is where this person works."""
    return at.astimezone(ZoneInfo(staff.site.time_zone if staff.site else "UTC")).date()


def need_reason(reason: str) -> str:
    """The reason without the blanks around it; refuses none."""
    if not reason.strip():
        raise Refused("Nothing was changed: there is no reason. Say why, for whoever reads it later.")
    return reason.strip()


def need_review(review_due_on: date | None, *, today: date) -> date:
    """The day on which somebody looks at this again; refuses none, one that has passed, and one far away."""
    if review_due_on is None:
        raise Refused("Nothing was changed: there is no day of review. Say when somebody looks at this again.")
    if review_due_on <= today:
        raise Refused("Nothing was changed: the day of review is not after today. Choose a later day.")
    if review_due_on.year - today.year > LATEST_REVIEW_IN_YEARS:
        raise Refused(
            f"Nothing was changed: the review is more than {LATEST_REVIEW_IN_YEARS} years away. Choose an earlier day."
        )
    return review_due_on
