"""What can be done with the breath? Follow it at any time; lengthen it only without the drug."""

from holdspace.clinical.guidance import bibliography as by
from holdspace.clinical.guidance.exercise import Exercise, Moment, Step, Way

FOLLOW_THE_BREATH = Exercise(
    "follow-the-breath",
    "Follow the breath",
    Way.BREATHING,
    (Moment.BEFORE, Moment.UNDER, Moment.AFTER),
    "Somebody who wants something steady to stay with. The breath is noticed and left as it is.",
    (
        "Breathing is slow, shallow, noisy or pauses: count it, measure, call.",
        "Attention to breathing frightens, as it can in panic or with lung disease.",
    ),
    (
        Step("“Nothing to do about your breath. It goes by itself.”", 20),
        Step("“Notice where you feel it most: nose, chest or belly.”", 30),
        Step("“Stay there. In, and out, as it comes.”", 60),
        Step("“If you drift away, that is fine. The breath is there when you come back.”", 60),
    ),
    (by.METHODS, by.SLOWED_BREATHING, by.NO_OTHER_BREATH, by.STEPS),
)
LONGER_OUT = Exercise(
    "longer-out",
    "Longer out than in",
    Way.BREATHING,
    (Moment.BEFORE, Moment.AFTER),
    "Tension before a dose, or unrest afterwards.",
    (
        "After a dose until awake and settled: no breath is held, counted or hurried under the drug.",
        "Lung disease, pregnancy or faintness: follow the breath instead.",
        "Tingling or dizziness during it: stop, and breathe as it comes.",
    ),
    (
        Step("Sit or lie at ease. Let the shoulders be heavy.", 20),
        Step("Breathe in through the nose, without filling up.", 10),
        Step("Breathe out slowly through loose lips, longer than in. No pause, nothing held.", 10),
        Step("Go on at your own pace. Out is longer than in.", 90),
        Step("Let it go its own way again. Notice the shoulders.", 30),
    ),
    (by.METHODS, by.SLOWED_BREATHING, by.NO_OTHER_BREATH, by.STEPS),
    changes_breath=True,
)

BREATHING = (FOLLOW_THE_BREATH, LONGER_OUT)
