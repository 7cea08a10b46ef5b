"""Who says so, for what is watched during and after a dose? Sources that only this package uses."""

from holdspace.clinical.sources import Source

EMORY_684 = Source(
    "Intravenous ketamine at Emory: 684 infusions, J Affect Disord 2018",
    "https://doi.org/10.1016/j.jad.2018.02.025",
)
ALDRETE_1995 = Source(
    "Aldrete JA, 1995: the modified post-anaesthetic recovery score (as tabled in an encyclopaedia article)",
    "https://en.wikipedia.org/wiki/Aldrete%27s_scoring_system",
)
PADSS_TABLE = Source("Post-anaesthesia discharge scoring system, table", "https://clinmedjournals.org")
MPADSS_TABLE = Source("Modified post-anaesthesia discharge scoring system, calculator 790", "https://mdicu.com")
MOAAS_TABLE = Source("Modified Observer's Assessment of Alertness/Sedation, table", "https://thorax.bmj.com")
RASS_TABLE = Source("Richmond Agitation-Sedation Scale, table", "https://scottishintensivecare.org.uk")
RCEM_DISCHARGE = Source("Discharge after sedation, RCEM Learning", "https://rcemlearning.co.uk")
SPRAVATO_WINDOW = Source(
    "The monitoring window after esketamine", "https://lucido-go.com/learn/spravato-monitoring-window"
)
SNOMED_REASONS = Source(
    "SNOMED CT codes with their display, list of clinical reasons in the CDS Hooks sandbox",
    "https://github.com/cds-hooks/sandbox/blob/master/src/assets/pama-reason-codes.json",
)
CADSS_6 = Source("Rodrigues NB et al. The CADSS-6, 2021", "https://research.regionh.dk")

IN_SESSION_LIMITS = Source.judgement(
    "Holdspace: in-session limits set by us, because no single published source fixes them; a clinic sets its own"
)
TIME_OUT_LIMITS = Source.judgement(
    "Holdspace: limits of the same-day time-out set by us, measured within 30 minutes before the dose"
)
DISCHARGE_GATE = Source.judgement(
    "Holdspace: what must be true before somebody leaves, put together from recovery scores and clinic practice"
)
