"""Which rating scales does the clinic know, and what does a filled one amount to?"""

from holdspace.clinical.instruments.aldrete import ALDRETE
from holdspace.clinical.instruments.asc_5d import ASC_5D, ASC_11D
from holdspace.clinical.instruments.asq import ASQ
from holdspace.clinical.instruments.asrm import ASRM
from holdspace.clinical.instruments.assist import ASSIST
from holdspace.clinical.instruments.audit import AUDIT
from holdspace.clinical.instruments.audit_c import AUDIT_C
from holdspace.clinical.instruments.bam import BAM
from holdspace.clinical.instruments.bpic_ss import BPIC_SS
from holdspace.clinical.instruments.c_ssrs import C_SSRS, C_SSRS_SINCE_LAST_VISIT
from holdspace.clinical.instruments.cadss import CADSS
from holdspace.clinical.instruments.cadss_6 import CADSS_6
from holdspace.clinical.instruments.cape_42 import CAPE_42
from holdspace.clinical.instruments.caps_5 import CAPS_5
from holdspace.clinical.instruments.ceq import CEQ
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.craving import CRAVING
from holdspace.clinical.instruments.dass_21 import DASS_21
from holdspace.clinical.instruments.dast_10 import DAST_10
from holdspace.clinical.instruments.dsst import DSST
from holdspace.clinical.instruments.ebi import EBI
from holdspace.clinical.instruments.edi import EDI
from holdspace.clinical.instruments.eq_5d_5l import EQ_5D_5L
from holdspace.clinical.instruments.gad_7 import GAD_7
from holdspace.clinical.instruments.ham_a import HAM_A
from holdspace.clinical.instruments.ham_d import HAM_D
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.ipss import IPSS
from holdspace.clinical.instruments.isi import ISI
from holdspace.clinical.instruments.kset import KSET
from holdspace.clinical.instruments.lsas import LSAS
from holdspace.clinical.instruments.luts_check import LUTS_CHECK
from holdspace.clinical.instruments.madrs import MADRS
from holdspace.clinical.instruments.madrs_s import MADRS_S
from holdspace.clinical.instruments.mdq import MDQ
from holdspace.clinical.instruments.meq_30 import MEQ_30
from holdspace.clinical.instruments.mini_cog import MINI_COG
from holdspace.clinical.instruments.moaas import MOAAS
from holdspace.clinical.instruments.moca import MOCA
from holdspace.clinical.instruments.mood import MOOD
from holdspace.clinical.instruments.mpadss import MPADSS
from holdspace.clinical.instruments.oci_r import OCI_R
from holdspace.clinical.instruments.oleary_sant import ICPI, ICSI
from holdspace.clinical.instruments.padss import PADSS
from holdspace.clinical.instruments.pc_ptsd_5 import PC_PTSD_5
from holdspace.clinical.instruments.pcl_5 import PCL_5, PCL_5_WEEKLY
from holdspace.clinical.instruments.phq_2 import PHQ_2
from holdspace.clinical.instruments.phq_4 import PHQ_4
from holdspace.clinical.instruments.phq_9 import PHQ_9
from holdspace.clinical.instruments.pq_16 import PQ_16
from holdspace.clinical.instruments.promis import PROMIS_ANXIETY, PROMIS_DEPRESSION
from holdspace.clinical.instruments.promis_global_10 import PROMIS_GLOBAL_10
from holdspace.clinical.instruments.qids_sr_16 import QIDS_SR_16
from holdspace.clinical.instruments.rass import RASS
from holdspace.clinical.instruments.reading import read_answers
from holdspace.clinical.instruments.results import Incomplete, Score
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.sci import SCI
from holdspace.clinical.instruments.scoring import (
    NO_TIER,
    band_of,
    band_of_subscale,
    from_total,
    in_order,
    is_needless,
    score,
)
from holdspace.clinical.instruments.shape import (
    TOTAL,
    Alert,
    Answer,
    Band,
    Banding,
    Choice,
    Cutoff,
    Item,
    Number,
    RiskTier,
    Skip,
    Subscale,
)
from holdspace.clinical.instruments.slums import SLUMS
from holdspace.clinical.instruments.stop_bang import STOP_BANG
from holdspace.clinical.instruments.who_5 import WHO_5
from holdspace.clinical.instruments.whodas_12 import WHODAS_12
from holdspace.clinical.instruments.wording import WORDING_AWAITED, Wording, with_wording
from holdspace.clinical.instruments.wsas import WSAS
from holdspace.clinical.instruments.y_bocs import Y_BOCS

__all__ = [
    "ALDRETE",
    "ALL",
    "ASC_5D",
    "ASC_11D",
    "ASQ",
    "ASRM",
    "ASSIST",
    "AUDIT",
    "AUDIT_C",
    "BAM",
    "BPIC_SS",
    "CADSS",
    "CADSS_6",
    "CAPE_42",
    "CAPS_5",
    "CEQ",
    "CRAVING",
    "C_SSRS",
    "C_SSRS_SINCE_LAST_VISIT",
    "DASS_21",
    "DAST_10",
    "DSST",
    "EBI",
    "EDI",
    "EQ_5D_5L",
    "GAD_7",
    "HAM_A",
    "HAM_D",
    "ICPI",
    "ICSI",
    "IPSS",
    "ISI",
    "KSET",
    "LSAS",
    "LUTS_CHECK",
    "MADRS",
    "MADRS_S",
    "MDQ",
    "MEQ_30",
    "MINI_COG",
    "MOAAS",
    "MOCA",
    "MOOD",
    "MPADSS",
    "NO_TIER",
    "OCI_R",
    "PADSS",
    "PCL_5",
    "PCL_5_WEEKLY",
    "PC_PTSD_5",
    "PHQ_2",
    "PHQ_4",
    "PHQ_9",
    "PQ_16",
    "PROMIS_ANXIETY",
    "PROMIS_DEPRESSION",
    "PROMIS_GLOBAL_10",
    "QIDS_SR_16",
    "RASS",
    "SCI",
    "SLUMS",
    "STOP_BANG",
    "TOTAL",
    "WHODAS_12",
    "WHO_5",
    "WORDING_AWAITED",
    "WSAS",
    "Y_BOCS",
    "Alert",
    "Answer",
    "Band",
    "Banding",
    "ChangeRules",
    "Choice",
    "Cutoff",
    "Incomplete",
    "Instrument",
    "Item",
    "Line",
    "Number",
    "Rights",
    "RiskTier",
    "Score",
    "Skip",
    "Subscale",
    "Wording",
    "band_of",
    "band_of_subscale",
    "by_code",
    "from_total",
    "in_order",
    "is_needless",
    "read_answers",
    "score",
    "with_wording",
]

ALL: tuple[Instrument, ...] = (
    PHQ_9,
    PHQ_2,
    PHQ_4,
    GAD_7,
    QIDS_SR_16,
    MADRS,
    MADRS_S,
    PCL_5,
    PCL_5_WEEKLY,
    PC_PTSD_5,
    CAPS_5,
    HAM_D,
    HAM_A,
    LSAS,
    DASS_21,
    C_SSRS,
    C_SSRS_SINCE_LAST_VISIT,
    ASQ,
    AUDIT_C,
    AUDIT,
    DAST_10,
    ASSIST,
    BAM,
    CRAVING,
    Y_BOCS,
    OCI_R,
    ISI,
    SCI,
    WSAS,
    WHODAS_12,
    WHO_5,
    *PROMIS_DEPRESSION,
    *PROMIS_ANXIETY,
    PROMIS_GLOBAL_10,
    EQ_5D_5L,
    MOOD,
    MDQ,
    ASRM,
    PQ_16,
    CAPE_42,
    STOP_BANG,
    MOCA,
    MINI_COG,
    SLUMS,
    DSST,
    CADSS,
    CADSS_6,
    MEQ_30,
    EDI,
    CEQ,
    EBI,
    ASC_5D,
    ASC_11D,
    RASS,
    MOAAS,
    ALDRETE,
    PADSS,
    MPADSS,
    KSET,
    IPSS,
    ICSI,
    ICPI,
    BPIC_SS,
    LUTS_CHECK,
)


def by_code(code: str) -> Instrument:
    """The instrument with this code, such as "phq-9"; "PHQ-9" and "phq9" mean the same."""
    wanted = _plain(code)
    for instrument in ALL:
        if wanted in map(_plain, (instrument.code, instrument.short, *instrument.also_called)):
            return instrument
    known = ", ".join(instrument.code for instrument in ALL)
    raise ValueError(f"There is no instrument called {code}. Known: {known}.")


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
