"""Is it safe to open somebody up today?"""

from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.instruments import Incomplete
from holdspace.clinical.monitoring.measured import CLOCK_TOLERANCE
from holdspace.clinical.monitoring.numbers import ASKED_HOURS
from holdspace.clinical.monitoring.same_day.facts import SameDayFacts
from holdspace.clinical.sources import CSSRS_TRIAGE


def suicide_risk(facts: SameDayFacts) -> Finding | None:
    """A session can loosen despair as well as relief, so risk is asked anew each time."""
    because = "A session stirs strong feelings; acute risk needs a psychiatrist, not a dose."
    level, says, urgent = _risk(facts)
    if level is None:
        return None
    too_old = facts.c_ssrs is not None and says.startswith("The C-SSRS was not asked today")
    against = (ASKED_HOURS,) if too_old else ()
    return facts.found("DAY-09", level, says, because, CSSRS_TRIAGE, urgent=urgent, against=against)


def _risk(facts: SameDayFacts) -> tuple[Level | None, str, bool]:
    asked = facts.c_ssrs
    if asked is None:
        return Level.CANNOT_TELL, "The C-SSRS since last visit is not recorded.", False
    tiers = {alert.tier for alert in asked.value.alerts}
    if "high" in tiers:
        return Level.HOLD, "The C-SSRS is in the high tier. No dose; psychiatric evaluation today.", True
    if asked.at > facts.at + CLOCK_TOLERANCE:
        return Level.CANNOT_TELL, "The C-SSRS is recorded later than now. Check its time.", False
    if facts.at - asked.at > facts.limits.hours(ASKED_HOURS):
        return Level.CANNOT_TELL, "The C-SSRS was not asked today. Ask it again.", False
    if isinstance(asked.value, Incomplete):
        return Level.CANNOT_TELL, "The C-SSRS since last visit is not complete.", False
    if "moderate" in tiers:
        says = "The C-SSRS is in the moderate tier. A clinician goes through the safety plan before the dose."
        return Level.CAUTION, says, False
    return None, "", False
