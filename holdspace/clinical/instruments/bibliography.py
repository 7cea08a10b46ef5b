"""Who says so, for rating scales? Sources that several instruments share."""

from holdspace.clinical.sources import Mark, Source

CAMCOPS = Source(
    "CamCOPS documentation of tasks: licence statements and cut-offs",
    "https://github.com/ucam-department-of-psychiatry/camcops/tree/master/docs/source/tasks",
)
AWELL = Source(
    "awell-score, an open score library: scores, bands and notices",
    "https://github.com/awell-health/awell-score",
)
SCALE_NOTES = Source("Public rating-scale notes of an esketamine clinic: bands, cut-offs, critical items")
RIVET = Source("Clinical change thresholds", "https://docs.getrivet.ca/clinical-change-thresholds")
KOUNALI_2022 = Source("Kounali D et al. How much change in depression and anxiety matters, 2022", "PMC9340848")
TOUSSAINT_2020 = Source(
    "Toussaint A et al. Sensitivity to change of the GAD-7. J Affect Disord 2020;265:395", mark=Mark.ABSTRACT_ONLY
)
CLINICAL_TOOLKIT = Source(
    "clinical-toolkit, an open collection of scores (secondary)", "https://github.com/rhavekost/clinical-toolkit"
)
LOINC_FORMS = Source("LHC-Forms, PHQ-9 with LOINC codes", "https://github.com/LHNCBC/lforms")
CIRG_QUESTIONNAIRES = Source(
    "University of Washington CIRG: FHIR questionnaires", "https://github.com/uwcirg/fhir-questionnaires"
)
LONG_TERM_LIMITS = Source(
    "Clinical rules reference, section 9: long-term safety and misuse, action limits", mark=Mark.RECALLED
)
TRIAL_RESPONSE = Source("Clinical rules reference, section 8: response and remission as trials defined them")
CRITICAL_ANSWERS = Source.judgement(
    "Holdspace: the answers listed in the instruments reference, section H, each ask for a person; how soon is our"
    " choice, because no published source fixes it"
)
HALF = Source("Phillips JL et al. 2019, and KADS 2023: response is a fall by half", "PMC10727911")
STRUCTURE = Source.recalled(
    "Number of items and range of a scale of which the instruments reference gives none: common knowledge of the form"
)


def usual(text: str) -> Source:
    """What is commonly used and was not read again."""
    return Source.recalled(text)
