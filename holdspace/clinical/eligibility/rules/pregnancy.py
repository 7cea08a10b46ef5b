"""Is a child exposed?"""

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import Diagnosis, ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, relative
from holdspace.clinical.eligibility.rules.psychiatric import named
from holdspace.clinical.eligibility.thresholds import LONGEST_PREGNANCY, OLDEST_MOTHER, YOUNGEST_MOTHER
from holdspace.clinical.thresholds import Threshold

PREGNANT = ("Z33.1", "Z34", "Z3A", "O00", "O01", "O02", *(f"O{number:02}" for number in range(9, 49)))


def _pregnancy(facts: ScreeningFacts, each: Diagnosis) -> bool:
    longest = facts.limits.days(LONGEST_PREGNANCY)
    over = each.onset is not None and facts.as_of - each.onset.latest > longest
    return each.under(*PREGNANT) and not over


def pregnant(facts: ScreeningFacts) -> Answer | None:
    """Looks for a positive test, a stated pregnancy or one on the problem list."""
    found = facts.matching(lambda each: _pregnancy(facts, each))
    lines = (*facts.rests_on("pregnancy_test_positive"), *named(found))
    if facts.pregnancy_test_positive:
        return absolute("The pregnancy test is positive.", lines)
    if facts.pregnancy_status or found:
        answer = absolute(f"A pregnancy is recorded{f': {listed(found)}' if found else ''}.", lines)
        return answer.measured_against(LONGEST_PREGNANCY) if found else answer
    return None


def is_known(facts: ScreeningFacts) -> bool | None:
    """Whether there is a pregnancy: yes, no, or nobody can tell as it is possible and no test rules it out."""
    if pregnant(facts) is not None:
        return True
    return None if no_pregnancy_test(facts) is not None else False


def breastfeeding(facts: ScreeningFacts) -> Answer | None:
    """Asks whether a child is breastfed."""
    if facts.breastfeeding:
        return relative("The patient is breastfeeding.", facts.rests_on("breastfeeding"))
    if facts.breastfeeding is None and facts.could_be_pregnant:
        return cannot_tell("Whether the patient is breastfeeding is not recorded.", against=_assumed(facts))
    return None


def no_pregnancy_test(facts: ScreeningFacts) -> Answer | None:
    """Asks for a test where a pregnancy is possible."""
    if facts.pregnancy_test_positive is not None or not facts.could_be_pregnant:
        return None
    lines = facts.rests_on("pregnancy_test_positive", "childbearing_potential")
    if facts.pregnancy_unclear:
        return cannot_tell("The last pregnancy test was positive, and the status given later is not pregnant.", lines)
    return cannot_tell("A pregnancy is possible, and no test result is recorded.", lines, against=_assumed(facts))


def _assumed(facts: ScreeningFacts) -> tuple[Threshold, ...]:
    """The ages were asked only where nobody said whether a pregnancy is possible."""
    asked = facts.childbearing_potential is None and facts.age is not None
    return (YOUNGEST_MOTHER, OLDEST_MOTHER) if asked else ()


RULES = (
    Rule(
        "PREG-01",
        "Pregnancy",
        "The drug reaches the child.",
        sources.PSYON,
        pregnant,
        (sources.CAROLINA_CENTER, sources.ESKETAMINE_US_SUMMARY),
        compares_with=(LONGEST_PREGNANCY,),
    ),
    Rule(
        "PREG-02",
        "Breastfeeding",
        "The drug passes into milk; waiting is the usual answer.",
        sources.ESKETAMINE_US_LABEL_2019,
        breastfeeding,
        (sources.PSYON.at("listed there as a contraindication"),),
        compares_with=(YOUNGEST_MOTHER, OLDEST_MOTHER),
    ),
    Rule(
        "PREG-03",
        "No pregnancy test",
        "An early pregnancy shows in no other way.",
        sources.ESKETAMINE_US_SUMMARY.at("Pregnancy planning and prevention"),
        no_pregnancy_test,
        (YOUNGEST_MOTHER.source,),
        compares_with=(YOUNGEST_MOTHER, OLDEST_MOTHER),
    ),
)
