"""What do the rows of the interaction table say?

A row is about the ingredients it names; a kindred medicine joins a row with a source, not by class.
"""

from dataclasses import dataclass

from holdspace.clinical import sources
from holdspace.clinical.eligibility.thresholds import (
    BENZODIAZEPINE_HOURS,
    DECONGESTANT_HOURS,
)
from holdspace.clinical.findings import Level
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Threshold
from holdspace.clinical.thresholds.shared import DEPRESSANT_HOURS, PSYCHEDELIC_DAYS


@dataclass(frozen=True)
class Row:
    """One row: some ingredients, what they do with ketamine, and what follows; {0} in it is its first number."""

    id: str
    title: str
    level: Level
    ingredients: tuple[str, ...]
    then: str
    because: str
    source: Source
    other_sources: tuple[Source, ...] = ()
    compares_with: tuple[Threshold, ...] = ()


NAMED_DEPRESSANTS = Source.recalled(
    "Diphenhydramine, doxylamine, hydroxyzine, promethazine and chlorphenamine are sedating antihistamines; "
    "carisoprodol, cyclobenzaprine, methocarbamol, baclofen, tizanidine and orphenadrine relax muscles; "
    "phenobarbital, butalbital and secobarbital are barbiturates"
)
HOLD_AT_SCREENING = Source.judgement(
    "At screening the finding is a hold for the day: it stops a dose too soon after the medicine and excludes nobody."
)

WHATEVER_THE_DOSE = Source.judgement(
    "From 8 mg a day of diazepam or its equivalent a flag was recalled. No table of equivalents is at hand and doses "
    "are written in words, so every benzodiazepine is flagged, whatever its dose."
)

ROWS = (
    Row(
        "DDI-01",
        "Benzodiazepines",
        Level.CAUTION,
        ("lorazepam", "diazepam", "clonazepam", "alprazolam", "temazepam", "midazolam"),
        "leave out for {0} hours before and after when that is safe, never stop it suddenly, "
        "and take vital signs more often",
        "It can shorten or blunt the antidepressant effect, and it sedates.",
        sources.ANDRADE_2017,
        (sources.VERAART_2021, sources.ISHA_CONSENT.at("Timing"), WHATEVER_THE_DOSE),
        (BENZODIAZEPINE_HOURS,),
    ),
    Row(
        "DDI-02",
        "Sleeping medicines (Z-drugs)",
        Level.CAUTION,
        ("zolpidem", "eszopiclone"),
        "leave out the night before when the prescriber agrees",
        "It sedates, and so does the drug.",
        Source.recalled("Z-drugs depress the nervous system"),
    ),
    Row(
        "DDI-03",
        "Lamotrigine",
        Level.CAUTION,
        ("lamotrigine",),
        "weigh the timing; never stop it without its prescriber, for a restart can bring a dangerous rash",
        "It may weaken the effect: 2 of 5 studies say so, and another review calls it unknown.",
        sources.VERAART_2021,
        (sources.ANDRADE_2017.at("effect unknown"),),
    ),
    Row(
        "DDI-04",
        "Stimulants",
        Level.CAUTION,
        ("amphetamine", "dextroamphetamine", "lisdexamfetamine", "methylphenidate", "modafinil"),
        "leave out the morning dose when the prescriber agrees, and take vital signs more often",
        "It raises blood pressure and pulse, and so does the drug.",
        sources.ESKETAMINE_EU_LABEL,
        (sources.ISHA_CONSENT,),
    ),
    Row(
        "DDI-05",
        "MAO inhibitors",
        Level.RELATIVE,
        ("phenelzine", "tranylcypromine", "selegiline", "isocarboxazid"),
        "a physician has to agree, and vital signs are taken more often",
        "Blood pressure may rise; case reports with tranylcypromine saw no change.",
        sources.ESKETAMINE_EU_LABEL,
        (sources.VERAART_2021,),
    ),
    Row(
        "DDI-06",
        "Theophylline and aminophylline",
        Level.ABSOLUTE,
        ("theophylline", "aminophylline"),
        "no ketamine while it is taken; a physician can look for another medicine",
        "Together they have caused seizures.",
        sources.KETAMAX_INTERACTIONS,
        (
            Source.judgement(
                "The source warns of seizures and names an alternative as the way out; blocked here by default, until "
                "a physician has found another medicine."
            ),
        ),
    ),
    Row(
        "DDI-07",
        "Opioids",
        Level.RELATIVE,
        ("morphine", "oxycodone", "methadone", "fentanyl", "tramadol", "hydrocodone", "buprenorphine"),
        "a physician has to agree, and oxygen saturation is measured all the time",
        "Breathing can slow, and recovery takes longer.",
        sources.KETAMINE_PRECAUTIONS,
        (sources.ESKETAMINE_EU_LABEL, sources.PSYON),
    ),
    Row(
        "DDI-08",
        "Alcohol and other medicines that sedate",
        Level.HOLD,
        (
            "alcohol",
            "sodium oxybate",
            "diphenhydramine",
            "doxylamine",
            "hydroxyzine",
            "promethazine",
            "chlorpheniramine",
            "carisoprodol",
            "cyclobenzaprine",
            "methocarbamol",
            "baclofen",
            "tizanidine",
            "orphenadrine",
            "phenobarbital",
            "butalbital",
            "secobarbital",
        ),
        "no dose within {0} hours of it",
        "Together they sedate more deeply, and breathing can slow.",
        sources.KETAMINE_PRECAUTIONS,
        (sources.ESKETAMINE_EU_LABEL, sources.ISHA_CONSENT.at("24 hours"), NAMED_DEPRESSANTS, HOLD_AT_SCREENING),
        (DEPRESSANT_HOURS,),
    ),
    Row(
        "DDI-09",
        "Naltrexone",
        Level.CAUTION,
        ("naltrexone",),
        "the effect may be weaker",
        "A small crossover study found less effect; a pilot in alcohol use disorder did not.",
        Source.recalled("Williams NR et al. 2018: naltrexone lessened the effect in a small crossover study"),
        (Source.recalled("Yoon G et al. 2019: no loss of effect in a pilot with alcohol use disorder"),),
    ),
    Row(
        "DDI-10",
        "Strong CYP3A4 inhibitors",
        Level.CAUTION,
        ("ketoconazole", "itraconazole", "clarithromycin", "ritonavir", "cobicistat", "grapefruit"),
        "reduce an oral or sublingual dose, and take vital signs more often",
        "More of the drug reaches the blood, most of all by mouth.",
        sources.KETAMINE_PRECAUTIONS,
        (sources.ANDRADE_2017, Source.recalled("Mostly oral and sublingual")),
    ),
    Row(
        "DDI-11",
        "Enzyme inducers",
        Level.CAUTION,
        ("rifampicin", "carbamazepine", "phenytoin", "phenobarbital", "efavirenz", "St John's wort"),
        "the effect may be weaker",
        "Less of the drug reaches the blood.",
        sources.KETAMINE_PRECAUTIONS,
        (sources.ANDRADE_2017,),
    ),
    Row(
        "DDI-12",
        "CYP2B6 inhibitors",
        Level.CAUTION,
        ("ticlopidine", "clopidogrel", "orphenadrine"),
        "take vital signs more often",
        "More of the drug may stay in the blood.",
        sources.ANDRADE_2017.at("mechanism"),
        (Source.recalled("The named medicines"),),
    ),
    Row(
        "DDI-13",
        "Medicines that raise blood pressure",
        Level.RELATIVE,
        ("vasopressin", "ergometrine", "pseudoephedrine"),
        "a physician has to agree, and vital signs are taken more often; a nasal decongestant at least {0} h before a "
        "nasal dose",
        "Together they raise blood pressure further.",
        sources.KETAMINE_PRECAUTIONS,
        (sources.ESKETAMINE_EU_LABEL, sources.ESKETAMINE_US_WARNINGS),
        (DECONGESTANT_HOURS,),
    ),
    Row(
        "DDI-14",
        "Thyroid hormones",
        Level.CAUTION,
        ("levothyroxine", "liothyronine"),
        "take vital signs more often",
        "Blood pressure and pulse can rise.",
        sources.KETAMAX_INTERACTIONS,
        (sources.ESKETAMINE_EU_LABEL,),
    ),
    Row(
        "DDI-15",
        "Antipsychotics",
        Level.CAUTION,
        ("clozapine", "haloperidol", "risperidone"),
        "the effect may be weaker",
        "It may blunt the effect; the evidence is weak.",
        sources.VERAART_2021,
        (sources.VERAART_2021.at("low quality of evidence; with olanzapine no effect was seen"),),
    ),
    Row(
        "DDI-19",
        "Gabapentin and pregabalin",
        Level.CAUTION,
        ("gabapentin", "pregabalin"),
        "weigh the timing, and take vital signs more often",
        "It sedates, and it may blunt the effect.",
        sources.CAROLINA_CENTER,
    ),
    Row(
        "DDI-20",
        "Other medicines that block NMDA receptors",
        Level.RELATIVE,
        ("memantine", "dextromethorphan", "amantadine"),
        "a physician has to agree",
        "It acts at the same place as the drug, and the effects add up.",
        Source.recalled("NMDA antagonists add up"),
    ),
    Row(
        "DDI-21",
        "Tricyclics and cocaine",
        Level.RELATIVE,
        ("amitriptyline", "nortriptyline", "cocaine"),
        "a physician has to agree after an ECG",
        "Together they can harm the heart.",
        sources.TRICYCLIC_TABLE,
    ),
    Row(
        "DDI-22",
        "Other psychedelics",
        Level.HOLD,
        ("psilocybin", "LSD", "MDMA", "DMT", "mescaline", "ibogaine"),
        "no dose within {0} days of it",
        "Two deep experiences close together are a load on the mind.",
        sources.ISHA_CONSENT,
        (HOLD_AT_SCREENING,),
        (PSYCHEDELIC_DAYS,),
    ),
)

# Rows that inform and give no finding: (rule, ingredients, what they say).
NO_FINDING = (
    ("DDI-15", ("olanzapine",), "no effect on ketamine was seen"),
    ("DDI-16", ("lithium",), "no significant interaction is reported"),
    (
        "DDI-17",
        (
            "sertraline", "fluoxetine", "citalopram", "escitalopram", "paroxetine", "fluvoxamine", "bupropion",
            "mirtazapine", "vortioxetine",
        ),
        "can be combined",
    ),
    ("DDI-17", ("venlafaxine", "desvenlafaxine", "duloxetine"), "can be combined; look at blood pressure"),
    (
        "DDI-18",
        (
            "amlodipine", "lisinopril", "enalapril", "ramipril", "captopril", "losartan", "valsartan", "candesartan",
            "metoprolol", "atenolol", "bisoprolol", "propranolol", "carvedilol", "hydrochlorothiazide", "furosemide",
            "spironolactone", "hydralazine", "verapamil", "diltiazem",
        ),
        "is taken as usual on the day; blood pressure may fall",
    ),
    ("DDI-23", ("isoflurane", "sevoflurane", "desflurane"), "the drug stays longer; not expected in this clinic"),
)  # fmt: skip

# Who says so, for the rows that are only told.
TOLD_BY = {
    "DDI-15": (sources.VERAART_2021,),
    "DDI-16": (sources.VERAART_2021,),
    "DDI-17": (sources.ANDRADE_2017, Source.recalled("With an SNRI blood pressure is looked at")),
    "DDI-18": (sources.KETAMAX_INTERACTIONS, Source.recalled("Antihypertensives are taken as usual on the day")),
    "DDI-23": (sources.KETAMAX_INTERACTIONS,),
}
