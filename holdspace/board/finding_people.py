"""Who is meant? Finds patients by name, number or birth date."""

import re
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from holdspace.chart.models import EpisodeOfCare, Patient
from holdspace.clinic.models import Staff

ISO_DAY = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
WRITTEN_DAY = re.compile(r"^(\d{1,2})[./ ](\d{1,2})[./ ](\d{4})$")
FILTERS = {
    "open": "In a course",
    "waiting": "Waiting on me",
    "all": "Everybody",
    "none": "No course",
    "died": "Have died",
}


def people(staff: Staff, *, words: str, which: str, waiting: Collection[UUID] = ()) -> QuerySet[Patient]:
    """Patients of this person's clinic that match what was typed, by family name; `waiting` on them where asked."""
    open_course = EpisodeOfCare.objects.filter(patient=OuterRef("pk"), closed_at=None)
    found = Patient.objects.visible_to(staff).annotate(in_course=Exists(open_course))
    found = found.filter(_matching(words))
    # Whoever types a name looks for a person, not for a state.
    if which == "open" and not words:
        found = found.filter(in_course=True)
    elif which == "waiting":
        found = found.filter(pk__in=waiting)
    elif which == "none":
        found = found.filter(in_course=False, is_deceased=False)
    elif which == "died":
        found = found.filter(is_deceased=True)
    return found.order_by("family_name", "given_name", "pk")


def _matching(words: str) -> Q:
    day = day_in(words.strip())
    if day:
        return Q(birth_on=day)
    wanted = Q()
    for word in words.split():
        name = Q(family_name__icontains=word) | Q(given_name__icontains=word) | Q(called__icontains=word)
        wanted &= name | Q(number__iexact=word)
    return wanted


def day_in(words: str) -> date | None:
    """A birth date typed as 1987-03-14, 14.3.1987 or 14/3/1987."""
    iso, written = ISO_DAY.match(words), WRITTEN_DAY.match(words)
    if not iso and not written:
        return None
    numbers = [int(part) for part in (iso or written).groups()]
    year, month, day = numbers if iso else reversed(numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None
