"""Is it safe to open somebody up today?"""

from datetime import timedelta

from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.instruments import Incomplete
from holdspace.clinical.monitoring.measured import CLOCK_TOLERANCE
from holdspace.clinical.monitoring.same_day.facts import SameDayFacts
from holdspace.clinical.sources import CSSRS_TRIAGE

# Long enough for a form filled on the way here, too short for yesterday's. Our judgement.
ASKED_TODAY = timedelta(hours=12)


def suicide_risk(facts: SameDayFacts) -> Finding | None:
    """A session can loosen despair as well as relief, so risk is asked anew each time."""
    because = "A session stirs strong feelings; acute risk needs a psychiatrist, not a dose."
    level, says, urgent = _risk(facts)
    if level is None:
        return None
    return Finding("DAY-09", level, says, because, CSSRS_TRIAGE, urgent=urgent)


def _risk(facts: SameDayFacts) -> tuple[Level | None, str, bool]:
    asked = facts.c_ssrs
    if asked is None:
        return Level.CANNOT_TELL, "The C-SSRS since last visit is not recorded.", False
    tiers = {alert.tier for alert in asked.value.alerts}
    if "high" in tiers:
        return Level.HOLD, "The C-SSRS is in the high tier. No dose; psychiatric evaluation today.", True
    if asked.at > facts.at + CLOCK_TOLERANCE:
        return Level.CANNOT_TELL, "The C-SSRS is recorded later than now. Check its time.", False
    if facts.at - asked.at > ASKED_TODAY:
        return Level.CANNOT_TELL, "The C-SSRS was not asked today. Ask it again.", False
    if isinstance(asked.value, Incomplete):
        return Level.CANNOT_TELL, "The C-SSRS since last visit is not complete.", False
    if "moderate" in tiers:
        says = "The C-SSRS is in the moderate tier. A clinician goes through the safety plan before the dose."
        return Level.CAUTION, says, False
    return None, "", False
