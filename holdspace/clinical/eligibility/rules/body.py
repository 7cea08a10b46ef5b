"""Age, weight, allergy and stomach: can this body be given the drug?"""

from decimal import Decimal

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import Allergy, ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, caution, relative
from holdspace.clinical.eligibility.rules.psychiatric import named
from holdspace.clinical.sources import Source
from holdspace.clinical.units import Kilograms

ADULT, OLDER, VERY_OLD = 18, 65, 80
HIGH_BMI = Decimal(40)
HEAVIEST = Kilograms(Decimal(120))
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
    return absolute(f"The patient is {facts.age}, under {ADULT}.") if facts.age < ADULT else None


def older(facts: ScreeningFacts) -> Answer | None:
    """Looks for an age from 65 to 79."""
    if facts.age is None or not OLDER <= facts.age < VERY_OLD:
        return None
    return caution(f"The patient is {facts.age}: start low, observe longer.")


def very_old(facts: ScreeningFacts) -> Answer | None:
    """Looks for an age of 80 or more."""
    if facts.age is None or facts.age < VERY_OLD:
        return None
    return relative(f"The patient is {facts.age}, {VERY_OLD} or older.")


def heavy(facts: ScreeningFacts) -> Answer | None:
    """Compares BMI with 40, and weight with 120 kg where the dose goes by weight."""
    if facts.weight is None:
        return cannot_tell("Weight is not recorded.")
    index = facts.body_mass_index
    if index is not None and index >= HIGH_BMI:
        return caution(f"The BMI is {index:.1f}, {HIGH_BMI} or more.", facts.rests_on("weight"))
    if facts.planned_dose_by_weight and facts.weight > HEAVIEST:
        says = f"The weight of {facts.weight} is above {HEAVIEST}, and the dose goes by weight."
        return caution(says, facts.rests_on("weight"))
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
    ),
    Rule(
        "AGE-02",
        "Age from 65 to 79",
        "Older people have more drug in the blood from the same dose.",
        sources.ESKETAMINE_DRUGS_COM,
        older,
        reads=("age",),
    ),
    Rule(
        "AGE-03",
        "Age of 80 or more",
        "Hardly anybody of this age was studied.",
        Source.judgement("From 80 a clearance comes first."),
        very_old,
        reads=("age",),
    ),
    Rule(
        "WT-01",
        "High weight",
        "A dose by full weight gives too much drug: cap it or use ideal weight.",
        Source.judgement("BMI from 40, or above 120 kg with a dose by weight."),
        heavy,
        reads=("body_mass_index",),
    ),
    Rule(
        "ASP-01",
        "Stomach that empties slowly",
        "Food may still be there; fasting has to be longer.",
        Source.recalled("Gastroparesis, severe reflux or a GLP-1 receptor agonist"),
        slow_stomach,
    ),
)
