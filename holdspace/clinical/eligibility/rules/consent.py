"""Can this person agree freely, was other treatment tried, and is there a safe way home?"""

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, caution
from holdspace.clinical.eligibility.thresholds import EARLIER_TRIALS
from holdspace.clinical.sources import Source
from holdspace.clinical.units import plain


def cannot_consent(facts: ScreeningFacts) -> Answer | None:
    """Asks for capacity, and for pressure by others."""
    lines = facts.rests_on("capacity", "coercion")
    if facts.capacity is False:
        return absolute("The patient lacks capacity to consent.", lines)
    if facts.coercion:
        return absolute("Somebody may be pressing the patient to agree.", lines)
    return cannot_tell("Capacity to consent is not recorded.") if facts.capacity is None else None


def nothing_tried_before(facts: ScreeningFacts) -> Answer | None:
    """Asks for an adequate earlier treatment."""
    tried, needed = facts.adequate_prior_trials or 0, facts.limits.of(EARLIER_TRIALS)
    if tried >= needed:
        return None
    says = "No adequate earlier treatment is documented."
    if tried > 0:
        says = f"Of {plain(needed)} adequate earlier treatments, {tried} is documented."
    return caution(says).measured_against(EARLIER_TRIALS)


def no_way_home(facts: ScreeningFacts) -> Answer | None:
    """Asks for a companion and a safe home."""
    missing = tuple(
        words
        for words, answer in (
            ("no responsible adult and transport are arranged", facts.escort_arranged),
            ("the home is not safe after a session", facts.home_safe),
        )
        if answer is False
    )
    if not missing:
        return None
    return caution(f"For the way home: {listed(missing)}.", facts.rests_on("escort_arranged", "home_safe"))


RULES = (
    Rule(
        "CON-01",
        "No capacity to consent, or pressure",
        "Nobody is given an altered state that they did not freely choose.",
        sources.TORONTO_CLINIC,
        cannot_consent,
        reads=("coercion",),
    ),
    Rule(
        "CON-02",
        "No earlier treatment documented",
        "Established treatments come first.",
        sources.PSYON.at("At least one earlier treatment"),
        nothing_tried_before,
        EARLIER_TRIALS.other_sources,
        compares_with=(EARLIER_TRIALS,),
    ),
    Rule(
        "SOC-01",
        "No safe way home",
        "After a dose nobody drives or goes alone. On the day it stops the dose.",
        sources.ESKETAMINE_US_DOSING,
        no_way_home,
        (sources.ESKETAMINE_US_WARNINGS, sources.BALTIMORE_GROUPS, Source.judgement("A caution until the day.")),
        reads=("escort_arranged", "home_safe"),
    ),
)
