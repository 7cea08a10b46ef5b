"""How close is this person to suicide, and what has to happen first?"""

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, cannot_tell, caution, relative
from holdspace.clinical.sources import Source

HIGH_IDEATION = 4
MODERATE_IDEATION = 3


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
    if screener.highest_ideation >= HIGH_IDEATION:
        signs.append(f"suicidal ideation {screener.highest_ideation} of 5 in the past month")
    if screener.behaviour_past_3_months:
        signs.append("suicidal behaviour in the past 3 months")
    if not signs:
        return None
    says = f"The C-SSRS shows {listed(tuple(signs))}: psychiatric evaluation today."
    return relative(says, facts.rests_on("suicide_screener"), urgent=True)


def moderate_tier(facts: ScreeningFacts) -> Answer | None:
    """Looks for thoughts of a method, or behaviour longer ago; a higher tier could hide in a gap."""
    screener = facts.suicide_screener
    if screener is None or not _complete(facts):
        return None
    if screener.highest_ideation == MODERATE_IDEATION:
        return caution("The C-SSRS shows suicidal ideation 3 of 5.", facts.rests_on("suicide_screener"))
    if screener.behaviour_ever and not screener.behaviour_past_3_months:
        return caution(
            "The C-SSRS shows suicidal behaviour more than 3 months ago.", facts.rests_on("suicide_screener")
        )
    return None


def low_tier(facts: ScreeningFacts) -> Answer | None:
    """Looks for a wish to be dead or unspecific thoughts, in the C-SSRS or in item 9 of the PHQ-9."""
    screener = facts.suicide_screener
    if screener is not None and _complete(facts) and screener.highest_ideation in (1, 2):
        says = f"The C-SSRS shows suicidal ideation {screener.highest_ideation} of 5."
        return caution(says, facts.rests_on("suicide_screener"))
    if facts.phq9_item9:
        return caution(f"PHQ-9 item 9 is {facts.phq9_item9}.", facts.rests_on("phq9_item9"))
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
    ),
    Rule(
        "SUI-02",
        "Moderate risk of suicide",
        "Risk can rise between visits; a safety plan and closer contact are needed.",
        sources.CSSRS_TRIAGE,
        moderate_tier,
    ),
    Rule(
        "SUI-03",
        "Low risk of suicide",
        "Thoughts of death are asked about at every visit.",
        sources.CSSRS_TRIAGE,
        low_tier,
        reads=("phq9_item9",),
    ),
)
