"""What was said where no list can show it: nothing is taken, a list is whole, a question was answered."""

from typing import Any

from holdspace.board.observations import value_of
from holdspace.chart.models import MedicationReview, Observation, Patient
from holdspace.clinical.eligibility.observations import COUNTS
from holdspace.clinical.eligibility.record import SCREENING_FACT
from holdspace.ui.words import day

FAMILY_QUESTION = "family-psychosis-first-degree"
NO_REVIEW = "None recorded. That is not the same as none taken."


def of_medicines(patient: Patient, shown: Any) -> dict[str, str]:
    """The words in place of an empty list of medicines, and the words below a list."""
    review = MedicationReview.objects.current().filter(patient=patient).order_by("-reviewed_at", "-id").first()
    if review is None:
        return {"no_medicines": NO_REVIEW, "medicines_said": ""}
    asked = day(review.reviewed_at)
    if not review.takes_nothing:
        return {"no_medicines": "None recorded as taken now.", "medicines_said": _whole(asked)}
    # A medicine written down after nobody took any is shown with what was said, not instead of it.
    overtaken = f"On {asked} it was said that nothing is taken." if shown.rows else ""
    return {"no_medicines": f"Takes nothing, asked on {asked}.", "medicines_said": overtaken}


def _whole(asked: str) -> str:
    return f"The list was said to be complete on {asked}."


def of_family(patient: Patient) -> str:
    """What the screening was told of psychosis among the nearest relatives; empty when it was not answered."""
    answers = Observation.objects.current().filter(
        patient=patient, system=SCREENING_FACT, code=FAMILY_QUESTION, status__in=COUNTS, is_absent=False
    )
    newest = answers.exclude(effective_at=None).order_by("-effective_at", "-id").first()
    if newest is None:
        return ""
    asked = day(newest.effective_at)
    return f"A parent, sibling or child with a psychotic disorder: {value_of(newest)}, asked on {asked}."
