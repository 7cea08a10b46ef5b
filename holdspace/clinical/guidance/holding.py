"""What does somebody do who sits with a patient and does nothing? A reminder for the one who holds the space."""

from holdspace.clinical.guidance import bibliography as by
from holdspace.clinical.guidance.exercise import Exercise, Moment, Step, Way

HOLD_THE_SPACE = Exercise(
    "hold-the-space",
    "Hold the space",
    Way.GUIDANCE,
    (Moment.UNDER,),
    "You, who sit with the patient. It is not said aloud.",
    ("An alarm, a check that is due, or a doubt about breathing: that comes first.",),
    (
        Step("Look: colour, chest, hands. Is breathing quiet and regular?", 20),
        Step("Feel your own feet. Let your shoulders down.", 20),
        Step("Less light, less noise, nobody at the door.", 20),
        Step("Nothing to interpret, nothing to lead. Tears and laughter need no answer.", 30),
        Step("Hands only where touch was agreed, and away at the first sign.", 15),
        Step("Write down their words as they were said.", 30),
        Step("Stay near, and look again.", 60),
    ),
    (by.QUIET, by.CALMING, by.TOUCH, by.STEPS),
    is_reminder=True,
)

HOLDING = (HOLD_THE_SPACE,)
