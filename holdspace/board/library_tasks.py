"""What of the library waits on somebody? Reviews that are due, and decisions that need a second person."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.library import known, limits, protocols, reviews
from holdspace.ui import words

LIBRARY = "Library"


def signatures(staff: Staff) -> Iterator[tuple[str, str, str, str]]:
    """Numbers and protocols that wait for a second person, unless this person proposed them."""
    if not staff.may(Permission.SECOND_LIBRARY):
        return
    for choice in limits.waiting(staff.clinic):
        if choice.recorded_by_id != staff.pk:
            threshold = known.threshold(choice.code)
            title = threshold.title if threshold else choice.code
            says = f"{title}: a looser number waits for a second signature."
            yield f"number-{choice.pk}", reverse("library:number", args=[choice.code]), says, _since(choice.recorded_at)
    for row in protocols.waiting(staff.clinic):
        if row.recorded_by_id != staff.pk:
            says = f"{row.code}: an edit of the protocol waits for a second signature."
            yield f"protocol-{row.pk}", reverse("library:protocol", args=[row.code]), says, _since(row.recorded_at)


def overdue_reviews(staff: Staff, now: datetime) -> Iterator[tuple[str, str, str, str]]:
    """Numbers and protocols whose day of review has passed, for the clinical lead."""
    if not staff.may(Permission.KEEP_LIBRARY):
        return
    for each in reviews.due(staff.clinic, on=timezone.localdate(now), at=now):
        says = f"{each.title}: review overdue."
        yield (
            f"review-{each.code}",
            reverse(each.url_name, args=[each.code]),
            says,
            f"due {words.short_day(each.due_on)}",
        )


def _since(moment: datetime) -> str:
    return f"since {words.short_day(moment)}"
