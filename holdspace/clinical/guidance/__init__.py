"""What can somebody do together with a patient? Short exercises, step by step, with what speaks against each."""

from holdspace.clinical.guidance.breathing import BREATHING
from holdspace.clinical.guidance.exercise import Exercise, Moment, Step, Way
from holdspace.clinical.guidance.grounding import GROUNDING
from holdspace.clinical.guidance.holding import HOLDING
from holdspace.clinical.guidance.meditating import MEDITATING
from holdspace.clinical.guidance.writing import WRITING

__all__ = ["ALWAYS", "EXERCISES", "Exercise", "Moment", "Step", "Way", "at_moment", "by_code"]

EXERCISES = (*GROUNDING, *BREATHING, *MEDITATING, *HOLDING, *WRITING)

# What holds for each of them.
ALWAYS = (
    "Offer it, and take a no at once. The patient can stop at any step.",
    "A check, an alarm or a worry about breathing comes first: leave the exercise.",
    "Hands stay where touch was agreed before the dose, and no exercise asks for more.",
    "The seconds are for you, as a measure. Nobody has to keep up.",
)


def by_code(code: str) -> Exercise | None:
    """The exercise with this code, if there is one."""
    return next((each for each in EXERCISES if each.code == code), None)


def at_moment(moment: Moment) -> tuple[Exercise, ...]:
    """What may be offered then, in the order of the library."""
    return tuple(each for each in EXERCISES if moment in each.moments)
