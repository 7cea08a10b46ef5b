"""Age, weight, allergy and stomach: can this body be given the drug?"""

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import Allergy, ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, caution, relative
from holdspace.clinical.eligibility.rules.psychiatric import named
from holdspace.clinical.eligibility.thresholds import ADULT, HEAVIEST, HIGH_BMI, OLDER, VERY_OLD
from holdspace.clinical.sources import Source
from holdspace.clinical.units import Kilograms, plain, told_apart

KETAMINE_CODES = {"6130", "2119365"}
KETAMINE_NAMES = ("ketamin", "ketalar", "spravato", "benzethonium")
GLP_1 = ("semaglutide", "liraglutide", "dulaglutide", "exenatide", "lixisenatide", "tirzepatide")


def _to_ketamine(allergy: Allergy) -> bool:
    return bool(KETAMINE_CODES & set(allergy.rxnorm)) or any(name in allergy.text.lower() for name in KETAMINE_NAMES)


def allergy_to_ketamine(facts: ScreeningFacts) -> Answer | None:
    """Looks for hypersensitivity to ketamine, esketamine or what they come with."""
    if facts.allergies is None:
        return cannot_tell("Allergies are not recorded; “none known” would be an answer.")
    found = tuple(allergy.text for allergy in facts.allergies if _to_ketamine(allergy))
    return absolute(f"An allergy to ketamine is recorded: {listed(found)}.", found) if found else None


def too_young(facts: ScreeningFacts) -> Answer | None:
    """Compares age with 18."""
    if facts.age is None:
        return cannot_tell("The birth date is not recorded.")
    adult = facts.limits.of(ADULT)
    if facts.age >= adult:
        return None
    return absolute(f"The patient is {facts.age}, under {plain(adult)}.").measured_against(ADULT)


def older(facts: ScreeningFacts) -> Answer | None:
    """Looks for an age from 65 to 79."""
    older, very_old = facts.limits.of(OLDER), facts.limits.of(VERY_OLD)
    if facts.age is None or not older <= facts.age < very_old:
        return None
    return caution(f"The patient is {facts.age}: start low, observe longer.").measured_against(OLDER, VERY_OLD)


def very_old(facts: ScreeningFacts) -> Answer | None:
    """Looks for an age of 80 or more."""
    very_old = facts.limits.of(VERY_OLD)
    if facts.age is None or facts.age < very_old:
        return None
    return relative(f"The patient is {facts.age}, {plain(very_old)} or older.").measured_against(VERY_OLD)


def heavy(facts: ScreeningFacts) -> Answer | None:
    """Compares BMI with 40, and weight with 120 kg where the dose goes by weight."""
    if facts.weight is None:
        return cannot_tell("Weight is not recorded.")
    index, high = facts.body_mass_index, facts.limits.of(HIGH_BMI)
    if index is not None and index >= high:
        says = f"The BMI is {told_apart(index, high)}, {plain(high)} or more."
        return caution(says, facts.rests_on("weight")).measured_against(HIGH_BMI)
    heaviest = Kilograms(facts.limits.of(HEAVIEST))
    if facts.planned_dose_by_weight and facts.weight > heaviest:
        says = f"The weight of {facts.weight} is above {heaviest}, and the dose goes by weight."
        return caution(says, facts.rests_on("weight")).measured_against(HEAVIEST)
    return None


def slow_stomach(facts: ScreeningFacts) -> Answer | None:
    """Looks for gastroparesis, severe reflux and GLP-1 medicines."""
    found = facts.matching(lambda each: each.under("K31.84") or (each.under("K21") and each.severe))
    reasons = (*map(str, found), *(each.text for each in facts.taking(*GLP_1)))
    return caution(f"The stomach empties slowly: {listed(reasons)}.", named(found)) if reasons else None


RULES = (
    Rule(
        "ALL-01",
        "Allergy to ketamine",
        "A second contact can be fatal.",
        sources.ESKETAMINE_US_SUMMARY.at("Contraindications"),
        allergy_to_ketamine,
        (sources.ESKETAMINE_US_LABEL_2019, sources.KETALAR_SUMMARY),
    ),
    Rule(
        "AGE-01",
        "Under 18",
        "This system and the studies it rests on are for adults.",
        sources.ESKETAMINE_US_SUMMARY,
        too_young,
        (sources.PSYON, sources.BALTIMORE_GROUPS),
        compares_with=(ADULT,),
    ),
    Rule(
        "AGE-02",
        "Age from 65 to 79",
        "Older people have more drug in the blood from the same dose.",
        sources.ESKETAMINE_DRUGS_COM,
        older,
        reads=("age",),
        compares_with=(OLDER, VERY_OLD),
    ),
    Rule(
        "AGE-03",
        "Age of 80 or more",
        "Hardly anybody of this age was studied.",
        Source.judgement("From 80 a clearance comes first."),
        very_old,
        reads=("age",),
        compares_with=(VERY_OLD,),
    ),
    Rule(
        "WT-01",
        "High weight",
        "A dose by full weight gives too much drug: cap it or use ideal weight.",
        Source.judgement("BMI from 40, or above 120 kg with a dose by weight."),
        heavy,
        reads=("body_mass_index",),
        compares_with=(HIGH_BMI, HEAVIEST),
    ),
    Rule(
        "ASP-01",
        "Stomach that empties slowly",
        "Food may still be there; fasting has to be longer.",
        Source.recalled("Gastroparesis, severe reflux or a GLP-1 receptor agonist"),
        slow_stomach,
    ),
)
