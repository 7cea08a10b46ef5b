"""Is there a use disorder, and is it what the treatment is for?"""

import re

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import Diagnosis, ScreeningFacts, State, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, caution, relative
from holdspace.clinical.eligibility.rules.psychiatric import named
from holdspace.clinical.eligibility.thresholds import (
    HIGH_AUDIT,
    HIGH_DAST,
    RAISED_AUDIT,
    RAISED_DAST,
    REMISSION_DAYS,
)
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Threshold
from holdspace.clinical.units import about, plain

# Dependence is the moderate or severe disorder; F17 is tobacco.
DEPENDENCE = re.compile(r"F1[0-689]\.2")
USE_DISORDER = re.compile(r"F1[0-689]\.[12]")
IN_REMISSION = re.compile(r"F1[0-689]\.[12]1$")
HALLUCINOGENS = "F16"
KETAMINE_NAMES = re.compile(r"ketamin|phencyclidin|\bpcp\b", re.IGNORECASE)
ALCOHOL, COCAINE = "F10", "F14"


def _coded(each: Diagnosis, pattern: re.Pattern[str]) -> bool:
    return any(pattern.match(code) for code in each.codes)


def ketamine_use_disorder(facts: ScreeningFacts) -> Answer | None:
    """Asks whether ketamine or PCP has ever been a problem."""
    if facts.ketamine_use_disorder:
        return absolute(
            "A ketamine or PCP use disorder is recorded, now or in the past.", facts.rests_on("ketamine_use_disorder")
        )
    # F16 holds all hallucinogens: its text raises the question, and only the recorded answer settles it.
    suspect = facts.matching(lambda each: each.under(HALLUCINOGENS) and bool(KETAMINE_NAMES.search(each.text)), False)
    if suspect and facts.ketamine_use_disorder is None:
        says = f"{suspect[0]} names ketamine or PCP, and whether there was a use disorder is not recorded."
        return cannot_tell(says, named(suspect))
    return None


def _target(facts: ScreeningFacts) -> bool:
    return bool(facts.addiction_is_target and facts.addiction_physician_agrees)


def _covered(facts: ScreeningFacts, each: Diagnosis) -> bool:
    """The protocols treat alcohol and cocaine; no agreement covers another substance."""
    return _target(facts) and each.under(ALCOHOL, COCAINE)


def _in_remission(each: Diagnosis) -> bool:
    return each.state is State.REMISSION or (each.present and _coded(each, IN_REMISSION))


def _lasting(each: Diagnosis, facts: ScreeningFacts) -> bool:
    """Whether the remission is long enough; the code of a remission stands where nobody wrote its date."""
    if each.ended is None:
        return _coded(each, IN_REMISSION)
    return facts.as_of - each.ended.latest >= facts.limits.days(REMISSION_DAYS)


def _early_remission(each: Diagnosis, facts: ScreeningFacts) -> bool:
    return _in_remission(each) and _coded(each, DEPENDENCE) and not _lasting(each, facts)


def _sustained_remission(each: Diagnosis, facts: ScreeningFacts) -> bool:
    return _in_remission(each) and _coded(each, USE_DISORDER) and _lasting(each, facts)


def active_use_disorder(facts: ScreeningFacts) -> Answer | None:
    """Looks for a moderate or severe use disorder that is not what the treatment is for."""
    found = facts.matching(
        lambda each: _coded(each, DEPENDENCE) and not _coded(each, IN_REMISSION) and not _covered(facts, each)
    )
    early = facts.matching(lambda each: _early_remission(each, facts) and not _covered(facts, each), now=False)
    scores, time = _high_scores(facts), _lasting_time(facts)
    signs = (*map(str, found), *(f"{each}, not known to be in remission for {time}" for each in early), *scores)
    if not signs:
        return None
    lines = (*named((*found, *early)), *facts.rests_on("audit", "dast10"))
    against = (*((REMISSION_DAYS,) if early else ()), *scores.values())
    return relative(f"A substance use disorder is active: {listed(signs)}.", lines).measured_against(*against)


def _lasting_time(facts: ScreeningFacts) -> str:
    days = facts.limits.of(REMISSION_DAYS)
    return "a year" if days == REMISSION_DAYS.published else f"{plain(days)} days"


def _high_scores(facts: ScreeningFacts) -> dict[str, Threshold]:
    drugs_are_target = _target(facts) and bool(facts.diagnoses(COCAINE))
    alcohol_is_target = _target(facts) and (bool(facts.diagnoses(ALCOHOL)) or not drugs_are_target)
    return {
        f"{name} {about(score)}": high
        for name, score, high, covered in (
            ("AUDIT", facts.audit, HIGH_AUDIT, alcohol_is_target),
            ("DAST-10", facts.dast10, HIGH_DAST, drugs_are_target),
        )
        if score is not None and score >= facts.limits.of(high) and not covered
    }


def past_or_risky_use(facts: ScreeningFacts) -> Answer | None:
    """Looks for a use disorder in remission for a year, and for risky use."""
    past = facts.matching(lambda each: _sustained_remission(each, facts), now=False)
    scores = {
        f"{name} {about(score)}": (raised, high)
        for name, score, raised, high in (
            ("AUDIT", facts.audit, RAISED_AUDIT, HIGH_AUDIT),
            ("DAST-10", facts.dast10, RAISED_DAST, HIGH_DAST),
        )
        if score is not None and facts.limits.of(raised) <= score < facts.limits.of(high)
    }
    signs = (*map(str, past), *scores)
    if not signs:
        return None
    lines = (*named(past), *facts.rests_on("audit", "dast10"))
    against = (*((REMISSION_DAYS,) if past else ()), *(each for pair in scores.values() for each in pair))
    return caution(f"Past or risky use of a substance: {listed(signs)}.", lines).measured_against(*against)


def use_disorder_is_the_target(facts: ScreeningFacts) -> Answer | None:
    """Asks whether the treatment is for the use disorder, with an addiction physician's agreement."""
    if not _target(facts):
        return None
    return caution(
        "The use disorder is what the treatment is for, and an addiction physician agrees.",
        facts.rests_on("addiction_is_target", "addiction_physician_agrees"),
    )


BANDS = sources.SCORE_NOTES.at("AUDIT and DAST-10 bands")

RULES = (
    Rule(
        "SUD-01",
        "Ketamine or PCP use disorder, ever",
        "The treatment would be the drug itself.",
        sources.BALTIMORE_GROUPS,
        ketamine_use_disorder,
        reads=("ketamine_use_disorder",),
    ),
    Rule(
        "SUD-02",
        "Active substance use disorder",
        "Use between doses makes them dangerous, and ketamine can become the next substance.",
        sources.PSYON,
        active_use_disorder,
        (
            BANDS,
            sources.ESKETAMINE_US_DOSING.at("a history of abuse asks for careful consideration, not for exclusion"),
            Source.judgement("Remission for less than 12 months, or since an unknown date, still counts as active."),
        ),
        reads=("audit", "dast10"),
        compares_with=(HIGH_AUDIT, HIGH_DAST, REMISSION_DAYS),
    ),
    Rule(
        "SUD-03",
        "Past use disorder or risky use",
        "Craving can return; it is asked about at every visit.",
        sources.PSYON.at("One year of abstinence"),
        past_or_risky_use,
        (*REMISSION_DAYS.other_sources, BANDS),
        reads=("audit", "dast10"),
        compares_with=(RAISED_AUDIT, HIGH_AUDIT, RAISED_DAST, HIGH_DAST, REMISSION_DAYS),
    ),
    Rule(
        "SUD-04",
        "Use disorder as the target of treatment",
        "Treatment goes together with the addiction physician's.",
        sources.PSYON,
        use_disorder_is_the_target,
        (sources.DAKWAR_2020, sources.GRABSKI_2022),
    ),
)
