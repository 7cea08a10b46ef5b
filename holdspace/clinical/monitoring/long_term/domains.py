"""Which harms come slowly? What is looked at, with which tool, how often, and what is done above which limit."""

from dataclasses import dataclass

from holdspace.clinical.monitoring.long_term import numbers
from holdspace.clinical.sources import ESKETAMINE_US_SUMMARY, Source
from holdspace.clinical.thresholds import Threshold

KSET = Source("Short B et al. The Ketamine Side Effect Tool, 2020", "https://doi.org/10.1016/j.jad.2020.01.120")
TOOL = Source.judgement("Holdspace: any point of the KSET that concerns is shown; what follows is for the tool to say")
HOLDS = Source.judgement(
    "Holdspace: a missing check holds the next dose once a whole interval has passed without it: bladder, liver,"
    " cognition, mania; craving once it was asked at neither of the last two visits. A prescriber may go on with reason"
)
KSET_R = Source("The Ketamine Side Effect Tool, shorter revision, 2024", "https://pubmed.ncbi.nlm.nih.gov/39721099")


@dataclass(frozen=True)
class Domain:
    """One kind of long-term harm: how it is looked for, how often, and what happens above the limit."""

    id: str
    title: str
    tools: str
    how_often: str
    action: str
    because: str
    source: Source
    months: Threshold | None = None
    sessions: Threshold | None = None
    compares_with: tuple[Threshold, ...] = ()
    other_sources: tuple[Source, ...] = ()


URINARY = Domain(
    "LTS-01",
    "Bladder",
    "IPSS, ICSI or the clinic's bladder check, and urinalysis",
    "at the start, at the end of the course, every 3 months or 10 sessions",
    "A rise of 4 points, blood or pain: hold, and urology",
    "Ketamine can harm the bladder for good; early signs are mild.",
    numbers.URINARY_LIMIT,
    numbers.URINARY_MONTHS,
    numbers.URINARY_SESSIONS,
    (numbers.URINARY_RISE,),
    (numbers.URINARY_SHARE, numbers.CYSTITIS_REPORT, numbers.INTERVALS),
)
LIVER = Domain(
    "LTS-02",
    "Liver",
    "ALT, AST, ALP, GGT, bilirubin",
    "at the start, every 3 to 6 months or 10 sessions",
    "Above 3 times the upper limit: stop",
    "Repeated doses can harm the liver and its ducts without being felt.",
    numbers.LIVER_LIMIT,
    numbers.LIVER_MONTHS,
    numbers.LIVER_SESSIONS,
    (numbers.LIVER_TIMES,),
    (numbers.CHOLESTASIS, numbers.INTERVALS),
)
COGNITION = Domain(
    "LTS-03",
    "Cognition",
    "MoCA entered as a score, or another licensed or free test",
    "at the start, every 6 months",
    "A fall of 3 points: look again before the next dose",
    "Frequent use can harm memory and thinking.",
    numbers.COGNITION_LIMIT,
    numbers.COGNITION_MONTHS,
    None,
    (numbers.COGNITION_FALL,),
    (numbers.INTERVALS,),
)
PRESSURE = Domain(
    "LTS-04",
    "Blood pressure",
    "blood pressure in the clinic",
    "at each session",
    "The limits of screening",
    "Each dose lifts it; a rise that stays needs its own care.",
    ESKETAMINE_US_SUMMARY.at("Blood pressure is watched at each session"),
)
CRAVING = Domain(
    "LTS-05",
    "Dependence and craving",
    "craving 0 to 10, DAST-10, signs of drug seeking, prescription register",
    "at each visit; the register every 3 months",
    "Craving of 5 or more twice, lost medicine, early refill, other prescribers: review",
    "Ketamine can be misused, and people can become dependent on it.",
    numbers.CRAVING_LIMIT,
    numbers.PDMP_MONTHS,
    None,
    (numbers.CRAVING, numbers.CRAVING_TIMES),
    (numbers.MISUSE_WATCHED, numbers.MISUSE_CONCERN),
)
POLARITY = Domain(
    "LTS-06",
    "Mania and psychosis",
    "ASRM entered as a score, and the clinician's eye",
    "monthly",
    "Hold",
    "The drug can bring on mania or psychosis.",
    numbers.MANIA_LIMIT,
    numbers.POLARITY_MONTHS,
    None,
    (numbers.MANIA,),
    (numbers.INTERVALS,),
)
SIDE_EFFECT_TOOL = Domain(
    "LTS-07",
    "Side-effect tool (KSET)",
    "KSET or KSET-R, licensed",
    "as the tool asks",
    "As the tool says",
    "A structured tool finds what nobody thought to ask.",
    KSET,
    other_sources=(KSET_R, TOOL),
)
EXPOSURE = Domain(
    "LTS-08",
    "Total exposure",
    "total milligrams, sessions in 12 months",
    "running",
    "More than 26 sessions in 12 months, or twice in a row more frequent: review",
    "Harm to bladder and mind grows with the total.",
    numbers.EXPOSURE,
    None,
    None,
    (numbers.YEARLY_SESSIONS,),
)
DOMAINS = (URINARY, LIVER, COGNITION, PRESSURE, CRAVING, POLARITY, SIDE_EFFECT_TOOL, EXPOSURE)
