"""What was said where no list can show it: that nothing is taken, or that a list is whole."""

from typing import Any

from holdspace.chart.models import MedicationReview, Patient
from holdspace.ui.words import day

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
