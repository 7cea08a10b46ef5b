"""How does somebody find back to the room? Grounding, with words, with the feet, with the senses."""

from holdspace.clinical.guidance import bibliography as by
from holdspace.clinical.guidance.exercise import Exercise, Moment, Step, Way

WHO_WHERE_WHEN = Exercise(
    "who-where-when",
    "Who, where, when",
    Way.GROUNDING,
    (Moment.UNDER, Moment.AFTER),
    "Somebody who is frightened, restless or lost while the drug acts. Words first, low and slow.",
    (
        "Danger to anybody, or signs of a bodily cause: measure and call first.",
        "Somebody who is deep inside and calm: leave them there.",
    ),
    (
        Step("Come near, where you can be seen or heard. Say your own name.", 15),
        Step("“You are in the clinic. I am here with you, and I stay.”", 20),
        Step("“You were given ketamine. What you feel comes from it, and it passes.”", 25),
        Step("Say the time, and that it gets lighter from now on only if that is so.", 20),
        Step("“You do not have to do anything.” Then be quiet, and watch.", 60),
        Step("Ask one thing that a yes or no answers: “Is it all right like this?”", 20),
    ),
    (by.CALMING, by.QUIET, by.WORDS_FIRST, by.STEPS),
)
FEET_ON_THE_FLOOR = Exercise(
    "feet-on-the-floor",
    "Feet on the floor",
    Way.GROUNDING,
    (Moment.BEFORE, Moment.AFTER),
    "Somebody who is nervous before a dose, or back from it and still floating.",
    (
        "Dizzy, or not yet cleared to sit up: stay lying down.",
        "Pain or loss of feeling in the legs: take another exercise.",
    ),
    (
        Step("Sit so that both feet stand on the floor, or lie with the heels on the bed.", 20),
        Step("Press both feet down a little. Feel what presses back.", 20),
        Step("Let go. Notice what has changed in the feet.", 20),
        Step("Feel the seat and the back: this carries you.", 30),
        Step("Look up, and find one thing in the room that you like.", 30),
    ),
    (by.METHODS, by.STEPS),
)
ROUND_THE_SENSES = Exercise(
    "round-the-senses",
    "Once round the senses",
    Way.GROUNDING,
    (Moment.BEFORE, Moment.AFTER),
    "Racing thoughts, or the feeling that the room is not real.",
    (
        "While the drug acts: senses are changed, and naming things can confuse.",
        "Unreality that lasts or grows: tell the clinician, do not train it away.",
    ),
    (
        Step("Look slowly from left to right. Say three things you see.", 40),
        Step("Listen: the nearest sound, then the farthest.", 30),
        Step("Feel the blanket or your sleeve. What is it like?", 30),
        Step("Notice the air at the nose, and whether it smells of anything.", 20),
        Step("Say where you are and what day it is.", 20),
    ),
    (by.METHODS, by.STEPS),
)

GROUNDING = (WHO_WHERE_WHEN, FEET_ON_THE_FLOOR, ROUND_THE_SENSES)
