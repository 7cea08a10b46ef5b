"""Could the drug bring on psychosis or mania in this person?"""

import re

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import Diagnosis, ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, caution, relative
from holdspace.clinical.eligibility.thresholds import (
    HIGHEST_POTASSIUM,
    HIGHEST_SODIUM,
    LOWEST_POTASSIUM,
    LOWEST_SODIUM,
    MANIA_CHECK,
    PRODROMAL,
    SALTS,
    UNDERWEIGHT,
)
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Threshold
from holdspace.clinical.units import about, plain, told_apart

MOOD_COVER = (
    "lithium", "valproate", "carbamazepine",
    "olanzapine", "quetiapine", "risperidone", "aripiprazole", "ziprasidone", "asenapine", "cariprazine",
    "haloperidol", "chlorpromazine", "paliperidone",
)  # fmt: skip

# F21 stands with the psychotic disorders in ICD-10-CM (F20 to F29), so it is read as one.
PSYCHOTIC_DISORDER = ("F20", "F21", "F22", "F23", "F24", "F25", "F28", "F29")
PSYCHOTIC_NOW = ("F32.3", "F33.3", "F31.2", "F31.5", "F31.64", "F30.2", "F53.1", "F06.0", "F06.2", "F05")
MANIC_NOW = ("F30", "F31.0", "F31.1", "F31.2", "F31.6")
DISSOCIATIVE = ("F44.0", "F44.1", "F44.2", "F44.8", "F44.9", "F48.1")
SUBSTANCE_INDUCED_PSYCHOSIS = re.compile(r"F1[0-9]\.[0-9]5")


def named(diagnoses: tuple[Diagnosis, ...]) -> tuple[str, ...]:
    """Diagnoses as lines of evidence, with their dates."""
    return tuple(f"{each}{f', since {each.onset}' if each.onset else ''}, {each.state.value}" for each in diagnoses)


def psychotic_disorder(facts: ScreeningFacts) -> Answer | None:
    """Looks for a primary psychotic disorder at any time of life."""
    found = facts.diagnoses(*PSYCHOTIC_DISORDER, now=False)
    if not found:
        return None
    return absolute(f"A psychotic disorder is on the problem list: {listed(found)}.", named(found))


def psychotic_now(facts: ScreeningFacts) -> Answer | None:
    """Looks for psychotic symptoms or delirium today."""
    found = facts.diagnoses(*PSYCHOTIC_NOW)
    if facts.current_psychosis:
        return absolute("Psychotic symptoms are present now.", facts.rests_on("current_psychosis"))
    if found:
        return absolute(f"Psychotic symptoms are present now: {listed(found)}.", named(found))
    if facts.current_psychosis is None:
        return cannot_tell("Whether psychotic symptoms are present now is not recorded.")
    return None


def psychosis_in_the_family(facts: ScreeningFacts) -> Answer | None:
    """Looks for psychosis in parents, siblings and children, and for early signs."""
    if facts.family_psychosis:
        return relative("A first-degree relative has a psychotic disorder.", facts.rests_on("family_psychosis"))
    cut_off = facts.limits.of(PRODROMAL)
    if facts.pq16 is not None and facts.pq16 >= cut_off:
        says = f"The PQ-16 total of {about(facts.pq16)} reaches {plain(cut_off)}."
        return relative(says, facts.rests_on("pq16")).measured_against(PRODROMAL)
    if facts.family_psychosis is None:
        return cannot_tell("Psychosis in parents, siblings or children is not recorded.")
    return None


def manic_now(facts: ScreeningFacts) -> Answer | None:
    """Looks for mania, hypomania or a mixed state today."""
    found = facts.diagnoses(*MANIC_NOW)
    if facts.current_mania:
        return absolute("Mania, hypomania or a mixed state is present now.", facts.rests_on("current_mania"))
    if found:
        return absolute(f"Mania, hypomania or a mixed state is present now: {listed(found)}.", named(found))
    if facts.current_mania is None:
        return cannot_tell("Whether mania, hypomania or a mixed state is present now is not recorded.")
    return None


def bipolar(facts: ScreeningFacts) -> tuple[Diagnosis, ...]:
    """Bipolar disorder, in remission too: the risk of mania stays."""
    return facts.matching(lambda each: each.under("F31") and each.state.value != "past", now=False)


def mood_cover(facts: ScreeningFacts) -> tuple[str, ...]:
    """The medicines that guard against mania in this patient."""
    diagnoses = bipolar(facts)
    second_type_only = bool(diagnoses) and all(each.under("F31.81") for each in diagnoses)
    cover = (*MOOD_COVER, "lamotrigine") if second_type_only else MOOD_COVER
    return tuple(medicine.text for medicine in facts.taking(*cover))


def bipolar_with_cover(facts: ScreeningFacts) -> Answer | None:
    """Looks for bipolar disorder under a mood stabiliser."""
    found, cover = bipolar(facts), mood_cover(facts)
    if not found or not cover:
        return None
    return caution(f"{found[0]} is covered by {listed(cover)}.", named(found))


def bipolar_without_cover(facts: ScreeningFacts) -> Answer | None:
    """Looks for bipolar disorder without a mood stabiliser."""
    found = bipolar(facts)
    if not found or mood_cover(facts):
        return None
    return relative(f"{found[0]} has no mood stabiliser that counts as cover on record.", named(found))


def dissociative_disorder(facts: ScreeningFacts) -> Answer | None:
    """Looks for a primary dissociative disorder."""
    found = facts.diagnoses(*DISSOCIATIVE)
    return relative(f"A dissociative disorder is present: {listed(found)}.", named(found)) if found else None


def severe_personality_disorder(facts: ScreeningFacts) -> Answer | None:
    """Looks for a personality disorder that was graded severe."""
    found = facts.matching(lambda each: each.under("F60") and each.severe)
    return relative(f"A severe personality disorder is present: {listed(found)}.", named(found)) if found else None


def substance_induced_psychosis(facts: ScreeningFacts) -> Answer | None:
    """Looks for psychosis brought on by a substance, now or in the past."""
    found = facts.matching(lambda each: any(SUBSTANCE_INDUCED_PSYCHOSIS.match(code) for code in each.codes), now=False)
    return relative(f"A substance has brought on psychosis: {listed(found)}.", named(found)) if found else None


def unsafe_eating_disorder(facts: ScreeningFacts) -> Answer | None:
    """Looks for an eating disorder with a very low weight or unsettled salts."""
    found = facts.diagnoses("F50")
    signs = {**_very_thin(facts), **_unsettled_salts(facts)}
    if not found or not signs:
        return None
    lines = (*named(found), *facts.rests_on("weight", "sodium", "potassium"))
    against = (each for pair in signs.values() for each in pair)
    return relative(f"{found[0]}, with {listed(tuple(signs))}.", lines).measured_against(*against)


Signs = dict[str, tuple[Threshold, ...]]


def _very_thin(facts: ScreeningFacts) -> Signs:
    index, limit = facts.body_mass_index, facts.limits.of(UNDERWEIGHT)
    if index is None or index >= limit:
        return {}
    return {f"a BMI of {told_apart(index, limit)}, below {plain(limit)}": (UNDERWEIGHT,)}


def _unsettled_salts(facts: ScreeningFacts) -> Signs:
    signs: Signs = {}
    for name, value, low, high in (
        ("sodium", facts.sodium, LOWEST_SODIUM, HIGHEST_SODIUM),
        ("potassium", facts.potassium, LOWEST_POTASSIUM, HIGHEST_POTASSIUM),
    ):
        lowest, highest = facts.limits.of(low), facts.limits.of(high)
        if value is not None and not lowest <= value <= highest:
            crossed = lowest if value < lowest else highest
            signs[f"{name} {told_apart(value, crossed)} mmol/L, outside {plain(lowest)} to {plain(highest)}"] = (
                low,
                high,
            )
    return signs


def asks_for_a_look_at_mania(facts: ScreeningFacts) -> tuple[str, ...]:
    """What a high ASRM asks for: a clinical look, for the total alone finds nothing."""
    limit = facts.limits.of(MANIA_CHECK)
    if facts.asrm is None or facts.asrm < limit:
        return ()
    return (f"The ASRM total of {about(facts.asrm)} reaches {plain(limit)}: look for mania (PSY-04).",)


COVER_LIST = Source.judgement(
    "Cover is lithium, valproate, carbamazepine or an antipsychotic used against mania; lamotrigine for type II only."
)

RULES = (
    Rule(
        "PSY-01",
        "Psychotic disorder, now or in the past",
        "Ketamine can bring psychosis back or make it worse.",
        sources.PSYON,
        psychotic_disorder,
        (sources.CAROLINA_CENTER, sources.BALTIMORE_GROUPS),
    ),
    Rule(
        "PSY-02",
        "Psychotic symptoms or delirium now",
        "Ketamine deepens psychotic symptoms, whatever their cause.",
        sources.TORONTO_CLINIC,
        psychotic_now,
    ),
    Rule(
        "PSY-03",
        "Psychosis in the close family, or early signs",
        "A close relative with psychosis, or early signs, raise the risk that the drug uncovers one.",
        sources.PSYON,
        psychosis_in_the_family,
        (sources.TEMENOS, PRODROMAL.source),
        reads=("pq16",),
        compares_with=(PRODROMAL,),
    ),
    Rule(
        "PSY-04",
        "Mania, hypomania or mixed state now",
        "A quick lift of mood can tip mania further.",
        sources.CAROLINA_CENTER,
        manic_now,
        (sources.TEMENOS, MANIA_CHECK.source),
        compares_with=(MANIA_CHECK,),
    ),
    Rule(
        "PSY-05",
        "Bipolar disorder with a mood stabiliser",
        "Mood can swing up after a dose; the mood stabiliser has to go on and mood has to be watched.",
        sources.OSMIND_GUIDE,
        bipolar_with_cover,
        (COVER_LIST,),
    ),
    Rule(
        "PSY-06",
        "Bipolar disorder without a mood stabiliser",
        "Without a mood stabiliser a dose can bring on mania.",
        sources.OSMIND_GUIDE,
        bipolar_without_cover,
        (sources.TEMENOS, COVER_LIST),
    ),
    Rule(
        "PSY-07",
        "Dissociative disorder",
        "The drug dissociates; somebody who already does may not find the way back easily.",
        sources.CAROLINA_CENTER,
        dissociative_disorder,
        (
            sources.BALTIMORE_GROUPS,
            Source.judgement(
                "Both sources exclude; graded here as needing clearance. Conversion disorders do not count."
            ),
        ),
    ),
    Rule(
        "PSY-08",
        "Severe personality disorder",
        "The work needs steady co-operation and holding.",
        sources.PSYON,
        severe_personality_disorder,
        (sources.BALTIMORE_GROUPS,),
    ),
    Rule(
        "PSY-09",
        "Psychosis brought on by a substance",
        "A mind that once answered a substance with psychosis may do so again.",
        sources.PSYON,
        substance_induced_psychosis,
    ),
    Rule(
        "PSY-10",
        "Eating disorder with very low weight or unsettled salts",
        "A starved heart is easily thrown out of rhythm.",
        Source.recalled("Eating disorder with BMI below 16 or unstable electrolytes"),
        unsafe_eating_disorder,
        (SALTS,),
        compares_with=(UNDERWEIGHT, LOWEST_SODIUM, HIGHEST_SODIUM, LOWEST_POTASSIUM, HIGHEST_POTASSIUM),
    ),
)
