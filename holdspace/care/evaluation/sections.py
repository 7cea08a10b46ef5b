"""What does an evaluation go through? Short headings for each of the two, in the order one works."""

from dataclasses import dataclass

from holdspace.chart.models import Evaluation
from holdspace.clinic.permissions import Permission
from holdspace.clinical.pathway import CourseFacts, EvaluationFacts

Kind = Evaluation.Kind


@dataclass(frozen=True)
class Section:
    """One heading, and what belongs under it."""

    key: str
    heading: str
    help: str


SPEAKS_FOR = Section("speaks_for", "What speaks for it", "Why this treatment, for this person, now.")
SPEAKS_AGAINST = Section("speaks_against", "What speaks against it", "What could go wrong, and what else there is.")

SECTIONS = {
    Kind.MEDICAL: (
        Section(
            "history", "History, read with the patient", "Illnesses, operations, medicines, allergies: what changed."
        ),
        Section("examination", "Examination", "Heart, lungs, airway, nervous system; general state."),
        Section("results", "Results looked at", "Blood, ECG, letters: which, of when, and what they say."),
        Section("risks", "Risks", "Circulation, breathing, liver, bladder, pregnancy, interactions."),
        SPEAKS_FOR,
        SPEAKS_AGAINST,
    ),
    Kind.PSYCHOLOGICAL: (
        Section("history", "History, read with the patient", "How it began, what was tried, what helped a little."),
        Section("mental_state", "Mental state", "Mood, thinking, perception, memory, insight, today."),
        Section("safety", "Danger to self and others", "Thoughts, plans, means, what protects."),
        Section("support", "Who and what carries them", "People, home, work, what calms; earlier altered states."),
        Section("risks", "Risks", "Psychosis, mania, dissociation, use disorder, pressure by others."),
        SPEAKS_FOR,
        SPEAKS_AGAINST,
    ),
}
SIGNED_WITH = {
    Kind.MEDICAL: Permission.SIGN_MEDICAL_EVALUATION,
    Kind.PSYCHOLOGICAL: Permission.SIGN_PSYCHOLOGICAL_EVALUATION,
}
THE_OTHER = {Kind.MEDICAL: Kind.PSYCHOLOGICAL, Kind.PSYCHOLOGICAL: Kind.MEDICAL}


def purpose_of(kind: Kind) -> str:
    """The name under which an unsigned evaluation is kept."""
    return f"{kind.value}-evaluation"


def standing(kind: Kind, course: CourseFacts) -> EvaluationFacts | None:
    """What the pathway knows of the newest signed evaluation of this kind."""
    return course.medical if kind == Kind.MEDICAL else course.psychological
