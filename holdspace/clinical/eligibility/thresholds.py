"""Which numbers do the rules of eligibility compare with? Each with its source, and how far a clinic may move it."""

from holdspace.clinical import sources
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Looser, PressurePair, Threshold, adjustable, fixed
from holdspace.clinical.thresholds.shared import (
    DEPRESSANT_HOURS,
    PRESSURE_AGE,
    PSYCHEDELIC_DAYS,
    RAISED_FROM_65,
    RAISED_UNDER_65,
)

LOWER = Looser.LOWER
BANDS = sources.SCORE_NOTES
ED_USE = sources.ED_KETAMINE_APPENDIX.at("Below 50 or above 150 in emergency use")

# Mind.
PRODROMAL = adjustable(
    "PSY-03.pq16", "PQ-16 total from which early signs count", 6, "points", Source.recalled("PQ-16 cut-off of 6"),
    between=(3, 6),
)  # fmt: skip
MANIA_CHECK = adjustable(
    "PSY-04.asrm", "ASRM total that asks for a look at mania", 6, "points", Source.recalled("ASRM cut-off of 6"),
    between=(3, 6),
)  # fmt: skip
UNDERWEIGHT = adjustable(
    "PSY-10.bmi", "BMI below which an eating disorder is unsafe", 16, "kg/m²",
    Source.recalled("Eating disorder with BMI below 16"), between=(16, "18.5"), looser=LOWER,
)  # fmt: skip
SALTS = Source.judgement(
    "Unstable electrolytes are read as sodium outside 130 to 150 or potassium outside 3.0 to 5.5 mmol/L; no source "
    "fixes the numbers."
)
LOWEST_SODIUM = adjustable(
    "PSY-10.sodium_low", "Lowest steady sodium", 130, "mmol/L", SALTS, between=(130, 135), looser=LOWER
)
HIGHEST_SODIUM = adjustable("PSY-10.sodium_high", "Highest steady sodium", 150, "mmol/L", SALTS, between=(145, 150))
LOWEST_POTASSIUM = adjustable(
    "PSY-10.potassium_low", "Lowest steady potassium", 3, "mmol/L", SALTS, between=(3, "3.5"), looser=LOWER
)
HIGHEST_POTASSIUM = adjustable(
    "PSY-10.potassium_high", "Highest steady potassium", "5.5", "mmol/L", SALTS, between=(5, "5.5")
)

# Suicide: the levels are those of the screener's own triage.
HIGH_IDEATION = fixed("SUI-01.ideation", "C-SSRS ideation of the high tier", 4, "of 5", sources.CSSRS_TRIAGE)
MODERATE_IDEATION = fixed("SUI-02.ideation", "C-SSRS ideation of the moderate tier", 3, "of 5", sources.CSSRS_TRIAGE)
LOW_IDEATION = fixed("SUI-03.ideation", "C-SSRS ideation of the low tier", 1, "of 5", sources.CSSRS_TRIAGE)
ITEM_9 = fixed("SUI-03.phq9_item9", "PHQ-9 item 9 that counts", 1, "of 3", sources.CSSRS_TRIAGE)

# Circulation.
PRESSURE_DAYS = adjustable(
    "CVS-00.days", "How long a blood pressure reading counts", 30, "days",
    Source.judgement("A reading counts for 30 days."), between=(7, 30),
)  # fmt: skip
OUR_PRESSURE_LINE = Source.judgement("The sources say uncontrolled; 160/100 is our line.")
_UNCONTROLLED = (sources.KETALAR_SUMMARY, sources.CAROLINA_CENTER, sources.BALTIMORE_GROUPS)
UNCONTROLLED = PressurePair(
    adjustable(
        "CVS-01.systolic", "Systolic pressure that counts as uncontrolled", 160, "mmHg", OUR_PRESSURE_LINE,
        between=(150, 160), other_sources=_UNCONTROLLED,
    ),
    adjustable(
        "CVS-01.diastolic", "Diastolic pressure that counts as uncontrolled", 100, "mmHg", OUR_PRESSURE_LINE,
        between=(92, 100), other_sources=_UNCONTROLLED,
    ),
)  # fmt: skip
EVENT_DAYS = adjustable(
    "CVS-04.days", "How long after a cardiovascular event nobody is treated", 42, "days",
    Source.recalled("Cardiovascular events within 6 weeks, as in the European esketamine label"),
    between=(42, 180), looser=LOWER,
)  # fmt: skip
LONGEST_QTC = adjustable(
    "CVS-05.qtc", "QTc above which a cardiologist looks first", 500, "ms", Source.recalled("QTc above 500 ms"),
    between=(450, 500),
)  # fmt: skip
_RESTING_HEART = Source.judgement("Limits of 50 and 110 at rest.")
SLOWEST_HEART = adjustable(
    "CVS-09.low", "Lowest resting heart rate without clearance", 50, "/min", _RESTING_HEART,
    between=(50, 60), looser=LOWER, other_sources=(ED_USE,),
)  # fmt: skip
FASTEST_HEART = adjustable(
    "CVS-09.high", "Highest resting heart rate without clearance", 110, "/min", _RESTING_HEART,
    between=(90, 120), other_sources=(ED_USE,),
)  # fmt: skip

# Nerves.
SEIZURE_FREE = adjustable(
    "NEU-02.days", "How long without a seizure counts as seizure-free", 183, "days",
    Source.recalled("Seizure-free for 6 months, read as 183 days"), between=(183, 730), looser=LOWER,
)  # fmt: skip
DEMENTIA_BELOW = adjustable(
    "NEU-04.moca", "MoCA below which clearance is needed", 18, "points",
    Source.judgement("A source excludes dementia; a MoCA below 18 is read as one and graded as needing clearance."),
    between=(18, 22), looser=LOWER, other_sources=(sources.TORONTO_CLINIC,),
)  # fmt: skip
NORMAL_FROM = adjustable(
    "NEU-05.moca", "MoCA from which cognition counts as normal", 26, "points",
    BANDS.at("MoCA: 26 and above is normal"), between=(26, 28), looser=LOWER,
)  # fmt: skip

# Organs.
SUPPRESSED_TSH = adjustable(
    "END-01.tsh", "TSH below which the thyroid is looked at as overactive", "0.1", "mIU/L",
    Source.recalled("TSH below 0.1 mIU/L with raised free T4, or clinically"), between=("0.1", "0.4"), looser=LOWER,
)  # fmt: skip
_LIVER = Source.recalled("ALT or AST above 3 times, bilirubin above 2 times the upper limit")
RAISED_ENZYME = adjustable(
    "HEP-03.enzymes", "ALT or AST above which a reason is needed first", 3, "times the upper limit", _LIVER,
    between=("1.5", 3),
)  # fmt: skip
RAISED_BILIRUBIN = adjustable(
    "HEP-03.bilirubin", "Bilirubin above which a reason is needed first", 2, "times the upper limit", _LIVER,
    between=("1.2", 2),
)  # fmt: skip
LOW_EGFR = adjustable(
    "REN-01.egfr", "eGFR below which the kidneys are weak", 30, "mL/min/1.73 m²", Source.recalled("eGFR below 30"),
    between=(30, 60), looser=LOWER,
)  # fmt: skip
SEVERE_BLADDER_SYMPTOMS = adjustable(
    "GU-02.ipss", "IPSS of severe bladder symptoms", 20, "points", BANDS.at("IPSS bands"), between=(12, 20)
)
BLADDER_SYMPTOMS = adjustable(
    "GU-03.ipss", "IPSS of moderate bladder symptoms", 8, "points", BANDS.at("IPSS bands"), between=(4, 8)
)

# Breathing.
HIGH_STOP_BANG = adjustable(
    "RES-01.stop_bang", "STOP-BANG that asks for a sleep evaluation", 5, "points", BANDS.at("STOP-BANG bands"),
    between=(4, 5), other_sources=(Source.recalled("STOP-BANG of 5 or more without evaluation"),),
)  # fmt: skip
RAISED_STOP_BANG = adjustable(
    "RES-02.stop_bang", "STOP-BANG of possible sleep apnoea", 3, "points", BANDS.at("STOP-BANG bands"), between=(2, 3)
)
_SATURATION = Source.judgement("Below 90 % on air do not treat; from 90 to 93 %, or with weak lungs, clearance first.")
DANGEROUS_SATURATION = adjustable(
    "RES-03.dangerous", "Oxygen saturation on air below which nobody is treated", 90, "%", _SATURATION,
    between=(90, 93), looser=LOWER,
)  # fmt: skip
LOW_SATURATION = adjustable(
    "RES-03.low", "Oxygen saturation on air below which clearance is needed", 94, "%", _SATURATION,
    between=(94, 96), looser=LOWER,
)  # fmt: skip

# Pregnancy.
_COULD_BE_PREGNANT = Source.judgement(
    "Where nobody said whether a pregnancy is possible: anybody not recorded as male, aged 12 to 54, "
    "without menopause or sterilisation on record."
)
YOUNGEST_MOTHER = adjustable(
    "PREG-03.youngest", "Age from which a pregnancy counts as possible", 12, "years", _COULD_BE_PREGNANT,
    between=(9, 12),
)  # fmt: skip
OLDEST_MOTHER = adjustable(
    "PREG-03.oldest", "Age up to which a pregnancy counts as possible", 54, "years", _COULD_BE_PREGNANT,
    between=(54, 60), looser=LOWER,
)  # fmt: skip
LONGEST_PREGNANCY = fixed(
    "PREG-01.days", "How long an entry of a pregnancy counts", 301, "days",
    Source.judgement("An entry that nobody closed is no pregnancy for ever: 43 weeks."),
)  # fmt: skip

# Body.
ADULT = fixed(
    "AGE-01.age", "Age from which somebody is treated", 18, "years", sources.ESKETAMINE_US_SUMMARY,
    (sources.PSYON, sources.BALTIMORE_GROUPS),
)  # fmt: skip
OLDER = adjustable(
    "AGE-02.age", "Age from which one starts low", 65, "years", sources.ESKETAMINE_DRUGS_COM, between=(55, 65)
)
VERY_OLD = adjustable(
    "AGE-03.age", "Age from which clearance is needed", 80, "years",
    Source.judgement("From 80 a clearance comes first."), between=(70, 80),
)  # fmt: skip
_WEIGHT = Source.judgement("BMI from 40, or above 120 kg with a dose by weight.")
HIGH_BMI = adjustable("WT-01.bmi", "BMI from which the dose is capped", 40, "kg/m²", _WEIGHT, between=(30, 40))
HEAVIEST = adjustable(
    "WT-01.weight", "Weight above which a dose by weight is capped", 120, "kg", _WEIGHT, between=(100, 120)
)

# Substances.
_SCORES = BANDS.at("AUDIT and DAST-10 bands")
HIGH_AUDIT = adjustable(
    "SUD-02.audit", "AUDIT total of an active use disorder", 20, "points", _SCORES, between=(16, 20)
)
HIGH_DAST = adjustable("SUD-02.dast10", "DAST-10 total of an active use disorder", 6, "points", _SCORES, between=(4, 6))
RAISED_AUDIT = adjustable("SUD-03.audit", "AUDIT total of risky use", 8, "points", _SCORES, between=(4, 8))
RAISED_DAST = adjustable("SUD-03.dast10", "DAST-10 total of risky use", 3, "points", _SCORES, between=(1, 3))
REMISSION_DAYS = adjustable(
    "SUD-03.days", "How long a remission lasts before it counts as lasting", 365, "days",
    sources.PSYON.at("One year of abstinence"), between=(365, 730), looser=LOWER,
    other_sources=(sources.ESKETAMINE_US_DOSING.at("careful consideration, no time named"),),
)  # fmt: skip

# Consent.
EARLIER_TRIALS = adjustable(
    "CON-02.trials", "How many adequate earlier treatments are asked for", 1, "", sources.PSYON.at("At least one"),
    between=(1, 2), looser=LOWER,
    other_sources=(sources.TORONTO_CLINIC.at("At least two antidepressants in treatment-resistant depression"),),
)  # fmt: skip

# Time between a medicine and a dose.
BENZODIAZEPINE_HOURS = adjustable(
    "DDI-01.hours", "How long a benzodiazepine is left out before and after, when that is safe", 24, "hours",
    sources.ISHA_CONSENT.at("Timing"), between=(24, 48), looser=LOWER,
)  # fmt: skip
DECONGESTANT_HOURS = adjustable(
    "DDI-13.hours", "Time between a nasal decongestant and a nasal dose", 1, "hours",
    sources.ESKETAMINE_US_WARNINGS, between=(1, 12), looser=LOWER,
)  # fmt: skip
# The laboratory's upper limits of normal, for a result that came without its own.
_LABORATORY = Source.judgement("Used only where a result came without its own range; a clinic sets its laboratory's.")
ALT_LIMIT = adjustable("LAB.alt", "Upper limit of ALT", 40, "U/L", _LABORATORY, between=(20, 70))
AST_LIMIT = adjustable("LAB.ast", "Upper limit of AST", 40, "U/L", _LABORATORY, between=(20, 70))
BILIRUBIN_LIMIT = adjustable(
    "LAB.bilirubin", "Upper limit of bilirubin", "1.2", "mg/dL", _LABORATORY, between=("0.8", "1.5")
)
BILIRUBIN_LIMIT_SI = adjustable(
    "LAB.bilirubin_si", "Upper limit of bilirubin", 21, "µmol/L", _LABORATORY, between=(14, 26)
)
FREE_T4_LIMIT = adjustable("LAB.free_t4", "Upper limit of free T4", "1.8", "ng/dL", _LABORATORY, between=("1.4", "2.1"))
FREE_T4_LIMIT_SI = adjustable("LAB.free_t4_si", "Upper limit of free T4", 23, "pmol/L", _LABORATORY, between=(18, 27))

THRESHOLDS: tuple[Threshold, ...] = (
    PRODROMAL, MANIA_CHECK, UNDERWEIGHT, LOWEST_SODIUM, HIGHEST_SODIUM, LOWEST_POTASSIUM, HIGHEST_POTASSIUM,
    HIGH_IDEATION, MODERATE_IDEATION, LOW_IDEATION, ITEM_9,
    PRESSURE_DAYS, *UNCONTROLLED.both, *RAISED_UNDER_65.both, *RAISED_FROM_65.both, PRESSURE_AGE,
    EVENT_DAYS, LONGEST_QTC, SLOWEST_HEART, FASTEST_HEART,
    SEIZURE_FREE, DEMENTIA_BELOW, NORMAL_FROM,
    SUPPRESSED_TSH, RAISED_ENZYME, RAISED_BILIRUBIN, LOW_EGFR, SEVERE_BLADDER_SYMPTOMS, BLADDER_SYMPTOMS,
    HIGH_STOP_BANG, RAISED_STOP_BANG, DANGEROUS_SATURATION, LOW_SATURATION,
    YOUNGEST_MOTHER, OLDEST_MOTHER, LONGEST_PREGNANCY,
    ADULT, OLDER, VERY_OLD, HIGH_BMI, HEAVIEST,
    HIGH_AUDIT, HIGH_DAST, RAISED_AUDIT, RAISED_DAST, REMISSION_DAYS, EARLIER_TRIALS,
    BENZODIAZEPINE_HOURS, DEPRESSANT_HOURS, DECONGESTANT_HOURS, PSYCHEDELIC_DAYS,
    ALT_LIMIT, AST_LIMIT, BILIRUBIN_LIMIT, BILIRUBIN_LIMIT_SI, FREE_T4_LIMIT, FREE_T4_LIMIT_SI,
)  # fmt: skip
