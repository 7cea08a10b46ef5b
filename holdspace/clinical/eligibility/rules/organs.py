"""Do thyroid, liver, kidney and bladder bear the drug and clear it?"""

from holdspace.clinical import sources
from holdspace.clinical.eligibility.facts import ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, caution, relative
from holdspace.clinical.eligibility.rules.psychiatric import named
from holdspace.clinical.eligibility.thresholds import (
    BLADDER_SYMPTOMS,
    LOW_EGFR,
    RAISED_BILIRUBIN,
    RAISED_ENZYME,
    SEVERE_BLADDER_SYMPTOMS,
    SUPPRESSED_TSH,
)
from holdspace.clinical.sources import Source
from holdspace.clinical.units import about, plain, told_apart

THYROID = ("E00", "E01", "E02", "E03", "E04", "E05", "E06", "E07")
OVERACTIVE_THYROID = "E05"
THYROID_HORMONES = ("levothyroxine", "liothyronine")
CIRRHOSIS = ("K70.3", "K71.7", "K74.3", "K74.4", "K74.5", "K74.6")
DIALYSIS = ("Z99.2", "N18.6")
ACUTE_PORPHYRIA = "E80.2"


def _thyroid_concern(facts: ScreeningFacts) -> tuple[str, ...]:
    return (*map(str, facts.diagnoses(*THYROID)), *(each.text for each in facts.taking(*THYROID_HORMONES)))


def overactive_thyroid(facts: ScreeningFacts) -> Answer | None:
    """Looks for a thyroid that runs too fast now."""
    lines = facts.rests_on("tsh", "free_t4_raised")
    if facts.tsh is None:
        concern = _thyroid_concern(facts)
        return cannot_tell(f"TSH is not recorded, with {listed(concern)}.") if concern else None
    if facts.tsh >= facts.limits.of(SUPPRESSED_TSH):
        return None
    overactive = facts.diagnoses(OVERACTIVE_THYROID)
    if facts.free_t4_raised or overactive:
        says = f"The thyroid is overactive: TSH {about(facts.tsh)} mIU/L."
        return absolute(says, (*lines, *named(overactive))).measured_against(SUPPRESSED_TSH)
    if facts.free_t4_raised is None:
        says = f"TSH is {about(facts.tsh)} mIU/L, and free T4 is not recorded."
        return cannot_tell(says, lines).measured_against(SUPPRESSED_TSH)
    return None


def treated_thyroid(facts: ScreeningFacts) -> Answer | None:
    """Looks for thyroid disease or thyroid hormone with a known TSH."""
    concern = _thyroid_concern(facts)
    if not concern or facts.tsh is None:
        return None
    return caution(f"Thyroid: {listed(concern)}; TSH {about(facts.tsh)} mIU/L.", facts.rests_on("tsh"))


def severe_liver_disease(facts: ScreeningFacts) -> Answer | None:
    """Looks for Child-Pugh class C, and for cirrhosis of unknown class."""
    if facts.child_pugh == "C":
        return absolute("The liver is severely impaired: Child-Pugh class C.")
    found = facts.diagnoses(*CIRRHOSIS)
    if found and facts.child_pugh is None:
        return cannot_tell(f"The Child-Pugh class is not recorded, with {listed(found)}.", named(found))
    return None


def moderate_liver_disease(facts: ScreeningFacts) -> Answer | None:
    """Looks for Child-Pugh class B."""
    return relative("The liver is moderately impaired: Child-Pugh class B.") if facts.child_pugh == "B" else None


def raised_liver_values(facts: ScreeningFacts) -> Answer | None:
    """Compares ALT, AST and bilirubin with the laboratory's upper limit."""
    raised = {
        f"{name} {told_apart(value, facts.limits.of(most))} times the upper limit": most
        for name, value, most in (
            ("ALT", facts.alt_times_limit, RAISED_ENZYME),
            ("AST", facts.ast_times_limit, RAISED_ENZYME),
            ("bilirubin", facts.bilirubin_times_limit, RAISED_BILIRUBIN),
        )
        if value is not None and value > facts.limits.of(most)
    }
    if not raised:
        return None
    lines = facts.rests_on("alt_times_limit", "ast_times_limit", "bilirubin_times_limit")
    return relative(f"Liver values are raised: {listed(tuple(raised))}.", lines).measured_against(*raised.values())


def weak_kidneys(facts: ScreeningFacts) -> Answer | None:
    """Looks for dialysis, or an eGFR below 30."""
    found, low = facts.diagnoses(*DIALYSIS), facts.limits.of(LOW_EGFR)
    if facts.egfr is not None and facts.egfr < low:
        says = f"The eGFR of {told_apart(facts.egfr, low)} is below {plain(low)}."
        return caution(says, facts.rests_on("egfr")).measured_against(LOW_EGFR)
    if facts.egfr is None:
        found = (*found, *facts.diagnoses("N18.4", "N18.5"))
    return caution(f"The kidneys are weak: {listed(found)}.", named(found)) if found else None


def ketamine_bladder(facts: ScreeningFacts) -> Answer | None:
    """Asks whether ketamine has ever hurt the bladder."""
    if not facts.ketamine_uropathy:
        return None
    return absolute("Ketamine has hurt the bladder before.", facts.rests_on("ketamine_uropathy"))


def bladder_disease(facts: ScreeningFacts) -> Answer | None:
    """Looks for interstitial cystitis, blood in the urine and severe symptoms."""
    found = facts.diagnoses("N30.1", "R31")
    signs = [str(each) for each in found]
    if facts.blood_in_urine:
        signs.append("blood in the urine")
    severe = facts.ipss is not None and facts.ipss >= facts.limits.of(SEVERE_BLADDER_SYMPTOMS)
    if facts.ipss is not None and severe:
        signs.append(f"an IPSS of {about(facts.ipss)}")
    if not signs:
        return None
    lines = (*named(found), *facts.rests_on("blood_in_urine", "ipss"))
    answer = relative(f"A bladder problem is present: {listed(tuple(signs))}.", lines)
    return answer.measured_against(SEVERE_BLADDER_SYMPTOMS) if severe else answer


def bladder_symptoms(facts: ScreeningFacts) -> Answer | None:
    """Looks for moderate symptoms and for infections that return."""
    infections = facts.diagnoses("Z87.440", now=False)
    moderate, severe = facts.limits.of(BLADDER_SYMPTOMS), facts.limits.of(SEVERE_BLADDER_SYMPTOMS)
    if facts.ipss is not None and moderate <= facts.ipss < severe:
        answer = caution(f"Bladder symptoms are present: IPSS {about(facts.ipss)}.", facts.rests_on("ipss"))
        return answer.measured_against(BLADDER_SYMPTOMS, SEVERE_BLADDER_SYMPTOMS)
    return caution(f"Urinary infections return: {listed(infections)}.", named(infections)) if infections else None


def porphyria(facts: ScreeningFacts) -> Answer | None:
    """Looks for an acute porphyria; it is inborn, so a past one counts."""
    found = facts.diagnoses(ACUTE_PORPHYRIA, now=False)
    return absolute(f"An acute porphyria is on record: {listed(found)}.", named(found)) if found else None


RULES = (
    Rule(
        "END-01",
        "Overactive thyroid, not under control",
        "The drug drives heart and blood pressure, and so does the thyroid. It can be treated first.",
        sources.KETALAR_SUMMARY,
        overactive_thyroid,
        (sources.CAROLINA_CENTER, SUPPRESSED_TSH.source),
        compares_with=(SUPPRESSED_TSH,),
    ),
    Rule(
        "END-02",
        "Thyroid disease or thyroid hormone, under control",
        "Thyroid hormone adds to the rise of blood pressure and pulse.",
        sources.KETAMAX_INTERACTIONS,
        treated_thyroid,
    ),
    Rule(
        "HEP-01",
        "Severe liver disease",
        "The liver clears the drug; without it the drug stays.",
        sources.ESKETAMINE_EU_LABEL,
        severe_liver_disease,
        (sources.ESKETAMINE_US_LABEL_2019,),
    ),
    Rule(
        "HEP-02",
        "Moderate liver disease",
        "The drug stays longer: a smaller dose and longer observation.",
        sources.ESKETAMINE_EU_LABEL,
        moderate_liver_disease,
        (sources.ESKETAMINE_US_LABEL_2019,),
    ),
    Rule(
        "HEP-03",
        "Raised liver values",
        "Repeated ketamine can hurt the liver; raised values need a reason first.",
        RAISED_ENZYME.source,
        raised_liver_values,
        reads=("alt_times_limit", "ast_times_limit", "bilirubin_times_limit"),
        compares_with=(RAISED_ENZYME, RAISED_BILIRUBIN),
    ),
    Rule(
        "REN-01",
        "Weak kidneys",
        "The drug's products leave through the kidneys; dialysis was not studied.",
        sources.ESKETAMINE_EU_LABEL,
        weak_kidneys,
        (LOW_EGFR.source,),
        reads=("egfr",),
        compares_with=(LOW_EGFR,),
    ),
    Rule(
        "GU-01",
        "Ketamine bladder",
        "A bladder once hurt by ketamine is hurt again.",
        Source.recalled("Previous ketamine-associated uropathy"),
        ketamine_bladder,
        reads=("ketamine_uropathy",),
    ),
    Rule(
        "GU-02",
        "Bladder disease",
        "Ketamine can inflame the bladder; a urologist has to look first.",
        sources.CAROLINA_CENTER,
        bladder_disease,
        (sources.UROPATHY_REVIEW, SEVERE_BLADDER_SYMPTOMS.source),
        reads=("blood_in_urine", "ipss"),
        compares_with=(SEVERE_BLADDER_SYMPTOMS,),
    ),
    Rule(
        "GU-03",
        "Bladder symptoms",
        "Symptoms before the first dose are the measure for symptoms after it.",
        BLADDER_SYMPTOMS.source,
        bladder_symptoms,
        reads=("ipss",),
        compares_with=(BLADDER_SYMPTOMS, SEVERE_BLADDER_SYMPTOMS),
    ),
    Rule(
        "MET-01",
        "Acute porphyria",
        "The drug can set off an attack.",
        Source.recalled("Acute porphyria"),
        porphyria,
    ),
)
