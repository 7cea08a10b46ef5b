"""How does somebody turn inwards? The body from top to toe, a quiet arriving, and letting it come."""

from holdspace.clinical.guidance import bibliography as by
from holdspace.clinical.guidance.exercise import Exercise, Moment, Step, Way

BODY_SCAN = Exercise(
    "body-scan",
    "Through the body",
    Way.MEDITATION,
    (Moment.BEFORE, Moment.AFTER),
    "Arriving before a dose, or coming home into the body afterwards.",
    (
        "While the drug acts: the body can feel far away or gone, and looking for it can frighten.",
        "Strong pain, or a trauma that lives in the body: ask first, or take another exercise.",
    ),
    (
        Step("Lie or sit as is comfortable. Eyes open or closed, as you like.", 20),
        Step("The head: forehead, eyes, jaw. Whatever is there may be there.", 45),
        Step("Neck and shoulders. Let them lie where they lie.", 45),
        Step("Arms and hands, down to the fingertips.", 45),
        Step("Chest and belly. They move by themselves.", 45),
        Step("Hips, legs and feet.", 60),
        Step("The whole body at once, for a moment.", 40),
        Step("Move fingers and toes. Come back to the room.", 30),
    ),
    (by.METHODS, by.BODY_LATER, by.STEPS),
)
ARRIVE = Exercise(
    "arrive",
    "Arrive with your intention",
    Way.MEDITATION,
    (Moment.BEFORE,),
    "The last quiet minutes before a dose.",
    ("Thoughts of suicide or a changed mind about today: talk, and tell the clinician.",),
    (
        Step("Let the day outside be outside. You need not be anywhere else.", 40),
        Step("Think of why you came, in your own words.", 60),
        Step("Say it aloud if you like, or keep it.", 40),
        Step("Now put it down. It need not be carried through.", 40),
        Step("Tell us when you are ready, or that you are not.", 20),
    ),
    (by.MOTIVATION, by.METHODS, by.STEPS),
)
LET_IT_COME = Exercise(
    "let-it-come",
    "Let it come",
    Way.MEDITATION,
    (Moment.UNDER,),
    "Somebody who struggles a little against what comes, and can hear you. Say little.",
    (
        "Fear that grows: take “Who, where, when”.",
        "The wish to stop, in any words: that is followed, not talked over.",
        "Not answering to their name: check, do not speak on.",
    ),
    (
        Step("“You can let it come as it is.”", 30),
        Step("“I am here. You need not hold on to anything.”", 45),
        Step("“If you want me, say so or lift a hand.”", 20),
        Step("Be quiet, and stay.", 120),
    ),
    (by.CALMING, by.QUIET, by.STEPS),
)

MEDITATING = (BODY_SCAN, ARRIVE, LET_IT_COME)
