"""Does the circulation allow a drug that raises blood pressure and drives the heart?"""

from decimal import Decimal

from holdspace.clinical import sources
from holdspace.clinical.eligibility.events import (
    cardiac_history,
    events_within_six_weeks,
    old_strokes,
    undated_events,
    unstable_heart,
)
from holdspace.clinical.eligibility.facts import ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, caution, relative
from holdspace.clinical.eligibility.rules.psychiatric import named
from holdspace.clinical.sources import Source
from holdspace.clinical.units import BloodPressure, about

UNCONTROLLED = BloodPressure(160, 100)
RAISED_UNDER_65 = BloodPressure(140, 90)
RAISED_FROM_65 = BloodPressure(150, 90)
OLDER_AGE = 65
SLOWEST_HEART, FASTEST_HEART = Decimal(50), Decimal(110)
LONGEST_QTC = Decimal(500)

HYPERTENSION = ("I10", "I11", "I12", "I13")
# Aneurysms of aorta, brain and peripheral arteries, dissection, ruptured brain aneurysm, arteriovenous malformations.
ANEURYSM = (
    "I71", "I72", "I67.0", "I67.1", "I79.0", "I77.0", "I77.7", "I28.0", "I28.1",
    "I60.0", "I60.1", "I60.2", "I60.3", "I60.4", "I60.5", "I60.6", "I60.7",
    "Q27.3", "Q28.0", "Q28.2", "Q25.72",
)  # fmt: skip
INTRACEREBRAL_HAEMORRHAGE = ("I61", "I62.9", "I69.1")


def no_recent_blood_pressure(facts: ScreeningFacts) -> Answer | None:
    """Asks whether blood pressure was measured in the last 30 days."""
    if facts.blood_pressure is not None:
        return None
    return cannot_tell("No blood pressure was recorded in the last 30 days.", facts.rests_on("blood_pressure"))


def uncontrolled_hypertension(facts: ScreeningFacts) -> Answer | None:
    """Compares the mean of two readings with 160/100."""
    pressure = facts.blood_pressure
    if pressure is None or not pressure.reaches(UNCONTROLLED):
        return None
    return absolute(f"Resting blood pressure {pressure} has reached {UNCONTROLLED}.", facts.rests_on("blood_pressure"))


def raised_blood_pressure(facts: ScreeningFacts) -> Answer | None:
    """Compares the mean of two readings with the limit for this age."""
    pressure = facts.blood_pressure
    # With an unknown age the stricter limit applies.
    limit = RAISED_FROM_65 if facts.age is not None and facts.age >= OLDER_AGE else RAISED_UNDER_65
    if pressure is None or not pressure.exceeds(limit):
        return None
    return relative(f"Resting blood pressure {pressure} is above {limit}.", facts.rests_on("blood_pressure"))


def treated_hypertension(facts: ScreeningFacts) -> Answer | None:
    """Looks for known hypertension with readings below 160/100."""
    found = facts.diagnoses(*HYPERTENSION)
    if not found or facts.blood_pressure is None or facts.blood_pressure.reaches(UNCONTROLLED):
        return None
    says = f"{found[0]} is known; blood pressure today is {facts.blood_pressure}."
    return caution(says, (*named(found), *facts.rests_on("blood_pressure")))


def heart_or_vessels_unstable(facts: ScreeningFacts) -> Answer | None:
    """Looks for a recent infarct, stroke or embolism, and for a heart that is not stable now."""
    found = (*events_within_six_weeks(facts), *unstable_heart(facts))
    if found:
        return absolute(f"The heart or circulation is not stable: {listed(found)}.", named(found))
    undated = undated_events(facts)
    if undated:
        return cannot_tell(f"Whether it was within the last 6 weeks is not known: {listed(undated)}.", named(undated))
    return None


def stable_heart_disease(facts: ScreeningFacts) -> Answer | None:
    """Looks for heart disease that is stable, and for a long QTc."""
    found = cardiac_history(facts)
    signs = [f"{each}" for each in found]
    if facts.qtc is not None and facts.qtc > LONGEST_QTC:
        signs.append(f"a QTc of {about(facts.qtc)} ms, above {LONGEST_QTC} ms")
    if not signs:
        return None
    return relative(f"Heart disease is known: {listed(tuple(signs))}.", (*named(found), *facts.rests_on("qtc")))


def aneurysm(facts: ScreeningFacts) -> Answer | None:
    """Looks for aneurysms and arteriovenous malformations at any time."""
    found = facts.diagnoses(*ANEURYSM, now=False)
    if not found:
        return None
    return absolute(f"An aneurysm or vessel malformation is on record: {listed(found)}.", named(found))


def intracerebral_haemorrhage(facts: ScreeningFacts) -> Answer | None:
    """Looks for bleeding into the brain at any time."""
    found = facts.diagnoses(*INTRACEREBRAL_HAEMORRHAGE, now=False)
    return absolute(f"A bleed into the brain is on record: {listed(found)}.", named(found)) if found else None


def earlier_stroke(facts: ScreeningFacts) -> Answer | None:
    """Looks for an ischaemic stroke or TIA more than 6 weeks ago."""
    found = old_strokes(facts)
    return relative(f"A stroke or TIA lies more than 6 weeks back: {listed(found)}.", named(found)) if found else None


def heart_rate(facts: ScreeningFacts) -> Answer | None:
    """Compares the resting heart rate with 50 and 110."""
    rate = facts.heart_rate
    if rate is None:
        return cannot_tell("Heart rate is not recorded.")
    if SLOWEST_HEART <= rate <= FASTEST_HEART:
        return None
    says = f"Resting heart rate {about(rate)} is outside {SLOWEST_HEART} to {FASTEST_HEART}."
    return relative(says, facts.rests_on("heart_rate"))


SIX_WEEKS = Source.recalled("Cardiovascular events within 6 weeks, as in the European esketamine label")

RULES = (
    Rule(
        "CVS-00",
        "No blood pressure in the last 30 days",
        "The drug lifts blood pressure; without a reading nobody knows where it starts.",
        Source.judgement("A reading counts for 30 days."),
        no_recent_blood_pressure,
    ),
    Rule(
        "CVS-01",
        "Uncontrolled high blood pressure",
        "The drug lifts blood pressure further, for hours. It can be treated first, and then looked at again.",
        sources.KETALAR_SUMMARY,
        uncontrolled_hypertension,
        (
            sources.CAROLINA_CENTER,
            sources.BALTIMORE_GROUPS,
            Source.judgement("The sources say uncontrolled; 160/100 is our line."),
        ),
    ),
    Rule(
        "CVS-02",
        "Raised blood pressure",
        "The drug lifts blood pressure for hours. A high start leaves little room.",
        sources.ESKETAMINE_EU_LABEL.at("Special warnings: blood pressure above 140/90, or 150/90 from 65 years"),
        raised_blood_pressure,
        (sources.ESKETAMINE_US_WARNINGS.at("Warnings: above 140/90 weigh the risk"),),
    ),
    Rule(
        "CVS-03",
        "Known high blood pressure, within limits",
        "Blood pressure medicine is taken as usual on the day, and readings are taken more often.",
        sources.OSMIND_GUIDE,
        treated_hypertension,
    ),
    Rule(
        "CVS-04",
        "Recent cardiovascular event or unstable heart",
        "A heart or brain that has just been hurt does not bear a surge of pressure.",
        SIX_WEEKS,
        heart_or_vessels_unstable,
        (sources.ED_KETAMINE_APPENDIX.at("Active chest pain, ischaemia or acute heart failure"),),
    ),
    Rule(
        "CVS-05",
        "Stable heart disease",
        "The drug drives the heart; a cardiologist has to agree.",
        sources.CAROLINA_CENTER,
        stable_heart_disease,
        (Source.recalled("QTc above 500 ms"),),
        reads=("qtc",),
    ),
    Rule(
        "CVS-06",
        "Aneurysm or arteriovenous malformation",
        "A rise in pressure can tear a weak vessel.",
        sources.ESKETAMINE_US_SUMMARY.at("Contraindications"),
        aneurysm,
        (sources.ESKETAMINE_US_LABEL_2019,),
    ),
    Rule(
        "CVS-07",
        "Earlier bleed into the brain",
        "A rise in pressure can make the brain bleed again.",
        sources.ESKETAMINE_US_SUMMARY.at("Contraindications"),
        intracerebral_haemorrhage,
        (sources.ESKETAMINE_US_LABEL_2019,),
    ),
    Rule(
        "CVS-08",
        "Earlier stroke or TIA",
        "A rise in pressure is a risk to vessels that have closed before.",
        sources.KETALAR_SUMMARY,
        earlier_stroke,
        (
            sources.BALTIMORE_GROUPS,
            Source.judgement("Both list it as a contraindication; after 6 weeks graded here as needing clearance."),
        ),
    ),
    Rule(
        "CVS-09",
        "Heart rate below 50 or above 110",
        "The drug changes heart rate; a rate outside these limits has a reason that should be known first.",
        Source.judgement("Limits of 50 and 110 at rest."),
        heart_rate,
        (sources.ED_KETAMINE_APPENDIX.at("Below 50 or above 150 in emergency use"),),
    ),
)
