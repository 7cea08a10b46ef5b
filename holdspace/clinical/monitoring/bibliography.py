"""Who says so, for what is watched during and after a dose? Sources that only this package uses."""

from holdspace.clinical.instruments.cadss_6 import RODRIGUES_2021
from holdspace.clinical.instruments.padss import PADSS_TABLE as PADSS_TABLE
from holdspace.clinical.sources import Source

EMORY_684 = Source(
    "Intravenous ketamine at Emory: 684 infusions, J Affect Disord 2018",
    "https://doi.org/10.1016/j.jad.2018.02.025",
)
RCEM_DISCHARGE = Source("Discharge after sedation, RCEM Learning", "https://rcemlearning.co.uk")
SPRAVATO_WINDOW = Source(
    "The monitoring window after esketamine", "https://lucido-go.com/learn/spravato-monitoring-window"
)
SNOMED_REASONS = Source(
    "SNOMED CT codes with their display, list of clinical reasons in the CDS Hooks sandbox",
    "https://github.com/cds-hooks/sandbox/blob/master/src/assets/pama-reason-codes.json",
)
CADSS_6 = RODRIGUES_2021

IN_SESSION_LIMITS = Source.judgement(
    "Holdspace: in-session limits set by us, because no single published source fixes them; a clinic sets its own"
)
TIME_OUT_LIMITS = Source.judgement(
    "Holdspace: limits of the same-day time-out set by us, measured within 30 minutes before the dose"
)
DISCHARGE_GATE = Source.judgement(
    "Holdspace: what must be true before somebody leaves, put together from recovery scores and clinic practice"
)
