"""How does one prepare, what is a session like, and what comes after it?"""

from holdspace.clinical.education import bibliography as by
from holdspace.clinical.education.sentence import Page, fact, here, points, prose, word

PREPARING = Page(
    "preparing",
    "Getting ready",
    "How you come and where you are shape what happens.",
    (
        points(
            "In the days before",
            here("You meet your therapist first, once or more.", by.COURSE),
            here("You talk about what you hope for, and what you fear.", by.CALMING),
            here("You say how you want to be calmed if it gets hard.", by.CALMING),
            here("You agree whether a hand may be held. You can take that back.", by.TOUCH),
        ),
        points(
            "On the day",
            fact("Eat nothing for 4 hours before, and drink nothing for 2.", by.FASTING),
            fact("For the nasal spray: no food for 2 hours, no drink for 30 minutes.", by.FASTING_SPRAY),
            word("Your clinic may ask for longer. Do what your own plan says."),
            fact("No alcohol, cannabis or other drugs for 24 hours before.", by.ABSTINENCE),
            here("Name somebody who takes you home.", by.ESCORT),
        ),
        points(
            "Your medicines",
            fact("Some medicines act on ketamine, or ketamine on them.", by.THEOPHYLLINE, by.BENZODIAZEPINES),
            fact("Do not stop a medicine by yourself. Stopping suddenly can harm you.", by.MEDICINES_LAST),
            word("Tell us everything you take, also herbs and what needs no prescription."),
        ),
        points(
            "The room",
            fact("A quiet room with little light makes a hard waking less likely.", by.QUIET),
            here("Music without words is often chosen. You decide.", by.MUSIC),
            word("Wear something soft. Bring a blanket if you like."),
        ),
    ),
)

A_SESSION = Page(
    "a-session",
    "What a session is like",
    "Hour by hour, for each way of giving it.",
    (
        points(
            "Before the dose",
            here("We ask who you are, how you are, and what has changed.", by.CONSENT_LIST),
            here("We measure blood pressure, pulse, breath and oxygen.", by.SPRAY_PRESSURE),
            word("You say your intention aloud, or keep it to yourself."),
        ),
        points(
            "A lozenge",
            fact("You keep it in your mouth for 10 to 15 minutes.", by.LOZENGE_RECALLED),
            fact("You feel it after 15 to 20 minutes.", by.LOZENGE),
            fact("It is strongest at about 40 minutes.", by.LOZENGE),
            fact("It fades over the next one to two hours.", by.LOZENGE),
            here("You stay for at least two hours after the dose.", by.WATCHED),
        ),
        points(
            "A drip into a vein",
            fact("It usually runs for 40 minutes.", by.INFUSIONS),
            fact("You feel it within minutes. It is strongest near the end.", by.INFUSION_RECALLED),
            here("We measure every 10 minutes, then every 15.", by.CHECKS_AT_AN_INFUSION),
            here("You stay for at least an hour after it ends.", by.ED_WATCHED, by.WATCHED),
        ),
        points(
            "An injection",
            fact("Into a muscle, you feel it after about 5 minutes.", by.INJECTION),
            fact("The strong part lasts about an hour.", by.INJECTION),
            here("You stay for at least two hours.", by.WATCHED),
        ),
        points(
            "The nasal spray",
            fact("Blood pressure is highest at about 40 minutes.", by.SPRAY_PRESSURE),
            fact("You stay for at least two hours.", by.SAFETY_PROGRAMME),
        ),
        points(
            "What you may feel",
            fact("You may feel far from your body, or as in a dream.", by.SPRAY_TRIALS),
            fact("You may feel dizzy, sleepy or sick.", by.SPRAY_TRIALS),
            fact("You may feel afraid. That is common too.", by.COMMON_AFTER_INFUSION),
            here("Somebody sits with you the whole time.", by.PRESENCE),
            word("You can speak, cry, laugh or be silent. You can ask for a hand."),
        ),
        points(
            "Before you leave",
            here("We check that you are steady, awake and clear.", by.CONSENT_LIST),
            here("Somebody you know takes you home.", by.ESCORT),
        ),
    ),
)

AFTERWARDS = Page(
    "after-a-session",
    "After a session",
    "The rest of the day, and the day after.",
    (
        points(
            "Until you have slept",
            fact("Do not drive until the next day, after a good sleep.", by.DRIVING),
            fact("For 24 hours: no machines, no alcohol, no legal papers.", by.AFTER_24_HOURS),
            fact("Make no great decisions. Do not look after children alone.", by.AFTER_24_HOURS),
        ),
        points(
            "The next day",
            here("We call you after about 24 hours.", by.OUR_CALL),
            here("We ask how you are, how you slept, and whether you feel safe.", by.OUR_CALL),
            here("You meet your therapist within one to three days.", by.PRACTICE),
        ),
        prose(
            "If it feels strange",
            word("Feelings can come up that you did not expect."),
            here("If the world still feels unreal after 24 hours, call us.", by.OUR_SIGNS),
            word("Write down what you want to remember."),
        ),
    ),
)

INTEGRATION = Page(
    "integration",
    "Making something of it",
    "A session opens a door. Walking through happens in daily life.",
    (
        prose(
            "What integration means",
            word("Integration is making sense of what happened, and changing something small."),
            here("There is at least one session with your therapist after each dose.", by.COURSE),
            fact(
                "In studies of drinking problems, ketamine was given together with therapy.", by.METHODS, by.MOTIVATION
            ),
        ),
        points(
            "Ways to do it",
            fact("Writing, drawing, music.", by.PRACTICE),
            fact("Meditation and breathing.", by.METHODS, by.PRACTICE),
            fact("Talking in therapy, alone or in a group.", by.METHODS, by.PRACTICE),
            word("Take one thing you saw. Turn it into one thing you do."),
            word("Decide what, when, and who can help."),
        ),
        points(
            "Daily life",
            here("Sleep, movement, food and other therapy belong to your plan.", by.OUR_PLAN),
            word("Small steps count. A walk is a step."),
            word("Tell your therapist what got in the way."),
        ),
    ),
)
