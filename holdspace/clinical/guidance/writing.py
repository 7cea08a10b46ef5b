"""What is worth asking on paper? Prompts for the first words, and for the days after."""

from holdspace.clinical.guidance import bibliography as by
from holdspace.clinical.guidance.exercise import Exercise, Moment, Step, Way

FIRST_WORDS = Exercise(
    "first-words",
    "First words",
    Way.JOURNALING,
    (Moment.AFTER,),
    "Somebody who is back, awake and oriented, and wants to keep what is still near. Drawing is as good.",
    (
        "Sleepy, sick or not yet oriented: it can wait.",
        "Somebody who wants to be silent.",
    ),
    (
        Step("What is still here: a picture, a sound, a feeling? A few words are enough.", 120),
        Step("Where in the body is it?", 60),
        Step("Was anything hard? Only as much of it as you want.", 90),
        Step("Is there something you want to tell nobody? Leave a blank line for it.", 30),
    ),
    (by.METHODS, by.SETTLED_TO_WRITE, by.STEPS),
)
ONE_SMALL_STEP = Exercise(
    "one-small-step",
    "One small step",
    Way.JOURNALING,
    (Moment.AFTER,),
    "The days after a session, alone or with a therapist.",
    (
        "Worse since the session, or thoughts of suicide: call the clinic, do not write on.",
        "The day of a dose: no great decision is made on paper.",
    ),
    (
        Step("What did you notice that you want to keep?", 120),
        Step("What would somebody who knows you see you do otherwise?", 120),
        Step("One small thing that fits into tomorrow. What, and when?", 120),
        Step("What could stand in its way, and who helps?", 90),
    ),
    (by.METHODS, by.MOTIVATION, by.SETTLED_TO_WRITE, by.STEPS),
)

WRITING = (FIRST_WORDS, ONE_SMALL_STEP)
