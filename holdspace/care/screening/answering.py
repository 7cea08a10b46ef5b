"""Where is a rule that cannot tell answered? The page on which the missing fact is recorded, and its name."""

from django.urls import reverse

from holdspace.chart.models import EpisodeOfCare, ScreeningFinding

# Rule -> url name, place on the page, and what the link says. Any other is answered in the history.
ANSWERED_ON = {
    "AGE-01": ("intake:birth_date", "", "Record the birth date"),
    "CVS-00": ("intake:measurements", "", "Measure blood pressure"),
    "CVS-09": ("intake:measurements", "", "Measure heart rate"),
    "RES-03": ("intake:measurements", "", "Measure oxygen saturation"),
    "WT-01": ("intake:measurements", "", "Weigh the patient"),
    "PREG-03": ("intake:measurements", "#pregnancy", "Record a pregnancy test"),
    "END-01": ("intake:measurements", "#results", "Record the laboratory values"),
    "PREG-02": ("intake:questions", "", "Ask about breastfeeding"),
    "PSY-02": ("intake:questions", "", "Record the mental state"),
    "PSY-03": ("intake:questions", "", "Ask about the family"),
    "PSY-04": ("intake:questions", "", "Record the mental state"),
    "CON-01": ("intake:questions", "", "Record capacity to consent"),
    "RES-01": ("intake:questions", "", "Ask about sleep apnoea"),
    "HEP-01": ("intake:questions", "", "Record the Child-Pugh class"),
    "SUD-01": ("intake:questions", "", "Ask about ketamine use"),
    "SUI-00": ("intake:suicide_screener", "", "Ask the suicide screener"),
    "ALL-01": ("intake:history", "#allergy", "Record allergies"),
    "DDI-00": ("intake:history", "#medicine", "Record the medicines"),
    "CVS-04": ("intake:history", "#condition", "Record when it was"),
}
ELSEWHERE = ("intake:history", "", "Complete the history")


def answered_at(finding: ScreeningFinding, episode: EpisodeOfCare) -> tuple[str, str]:
    """The address where the missing fact is recorded, and the words of the link."""
    name, place, words = ANSWERED_ON.get(finding.rule, ELSEWHERE)
    return reverse(name, args=[episode.pk]) + place, words
