"""Is there pressure, injury, decline or fits in the brain, or pressure in the eye?"""

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import Diagnosis, ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, caution, relative
from holdspace.clinical.eligibility.rules.psychiatric import named
from holdspace.clinical.eligibility.thresholds import DEMENTIA_BELOW, NORMAL_FROM, SEIZURE_FREE
from holdspace.clinical.sources import Source
from holdspace.clinical.units import about, plain

RAISED_PRESSURE_OR_MASS = (
    "G93.2", "G93.5", "G93.6", "C70.0", "C70.9", "C71", "C79.31", "C79.32", "D32.0", "D33.0", "D33.1", "D33.2",
    "D42.0", "D43.0", "D43.1", "D43.2", "G06.0", "I62.0", "I62.1",
)  # fmt: skip
HYDROCEPHALUS, SHUNT = "G91", "Z98.2"
DEMENTIA = ("F01", "F02", "F03", "G30", "G31.0", "G31.83")
EYE = ("H40", "H42", "S05", "Z48.810")


def _pressing(facts: ScreeningFacts, each: Diagnosis) -> bool:
    # "Untreated" hydrocephalus: a shunt on the problem list is its treatment.
    drained = bool(facts.diagnoses(SHUNT, now=False))
    return each.under(*RAISED_PRESSURE_OR_MASS) or (each.under(HYDROCEPHALUS) and not drained)


def pressure_in_the_skull(facts: ScreeningFacts) -> Answer | None:
    """Looks for raised pressure in the skull, hydrocephalus without a shunt, and masses."""
    found = facts.matching(lambda each: _pressing(facts, each))
    if not found:
        return None
    return absolute(f"Pressure or a mass inside the skull is present: {listed(found)}.", named(found))


def seizures(facts: ScreeningFacts) -> Answer | None:
    """Looks for a seizure disorder, and for how long it has been quiet."""
    found = facts.diagnoses("G40")
    if not found:
        return None
    last = facts.last_seizure
    if last is None:
        return relative(f"{found[0]}; the date of the last seizure is not recorded.", named(found))
    if facts.as_of - last.latest < facts.limits.days(SEIZURE_FREE):
        says = f"{found[0]}; the last seizure was in the past {_seizure_free_time(facts)}: {last}."
        return relative(says, named(found)).measured_against(SEIZURE_FREE)
    return caution(f"{found[0]}; free of seizures since {last}.", named(found)).measured_against(SEIZURE_FREE)


def _seizure_free_time(facts: ScreeningFacts) -> str:
    days = facts.limits.of(SEIZURE_FREE)
    return "6 months" if days == SEIZURE_FREE.published else f"{plain(days)} days"


def brain_injury(facts: ScreeningFacts) -> Answer | None:
    """Looks for a brain injury that still gives symptoms."""
    found = facts.diagnoses("S06", "F07.81")
    return relative(f"A brain injury is active: {listed(found)}.", named(found)) if found else None


def dementia(facts: ScreeningFacts) -> Answer | None:
    """Looks for dementia, or a MoCA below 18."""
    found = facts.diagnoses(*DEMENTIA)
    if found:
        return relative(f"A major neurocognitive disorder is present: {listed(found)}.", named(found))
    limit = facts.limits.of(DEMENTIA_BELOW)
    if facts.moca is not None and facts.moca < limit:
        says = f"The MoCA of {about(facts.moca)} is below {plain(limit)}."
        return relative(says, facts.rests_on("moca")).measured_against(DEMENTIA_BELOW)
    return None


def weak_cognition(facts: ScreeningFacts) -> Answer | None:
    """Looks for a MoCA between 18 and 25."""
    weak, normal = facts.limits.of(DEMENTIA_BELOW), facts.limits.of(NORMAL_FROM)
    if facts.moca is None or not weak <= facts.moca < normal:
        return None
    answer = caution(f"The MoCA of {about(facts.moca)} is below {plain(normal)}.", facts.rests_on("moca"))
    return answer.measured_against(DEMENTIA_BELOW, NORMAL_FROM)


def pressure_in_the_eye(facts: ScreeningFacts) -> Answer | None:
    """Looks for glaucoma, eye injury and aftercare of eye surgery."""
    found = facts.diagnoses(*EYE)
    return relative(f"An eye condition is present: {listed(found)}.", named(found)) if found else None


RULES = (
    Rule(
        "NEU-01",
        "Raised pressure or a mass inside the skull",
        "Ketamine may raise pressure inside the skull.",
        sources.KETALAR_SUMMARY,
        pressure_in_the_skull,
        (sources.ESKETAMINE_US_WARNINGS, sources.CAROLINA_CENTER),
    ),
    Rule(
        "NEU-02",
        "Seizure disorder",
        "The drug and the excitement can lower the threshold for a seizure.",
        SEIZURE_FREE.source,
        seizures,
        compares_with=(SEIZURE_FREE,),
    ),
    Rule(
        "NEU-03",
        "Brain injury with symptoms",
        "An injured brain bears less, and the drug hides its signs.",
        sources.TORONTO_CLINIC,
        brain_injury,
    ),
    Rule(
        "NEU-04",
        "Dementia, or MoCA below 18",
        "Consent, orientation and recovery may not hold.",
        sources.TORONTO_CLINIC,
        dementia,
        (DEMENTIA_BELOW.source,),
        reads=("moca",),
        compares_with=(DEMENTIA_BELOW,),
    ),
    Rule(
        "NEU-05",
        "MoCA from 18 to 25",
        "Orientation may take longer to return.",
        NORMAL_FROM.source,
        weak_cognition,
        reads=("moca",),
        compares_with=(DEMENTIA_BELOW, NORMAL_FROM),
    ),
    Rule(
        "EYE-01",
        "Glaucoma, eye injury or recent eye surgery",
        "The drug can raise pressure in the eye. With angle closure or an open eye injury a physician treats it as "
        "a reason not to treat.",
        sources.KETALAR_SUMMARY,
        pressure_in_the_eye,
        (
            Source.judgement(
                "The source lists raised pressure in the eye as a caution; clearance comes first, and a physician may "
                "treat angle closure or an open injury as a reason not to treat."
            ),
        ),
    ),
)
