"""How close is this person to suicide, and what has to happen first?"""

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, cannot_tell, caution, relative
from holdspace.clinical.eligibility.thresholds import HIGH_IDEATION, ITEM_9, LOW_IDEATION, MODERATE_IDEATION
from holdspace.clinical.sources import Source


def _complete(facts: ScreeningFacts) -> bool:
    return facts.suicide_screener is not None and not facts.suicide_screener.missing


def screener_missing(facts: ScreeningFacts) -> Answer | None:
    """Asks whether a complete C-SSRS is on record."""
    if facts.suicide_screener is None:
        return cannot_tell("No C-SSRS is on record.")
    missing = facts.suicide_screener.missing
    if not missing:
        return None
    return cannot_tell(f"The C-SSRS has no answer to {listed(missing)}.", facts.rests_on("suicide_screener"))


def high_tier(facts: ScreeningFacts) -> Answer | None:
    """Looks for intent or a plan in the past month, or suicidal behaviour in the past 3 months."""
    screener = facts.suicide_screener
    # A known high answer speaks at once, even while other questions are still open.
    if screener is None:
        return None
    signs = []
    high = screener.highest_ideation >= facts.limits.of(HIGH_IDEATION)
    if high:
        signs.append(f"suicidal ideation {screener.highest_ideation} of 5 in the past month")
    if screener.behaviour_past_3_months:
        signs.append("suicidal behaviour in the past 3 months")
    if not signs:
        return None
    says = f"The C-SSRS shows {listed(tuple(signs))}: psychiatric evaluation today."
    answer = relative(says, facts.rests_on("suicide_screener"), urgent=True)
    return answer.measured_against(HIGH_IDEATION) if high else answer


def moderate_tier(facts: ScreeningFacts) -> Answer | None:
    """Looks for thoughts of a method, or behaviour longer ago; a higher tier could hide in a gap."""
    screener = facts.suicide_screener
    if screener is None or not _complete(facts):
        return None
    moderate, high = facts.limits.of(MODERATE_IDEATION), facts.limits.of(HIGH_IDEATION)
    if moderate <= screener.highest_ideation < high:
        says = f"The C-SSRS shows suicidal ideation {screener.highest_ideation} of 5."
        return caution(says, facts.rests_on("suicide_screener")).measured_against(MODERATE_IDEATION)
    if screener.behaviour_ever and not screener.behaviour_past_3_months:
        return caution(
            "The C-SSRS shows suicidal behaviour more than 3 months ago.", facts.rests_on("suicide_screener")
        )
    return None


def low_tier(facts: ScreeningFacts) -> Answer | None:
    """Looks for a wish to be dead or unspecific thoughts, in the C-SSRS or in item 9 of the PHQ-9."""
    screener = facts.suicide_screener
    low, moderate = facts.limits.of(LOW_IDEATION), facts.limits.of(MODERATE_IDEATION)
    if screener is not None and _complete(facts) and low <= screener.highest_ideation < moderate:
        says = f"The C-SSRS shows suicidal ideation {screener.highest_ideation} of 5."
        return caution(says, facts.rests_on("suicide_screener")).measured_against(LOW_IDEATION)
    if facts.phq9_item9 is not None and facts.phq9_item9 >= facts.limits.of(ITEM_9):
        return caution(f"PHQ-9 item 9 is {facts.phq9_item9}.", facts.rests_on("phq9_item9")).measured_against(ITEM_9)
    return None


RULES = (
    Rule(
        "SUI-00",
        "No complete C-SSRS",
        "Without it nobody can say how close this person is to suicide.",
        Source.judgement("A C-SSRS or its equal has to be on record before anybody decides."),
        screener_missing,
    ),
    Rule(
        "SUI-01",
        "High risk of suicide",
        "Intent, a plan or recent behaviour calls for a psychiatrist and safety precautions the same day. "
        "It does not exclude by itself: the evaluation decides where treatment can be safe.",
        sources.CSSRS_TRIAGE,
        high_tier,
        compares_with=(HIGH_IDEATION,),
    ),
    Rule(
        "SUI-02",
        "Moderate risk of suicide",
        "Risk can rise between visits; a safety plan and closer contact are needed.",
        sources.CSSRS_TRIAGE,
        moderate_tier,
        compares_with=(MODERATE_IDEATION, HIGH_IDEATION),
    ),
    Rule(
        "SUI-03",
        "Low risk of suicide",
        "Thoughts of death are asked about at every visit.",
        sources.CSSRS_TRIAGE,
        low_tier,
        reads=("phq9_item9",),
        compares_with=(LOW_IDEATION, MODERATE_IDEATION, ITEM_9),
    ),
)
