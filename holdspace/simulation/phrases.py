"""What clinicians write in the demo: short, plain, and never the same as a real patient's record."""

from holdspace.simulation.people import Person

LETTER = "Letter of the family doctor, seen at the screening"
REASON = "Weighed against the burden of the illness; talked through with the patient."
REASONS = {
    "PSY-01": "Stays a reason not to treat. Told and talked through; back to the psychiatrist with a letter.",
    "CVS-01": "Measured high at the clinic only; a week of home readings is normal.",
    "CVS-02": "Treated and steady; measured again before every dose.",
    "SUI-03": "Passive thoughts without intent. Safety plan first, asked again at every visit.",
    "DDI-01": "Taken rarely; left out the day before and the day after a dose.",
    "DDI-03": "Needed against mania. Effect may be weaker; the patient knows.",
    "PSY-05": "Steady under a mood stabiliser for over a year; sister watches for early signs.",
    "PSY-03": "A brother is ill. Asked by two people: no early signs, thinking clear. Watched at every visit.",
    "SUD-05": "Sober for years, sponsor knows and agrees.",
    "GER-01": "Fit for the age; starts low, is watched longer.",
    "RES-01": "Sleep apnoea is treated every night; mask comes to the session.",
}
WHY_SUITABLE = "Nothing speaks against it that is not seen to, and what was tried before has not been enough."

TOPICS_FIRST = ("effects", "day", "room", "letting_go", "triggers")
TOPICS_THEN = ("touch", "fasting", "way_home", "afterwards")
SAFETY_PLAN = {
    "warning_signs": "I stop answering messages. I lie awake and count what I did wrong.",
    "coping": "Cold water on the wrists, a walk round the block, the breathing we practised.",
    "people_and_places": "The library on the corner, the dog park, my choir.",
    "professionals": "The clinic by day; the crisis line at any hour.",
    "making_safe": "Tablets are kept by somebody else and fetched weekly.",
}
MUSIC = (
    ("Slow strings, no voices", "Anything with drums"),
    ("Piano, rain sounds", "Church organ"),
    ("The playlist I made", "Radio"),
    ("Silence at first, then cello", "Pan flutes"),
    ("Humming and low drones", "Lyrics I can follow"),
)
STOP_WORDS = ("stone", "harbour", "lantern", "enough", "red")
SIDE_EFFECTS = (("Nausea", "mild"), ("Dizziness", "mild"), ("Headache", "mild"), ("Blurred vision", "mild"))
SINCE_DOSE = (
    "Two light days, then ordinary ones. Sleep better than before.",
    "Tired the first evening. Since then calmer, also at work.",
    "Nothing at first. On the third day I noticed I was humming.",
    "Up and down. Cried on Tuesday, and it did not frighten me.",
)
SMALL_THINGS = (
    ("Ten minutes outside before lunch", "Every day"),
    ("Write three lines in the evening", "On weekdays"),
    ("Put the phone in the drawer at nine", "Sunday to Thursday"),
    ("Say one true thing at supper", "On Wednesday"),
    ("Stretch while the kettle boils", "In the morning"),
    ("Play one song and do nothing else", "On Saturday"),
)
HOW_IT_WENT = {
    "done": "It went better than I thought.",
    "under_way": "Three of seven days. I go on.",
}
SAFETY_ASKED = (
    "Asked. No thoughts of suicide since the dose.",
    "Asked. Passing thoughts on one evening, no intent, used the safety plan.",
    "Asked. None.",
)
SLEEP = ("Seven hours", "Woke twice, slept again", "Nine hours, deep", "Five hours, rested all the same")
AFTER_EFFECTS = ("None.", "A light head until the evening, gone now.", "Mild headache, gone after breakfast.")


def evaluation(kind: str, person: Person) -> dict[str, str]:
    """Every section of an evaluation, written about this person."""
    shared = {
        "history": f"{person.problem}. {person.tried} Read through together; nothing to add.",
        "speaks_for": f"A long illness, and what was tried has not been enough. “{person.goal}”",
        "speaks_against": "Effect may fade after weeks; dissociation can frighten. Both were talked through.",
    }
    return shared | (_medical(person) if kind == "medical" else _psychological(person))


def _medical(person: Person) -> dict[str, str]:
    taken = ", ".join(each.text for each in person.medicines) or "no medicine"
    upper, lower = person.pressure
    return {
        "examination": f"Heart and lungs without findings, airway easy. {upper}/{lower} at rest, pulse {person.pulse}.",
        "results": "Blood count, liver and kidney values of this month within limits; ECG in sinus rhythm.",
        "risks": f"Takes {taken}. Pressure will rise for an hour or two. No sign of bladder trouble.",
    }


def _psychological(person: Person) -> dict[str, str]:
    return {
        "mental_state": "Low and slowed, thinking clear, no psychosis, no mania, remembers and decides well.",
        "safety": "Thoughts, plans and means asked about; a safety plan is agreed to.",
        "support": f"{person.lives} Calmed by: {person.calmed_by.lower()}",
        "risks": "No psychosis, no dissociative disorder, nobody presses for it.",
    }
