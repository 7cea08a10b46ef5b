"""What holds a patient's course still while somebody decides on it?

A dose is started on the strength of the whole chart. So whoever starts, and whoever writes what eligibility rests on (a
medicine, a diagnosis, an allergy, a measurement, an answer, a death, an import), first holds the patient's open course:
of two at one moment the second waits, and reads what the first has written.

Rows are held in this order, everywhere, so that nobody waits in a circle:

1. the clinic (registration and import)
2. the patient's course
3. the dosing session
4. the patient
5. members of staff, by their id
6. the room

SQLite has one writer at a time, and needs none of this.
"""

from uuid import UUID

from holdspace.chart.models import EpisodeOfCare


def hold_course_of(patient_id: UUID) -> None:
    """Hold the patient's open course, if there is one, until this transaction ends; at most one is open."""
    # Its key is left alone: a row written elsewhere may go on pointing at it.
    courses = EpisodeOfCare.objects.select_for_update(no_key=True).filter(patient=patient_id, closed_at=None)
    list(courses.values_list("pk", flat=True))
