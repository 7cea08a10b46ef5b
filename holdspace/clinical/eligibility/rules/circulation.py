"""Does the circulation allow a drug that raises blood pressure and drives the heart?"""

from holdspace.clinical import sources
from holdspace.clinical.eligibility.events import (
    cardiac_history,
    old_strokes,
    recent_events,
    undated_events,
    unstable_heart,
)
from holdspace.clinical.eligibility.facts import ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, caution, relative
from holdspace.clinical.eligibility.rules.psychiatric import named
from holdspace.clinical.eligibility.thresholds import (
    EVENT_DAYS,
    FASTEST_HEART,
    LONGEST_QTC,
    OUR_PRESSURE_LINE,
    PRESSURE_DAYS,
    SLOWEST_HEART,
    UNCONTROLLED,
)
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Limits, PressurePair
from holdspace.clinical.thresholds.shared import EU_LABEL, PRESSURE_AGE, RAISED_FROM_65, RAISED_UNDER_65, US_LABEL
from holdspace.clinical.units import plain, told_apart

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
    says = f"No blood pressure was recorded in the last {plain(facts.limits.of(PRESSURE_DAYS))} days."
    return cannot_tell(says, facts.rests_on("blood_pressure")).measured_against(PRESSURE_DAYS)


def uncontrolled_hypertension(facts: ScreeningFacts) -> Answer | None:
    """Compares the mean of two readings with 160/100."""
    pressure, line = facts.blood_pressure, facts.limits.pressure(UNCONTROLLED)
    if pressure is None or not pressure.reaches(line):
        return None
    says = f"Resting blood pressure {pressure} has reached {line}."
    return absolute(says, facts.rests_on("blood_pressure")).measured_against(*UNCONTROLLED.both)


def raised_blood_pressure(facts: ScreeningFacts) -> Answer | None:
    """Compares the mean of two readings with the limit for this age."""
    pressure, pair = facts.blood_pressure, limit_for(facts.age, facts.limits)
    limit = facts.limits.pressure(pair)
    if pressure is None or not pressure.exceeds(limit):
        return None
    says = f"Resting blood pressure {pressure} is above {limit}."
    return relative(says, facts.rests_on("blood_pressure")).measured_against(*pair.both, PRESSURE_AGE)


def limit_for(age: int | None, limits: Limits) -> PressurePair:
    """The resting limit for this age; with an unknown age the stricter one applies."""
    return RAISED_FROM_65 if age is not None and age >= limits.of(PRESSURE_AGE) else RAISED_UNDER_65


def treated_hypertension(facts: ScreeningFacts) -> Answer | None:
    """Looks for known hypertension with readings below 160/100."""
    found = facts.diagnoses(*HYPERTENSION)
    pressure = facts.blood_pressure
    if not found or pressure is None or pressure.reaches(facts.limits.pressure(UNCONTROLLED)):
        return None
    says = f"{found[0]} is known; blood pressure today is {pressure}."
    lines = (*named(found), *facts.rests_on("blood_pressure"))
    return caution(says, lines).measured_against(*UNCONTROLLED.both)


def heart_or_vessels_unstable(facts: ScreeningFacts) -> Answer | None:
    """Looks for a recent infarct, stroke or embolism, and for a heart that is not stable now."""
    recent, unstable = recent_events(facts), unstable_heart(facts)
    found = (*recent, *unstable)
    if found:
        answer = absolute(f"The heart or circulation is not stable: {listed(found)}.", named(found))
        return answer.measured_against(EVENT_DAYS) if recent else answer
    undated = undated_events(facts)
    if undated:
        says = f"Whether it was within the last {waiting_time(facts)} is not known: {listed(undated)}."
        return cannot_tell(says, named(undated)).measured_against(EVENT_DAYS)
    return None


def stable_heart_disease(facts: ScreeningFacts) -> Answer | None:
    """Looks for heart disease that is stable, and for a long QTc."""
    found, longest = cardiac_history(facts), facts.limits.of(LONGEST_QTC)
    signs = [f"{each}" for each in found]
    if facts.qtc is not None and facts.qtc > longest:
        signs.append(f"a QTc of {told_apart(facts.qtc, longest)} ms, above {plain(longest)} ms")
    if not signs:
        return None
    answer = relative(f"Heart disease is known: {listed(tuple(signs))}.", (*named(found), *facts.rests_on("qtc")))
    return answer.measured_against(LONGEST_QTC) if len(signs) > len(found) else answer


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
    if not found:
        return None
    says = f"A stroke or TIA lies more than {waiting_time(facts)} back: {listed(found)}."
    return relative(says, named(found)).measured_against(EVENT_DAYS)


def waiting_time(facts: ScreeningFacts) -> str:
    """The time nobody is treated after an event, in weeks where it comes out even."""
    days = facts.limits.of(EVENT_DAYS)
    return f"{plain(days / 7)} weeks" if days % 7 == 0 else f"{plain(days)} days"


def heart_rate(facts: ScreeningFacts) -> Answer | None:
    """Compares the resting heart rate with 50 and 110."""
    rate = facts.heart_rate
    if rate is None:
        return cannot_tell("Heart rate is not recorded.")
    slowest, fastest = facts.limits.of(SLOWEST_HEART), facts.limits.of(FASTEST_HEART)
    if slowest <= rate <= fastest:
        return None
    crossed = slowest if rate < slowest else fastest
    says = f"Resting heart rate {told_apart(rate, crossed)} is outside {plain(slowest)} to {plain(fastest)}."
    return relative(says, facts.rests_on("heart_rate")).measured_against(SLOWEST_HEART, FASTEST_HEART)


RULES = (
    Rule(
        "CVS-00",
        "No blood pressure in the last 30 days",
        "The drug lifts blood pressure; without a reading nobody knows where it starts.",
        PRESSURE_DAYS.source,
        no_recent_blood_pressure,
        compares_with=(PRESSURE_DAYS,),
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
            OUR_PRESSURE_LINE,
        ),
        compares_with=UNCONTROLLED.both,
    ),
    Rule(
        "CVS-02",
        "Raised blood pressure",
        "The drug lifts blood pressure for hours. A high start leaves little room.",
        EU_LABEL,
        raised_blood_pressure,
        (US_LABEL,),
        compares_with=(*RAISED_UNDER_65.both, *RAISED_FROM_65.both, PRESSURE_AGE),
    ),
    Rule(
        "CVS-03",
        "Known high blood pressure, within limits",
        "Blood pressure medicine is taken as usual on the day, and readings are taken more often.",
        sources.OSMIND_GUIDE,
        treated_hypertension,
        compares_with=UNCONTROLLED.both,
    ),
    Rule(
        "CVS-04",
        "Recent cardiovascular event or unstable heart",
        "A heart or brain that has just been hurt does not bear a surge of pressure.",
        EVENT_DAYS.source,
        heart_or_vessels_unstable,
        (sources.ED_KETAMINE_APPENDIX.at("Active chest pain, ischaemia or acute heart failure"),),
        compares_with=(EVENT_DAYS,),
    ),
    Rule(
        "CVS-05",
        "Stable heart disease",
        "The drug drives the heart; a cardiologist has to agree.",
        sources.CAROLINA_CENTER,
        stable_heart_disease,
        (LONGEST_QTC.source,),
        reads=("qtc",),
        compares_with=(LONGEST_QTC,),
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
        compares_with=(EVENT_DAYS,),
    ),
    Rule(
        "CVS-09",
        "Heart rate below 50 or above 110",
        "The drug changes heart rate; a rate outside these limits has a reason that should be known first.",
        SLOWEST_HEART.source,
        heart_rate,
        SLOWEST_HEART.other_sources,
        compares_with=(SLOWEST_HEART, FASTEST_HEART),
    ),
)
