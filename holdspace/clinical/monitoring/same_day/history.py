"""What has happened since the last visit, and what did the patient take, eat and drink?"""

from datetime import datetime, timedelta

from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.monitoring.bibliography import SPRAVATO_WINDOW, TIME_OUT_LIMITS
from holdspace.clinical.monitoring.measured import CLOCK_TOLERANCE, minutes
from holdspace.clinical.monitoring.numbers import (
    BREATH_ALCOHOL,
    DRINK_BEFORE,
    DRINK_BEFORE_SPRAY,
    FOOD_BEFORE,
    FOOD_BEFORE_SPRAY,
    PREGNANCY_TEST_DAYS,
)
from holdspace.clinical.monitoring.same_day.facts import Change, Fasting, SameDayFacts, Substance
from holdspace.clinical.sources import ISHA_CONSENT, Source
from holdspace.clinical.thresholds import Threshold
from holdspace.clinical.thresholds.shared import DEPRESSANT_HOURS, PSYCHEDELIC_DAYS
from holdspace.clinical.units import plain

NEVER_AGREED = frozenset({Substance.ALCOHOL})


def fasting(facts: SameDayFacts) -> Finding | None:
    """A full stomach under a drug that dulls the throat's reflexes can end in the lungs."""
    because = "Nausea is common, and vomit can reach the lungs of somebody who is drowsy."
    needed, against = _fasting_for(facts)
    source = against[0].source
    too_soon = [
        *_too_soon("food", facts.last_food_at, needed.food, facts.at),
        *_too_soon("drink", facts.last_drink_at, needed.drink, facts.at),
    ]
    unknown = [
        *_unknown_time("Last food", facts.last_food_at, facts.at),
        *_unknown_time("Last drink", facts.last_drink_at, facts.at),
    ]
    if too_soon:
        return facts.found("DAY-08", Level.HOLD, " ".join(too_soon), because, source, against=against)
    if unknown:
        return facts.found("DAY-08", Level.CANNOT_TELL, " ".join(unknown), because, source)
    return None


def changes_since_last_visit(facts: SameDayFacts) -> Finding | None:
    """The plan was made for the patient of that day; a change can overtake it."""
    because = "The evaluation and the plan rest on what was true then."
    source = TIME_OUT_LIMITS.at(f"session checklist after {SPRAVATO_WINDOW.text}")
    yes = [change.label for change in Change if facts.changes.get(change)]
    if yes and not facts.changes_signed_off:
        says = f"Since the last visit: {', '.join(yes)}. A clinician signs off before the dose."
        return facts.found("DAY-10", Level.HOLD, says, because, source, rests_on=tuple(yes))
    open_questions = [change.label for change in Change if facts.changes.get(change) is None]
    if open_questions:
        says = f"Not asked since the last visit: {', '.join(open_questions)}."
        return facts.found("DAY-10", Level.CANNOT_TELL, says, because, source)
    return None


def pregnancy(facts: SameDayFacts) -> Finding | None:
    """The drug is not given in pregnancy, and a test says so only for its own day."""
    because = "The drug may harm an unborn child."
    level, says = _pregnancy(facts)
    if level is None:
        return None
    against = (PREGNANCY_TEST_DAYS,) if " days old" in says else ()
    return facts.found("DAY-11", level, says, because, TIME_OUT_LIMITS, against=against)


def substances(facts: SameDayFacts) -> Finding | None:
    """Sedatives add up, stimulants push the pressure further."""
    because = "Within a day, sedatives deepen sedation and stimulants add to the rise in blood pressure."
    taken = _substances_in_the_way(facts)
    if taken:
        says = f"Taken within {plain(facts.limits.of(DEPRESSANT_HOURS))} hours: {', '.join(taken)}. No dose today."
        against = (DEPRESSANT_HOURS, *((BREATH_ALCOHOL,) if _breath(facts) else ()))
        return facts.found("DAY-12", Level.HOLD, says, because, ISHA_CONSENT, rests_on=tuple(taken), against=against)
    unknown = [one.label for one in Substance if facts.substances.get(one) is None]
    if unknown:
        says = f"Not asked for the last 24 hours: {', '.join(unknown)}."
        return facts.found("DAY-12", Level.CANNOT_TELL, says, because, ISHA_CONSENT)
    return None


def other_psychedelics(facts: SameDayFacts) -> Finding | None:
    """One journey is enough for a week."""
    because = "A second psychedelic within a week adds to the psychological load."
    if facts.psychedelic_in_last_week is None:
        says = "Another psychedelic in the last 7 days was not asked about."
        return facts.found("DDI-22", Level.CANNOT_TELL, says, because, ISHA_CONSENT)
    if facts.psychedelic_in_last_week:
        days = plain(facts.limits.of(PSYCHEDELIC_DAYS))
        says = f"Another psychedelic was taken in the last {days} days. No dose today."
        return facts.found("DDI-22", Level.HOLD, says, because, ISHA_CONSENT, against=(PSYCHEDELIC_DAYS,))
    return None


def respiratory_infection(facts: SameDayFacts) -> Finding | None:
    """An inflamed airway goes into spasm more easily."""
    because = "A cold or throat infection makes the airway react; the drug adds saliva."
    source = Source.recalled("Anaesthetic practice: active infection of the upper airway")
    if facts.respiratory_infection is None:
        says = "A cold or throat infection was not asked about."
        return facts.found("DAY-13", Level.CANNOT_TELL, says, because, source)
    if facts.respiratory_infection:
        says = "The patient has an active infection of the upper airway. No dose today."
        return facts.found("DAY-13", Level.HOLD, says, because, source)
    return None


def _fasting_for(facts: SameDayFacts) -> tuple[Fasting, tuple[Threshold, Threshold]]:
    food, drink = (FOOD_BEFORE_SPRAY, DRINK_BEFORE_SPRAY) if facts.route == "in" else (FOOD_BEFORE, DRINK_BEFORE)
    usual = Fasting(facts.limits.hours(food), facts.limits.minutes(drink))
    ordered = facts.longer_fast or usual
    # An order can lengthen the fast, never shorten it.
    return Fasting(max(usual.food, ordered.food), max(usual.drink, ordered.drink)), (food, drink)


def _too_soon(what: str, last: datetime | None, needed: timedelta, at: datetime) -> list[str]:
    if last is None or at - last >= needed or last > at + CLOCK_TOLERANCE:
        return []
    return [f"Last {what} {minutes(max(at - last, timedelta(0)))} ago; {minutes(needed)} are needed."]


def _unknown_time(what: str, last: datetime | None, at: datetime) -> list[str]:
    if last is None:
        return [f"{what} is not recorded."]
    return [f"{what} is recorded later than now. Check its time."] if last > at + CLOCK_TOLERANCE else []


def _pregnancy(facts: SameDayFacts) -> tuple[Level | None, str]:
    test = facts.pregnancy_test
    if test is not None and test.positive:
        return Level.HOLD, "The pregnancy test is positive. No dose."
    if facts.could_become_pregnant is False:
        return None, ""
    if facts.could_become_pregnant is None:
        return Level.CANNOT_TELL, "Whether the patient could become pregnant is not recorded."
    if test is None:
        return Level.CANNOT_TELL, "No pregnancy test is recorded. Test before the dose."
    if test.on is None:
        return Level.CANNOT_TELL, "The day of the pregnancy test is not recorded."
    age = (facts.on - test.on).days
    if age < 0:
        return Level.CANNOT_TELL, "The pregnancy test is dated after today. Check its date."
    good_for = facts.limits.of(PREGNANCY_TEST_DAYS)
    if age > good_for:
        says = f"The pregnancy test is {age} days old; it is good for {plain(good_for)}. Test again before the dose."
        return Level.HOLD, says
    return _missed_period(facts, age)


def _missed_period(facts: SameDayFacts, age: int) -> tuple[Level | None, str]:
    """A test of today answers the question; an older one leaves it open."""
    if age == 0 or facts.missed_period is False:
        return None, ""
    if facts.missed_period is None:
        return Level.CANNOT_TELL, "Whether a period was missed since the pregnancy test was not asked."
    return Level.HOLD, "A period was missed since the pregnancy test. Test again before the dose."


def _substances_in_the_way(facts: SameDayFacts) -> list[str]:
    agreed = facts.agreed_substances - NEVER_AGREED
    taken = [one.label for one in Substance if facts.substances.get(one) and one not in agreed]
    if _breath(facts):
        taken.append("alcohol on the breath")
    return taken


def _breath(facts: SameDayFacts) -> bool:
    return facts.breath_alcohol is not None and facts.breath_alcohol > facts.limits.of(BREATH_ALCOHOL)
