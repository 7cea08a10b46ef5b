"""Will this person keep breathing well under a drug that sedates?"""

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, caution, relative
from holdspace.clinical.eligibility.rules.psychiatric import named
from holdspace.clinical.eligibility.thresholds import (
    DANGEROUS_SATURATION,
    HIGH_STOP_BANG,
    LOW_SATURATION,
    RAISED_STOP_BANG,
)
from holdspace.clinical.sources import Source
from holdspace.clinical.units import about, plain, told_apart

APNOEA = "G47.3"


def untreated_apnoea(facts: ScreeningFacts) -> Answer | None:
    """Looks for sleep apnoea without therapy that works, and for a high STOP-BANG nobody followed up."""
    found = facts.diagnoses(APNOEA)
    if found and facts.apnoea_therapy_effective is None:
        return cannot_tell(f"Whether {found[0]} is effectively treated is not recorded.", named(found))
    if found and not facts.apnoea_therapy_effective:
        return relative(f"{found[0]} is not effectively treated.", named(found))
    unfollowed = not found and not facts.sleep_evaluated
    if unfollowed and facts.stop_bang is not None and facts.stop_bang >= facts.limits.of(HIGH_STOP_BANG):
        says = f"STOP-BANG is {about(facts.stop_bang)}, and no sleep evaluation is recorded."
        lines = facts.rests_on("stop_bang", "sleep_evaluated")
        return relative(says, lines).measured_against(HIGH_STOP_BANG)
    return None


def treated_apnoea(facts: ScreeningFacts) -> Answer | None:
    """Looks for treated sleep apnoea, or a STOP-BANG of 3 or 4."""
    found = facts.diagnoses(APNOEA)
    if found and facts.apnoea_therapy_effective:
        return caution(f"{found[0]} is effectively treated.", named(found))
    raised, high = facts.limits.of(RAISED_STOP_BANG), facts.limits.of(HIGH_STOP_BANG)
    if facts.stop_bang is not None and raised <= facts.stop_bang < high:
        answer = caution(f"STOP-BANG is {about(facts.stop_bang)}.", facts.rests_on("stop_bang"))
        return answer.measured_against(RAISED_STOP_BANG, HIGH_STOP_BANG)
    return None


def low_oxygen(facts: ScreeningFacts) -> Answer | None:
    """Compares oxygen saturation on air with 90 and 94, and looks for lungs that fail."""
    saturation = facts.oxygen_saturation
    lines = facts.rests_on("oxygen_saturation")
    if saturation is None:
        return cannot_tell("Oxygen saturation on air is not recorded.")
    dangerous, low = facts.limits.of(DANGEROUS_SATURATION), facts.limits.of(LOW_SATURATION)
    if saturation < dangerous:
        says = f"Oxygen saturation on air is {told_apart(saturation, dangerous)} %, below {plain(dangerous)} %."
        return absolute(says, lines).measured_against(DANGEROUS_SATURATION)
    if saturation < low:
        says = f"Oxygen saturation on air is {told_apart(saturation, low)} %, below {plain(low)} %."
        return relative(says, lines).measured_against(LOW_SATURATION)
    failing = facts.matching(lambda each: each.under("J96", "Z99.81") or (each.under("J44") and each.severe))
    return relative(f"The lungs are weak: {listed(failing)}.", named(failing)) if failing else None


WHATEVER_THE_INDEX = Source.judgement(
    "The apnoea-hypopnoea index is not read, as no code for it is agreed: every sleep apnoea on record counts as one "
    "of 15 or more until its therapy is recorded as effective."
)
RULES = (
    Rule(
        "RES-01",
        "Sleep apnoea not treated, or likely",
        "Sedation closes an airway that closes in sleep.",
        Source.recalled("AHI of 15 or more without effective therapy, or STOP-BANG of 5 or more without evaluation"),
        untreated_apnoea,
        (sources.SCORE_NOTES.at("STOP-BANG bands"), WHATEVER_THE_INDEX),
        reads=("stop_bang",),
        compares_with=(HIGH_STOP_BANG,),
    ),
    Rule(
        "RES-02",
        "Sleep apnoea treated, or possible",
        "The airway is watched more closely; the patient's own device comes along.",
        sources.SCORE_NOTES.at("STOP-BANG bands"),
        treated_apnoea,
        reads=("stop_bang",),
        compares_with=(RAISED_STOP_BANG, HIGH_STOP_BANG),
    ),
    Rule(
        "RES-03",
        "Low oxygen",
        "The drug can slow breathing; there has to be a reserve.",
        Source.judgement("Below 90 % on air do not treat; from 90 to 93 %, or with weak lungs, clearance first."),
        low_oxygen,
        compares_with=(DANGEROUS_SATURATION, LOW_SATURATION),
    ),
)
