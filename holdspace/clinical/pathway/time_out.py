"""What is gone through, aloud and by two people, before a dose is given today?"""

from dataclasses import dataclass

from holdspace.clinical.roles import Role
from holdspace.clinical.sources import Source

CHECKLIST = Source.judgement(
    "Same-day checklist gathered from label warnings (blood pressure, fasting, driving), clinic checklists and the "
    "clinic's own practice; clinical rules reference, section 3"
)


@dataclass(frozen=True)
class TimeOutItem:
    """One item: its code, its name, what is asked, and who may answer."""

    code: str
    title: str
    asks: str
    because: str
    who: tuple[Role, ...] = (Role.MONITOR, Role.PRESCRIBER)
    source: Source = CHECKLIST


TIME_OUT_ITEMS = (
    TimeOutItem(
        "identity",
        "Right patient",
        "Two identifiers said by the patient and read against the chart; allergies read aloud.",
        "The worst error is the right dose for the wrong person.",
    ),
    TimeOutItem(
        "consent",
        "Consent today",
        "The patient says that they still want this today.",
        "Consent can be taken back at any time, and only before the drug is given can it be taken back in full.",
    ),
    TimeOutItem(
        "changes",
        "Changes since last visit",
        "New medicine, illness, pregnancy, substance use, fall, admission.",
        "A new medicine or illness can overturn the evaluation.",
    ),
    TimeOutItem(
        "fasting",
        "Fasting and substances",
        "Last food, last drink; alcohol, cannabis, opioid, sedative or stimulant in the last 24 hours.",
        "A full stomach can be breathed in; alcohol and sedatives add to the sedation.",
    ),
    TimeOutItem(
        "pregnancy",
        "Pregnancy test",
        "Where due: done today or within 28 days and negative.",
        "The drug is not given in pregnancy.",
    ),
    TimeOutItem(
        "vital_signs",
        "Vital signs",
        "Blood pressure, heart rate, SpO2, breaths and temperature within 30 minutes before the dose.",
        "The drug lifts blood pressure and heart rate for hours; a high start leaves little room.",
    ),
    TimeOutItem(
        "suicide_risk",
        "C-SSRS since last visit",
        "Asked by interview; an answer at level 4 or 5, or new behaviour, stops the day.",
        "Risk can change in a day, and mood can dip after a dose.",
    ),
    TimeOutItem(
        "escort",
        "Escort home",
        "Name and telephone of the adult who takes the patient home.",
        "Nobody drives or goes home alone after this drug.",
    ),
    TimeOutItem(
        "agreements",
        "Intention and touch",
        "The intention is read back; touch, stop word and hand signal are said again.",
        "Touch is agreed before the drug and is never widened under it.",
    ),
    TimeOutItem(
        "room",
        "Room and equipment",
        "Oxygen, suction, defibrillator, airway and rescue drugs are here and in date; the room is as chosen.",
        "What is missing is found now, not when it is needed.",
    ),
    TimeOutItem(
        "staff",
        "People",
        "Monitor and therapist are in the room for the whole time; the prescriber can be reached.",
        "Supervision is never optional.",
    ),
)
