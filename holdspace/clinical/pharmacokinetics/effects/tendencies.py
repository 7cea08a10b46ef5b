"""How often do sedation and nausea come? One product's trials counted them; nobody related them to a level.

So no course is drawn. What was counted is told, and whether this course comes below, within or above those exposures.
"""

from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.effects.levels import levels_like
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.models import S1
from holdspace.clinical.pharmacokinetics.simulating import Question
from holdspace.clinical.sources import ESKETAMINE_US_SUMMARY, Source

COUNTED_AT_MG = (56.0, 84.0)
LABEL = ESKETAMINE_US_SUMMARY.at("adverse reactions in trials of 56 to 84 mg by nose")
COMPARED = Source.judgement(
    "Sedation and nausea are told by comparing peaks of S-ketamine, both from the primary model, with those of 56 and "
    "84 mg of nasal esketamine, for which trials counted them; nobody related them to a level."
)


@dataclass(frozen=True)
class Counted:
    """What the trials counted."""

    code: str
    title: str
    says: str


COUNTED = (
    Counted(
        "sedation", "Sedation", "49 to 61 % of patients were sedated by the observer's scale; 0.3 % lost consciousness"
    ),
    Counted("nausea", "Nausea", "28 % of patients felt sick and 9 % vomited (with placebo 9 % and 2 %)"),
)


@dataclass(frozen=True)
class Tendency:
    """What was counted, and how this course's exposure compares."""

    code: str
    title: str
    counted: str
    compared: str
    # The typical peak of S-ketamine over that of 56 mg, and of 84 mg, by nose.
    ratios: tuple[float, float]
    source: Source

    def as_dict(self) -> dict[str, object]:
        """The tendency as plain data for JSON."""
        return {
            "effect": self.code,
            "counted": self.counted,
            "compared": self.compared,
            "peak_over_that_of_56_and_84_mg": list(self.ratios),
            "course": None,
            "why_no_course": "No study related it to a level.",
            "source": self.source.as_dict(),
        }


def tendencies(question: Question, times_min: Array) -> tuple[Tendency, ...]:
    """What was counted by nose, and whether this course comes lower or higher than that."""
    asked = _peak(question.doses, question, times_min)
    low, high = (asked / _peak((Dose(Drug.ESKETAMINE, Route.IN, mg),), question, times_min) for mg in COUNTED_AT_MG)
    compared = _in_words(low, high)
    return tuple(
        Tendency(
            each.code, each.title, f"After 56 to 84 mg of esketamine by nose {each.says}.", compared, (low, high), LABEL
        )
        for each in COUNTED
    )


def _peak(doses: tuple[Dose, ...], question: Question, times_min: Array) -> float:
    # The typical person only: nothing is drawn by chance.
    alone = Question(S1, doses, question.person, question.interaction)
    s_level: Array = levels_like(alone, times_min, 1, np.random.default_rng(0)).s
    return float(s_level.max())


def _in_words(over_lower: float, over_higher: float) -> str:
    if over_lower < 1:
        return (
            f"The typical peak of S-ketamine here is {over_lower:.1f} times that of 56 mg by nose: rather less often."
        )
    if over_higher <= 1:
        return "The typical peak of S-ketamine here lies between those of 56 and 84 mg by nose: about as often."
    return f"The typical peak of S-ketamine here is {over_higher:.1f} times that of 84 mg by nose: rather more often."
