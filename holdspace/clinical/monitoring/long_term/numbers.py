"""How often is long-term harm looked for, and from which value on is something done?"""

from holdspace.clinical.sources import (
    ESKETAMINE_US_SUMMARY,
    FDA_2023,
    KETALAR_SUMMARY,
    UROPATHY_REVIEW,
    Source,
)
from holdspace.clinical.thresholds import Threshold, adjustable, fixed

INTERVALS = Source.judgement(
    "Holdspace: how often bladder, liver, cognition, mood and craving are looked at; the sources say that they are, not"
    " how often"
)
EXPOSURE = Source.judgement(
    "Holdspace: more than 26 sessions in 12 months, or sessions that twice in a row grew more frequent (counted over"
    " 28 days), ask for a review"
)
URINARY_LIMIT = Source.recalled("IPSS up by 4 points, blood or pain: hold and urology")
LIVER_LIMIT = Source.recalled("Stop above three times the upper limit of normal")
CYSTITIS_REPORT = Source("A case of cystitis at a treatment dose", "https://sysrevpharm.org")
URINARY_SHARE = UROPATHY_REVIEW.at("0 to 24.5 % had symptoms, mild to moderate, low certainty")
CHOLESTASIS = KETALAR_SUMMARY.at("Recurrent use: liver values at the start and periodically, with ALP and GGT")
COGNITION_LIMIT = Source.judgement("Holdspace: a fall of 3 points in the MoCA")
CRAVING_LIMIT = Source.judgement("Holdspace: craving of 5 or more of 10, twice")
MISUSE_WATCHED = ESKETAMINE_US_SUMMARY.at("Abuse and misuse are watched for")
MISUSE_CONCERN = FDA_2023.at("Abuse is among the safety concerns")
MANIA_LIMIT = Source.recalled("ASRM of 6 or more")

URINARY_MONTHS = adjustable(
    "LTS-01.months", "How often the bladder is looked at", 3, "months", INTERVALS, between=(1, 3)
)
URINARY_SESSIONS = adjustable(
    "LTS-01.sessions", "After how many sessions the bladder is looked at", 10, "sessions", INTERVALS, between=(3, 10)
)
URINARY_RISE = adjustable(
    "LTS-01.rise", "The rise of a bladder score that is acted on", 4, "points", URINARY_LIMIT, between=(2, 4)
)
LIVER_MONTHS = adjustable(
    "LTS-02.months", "How often the liver is looked at", 3, "months", INTERVALS, between=(1, 6),
    other_sources=(Source.judgement("Every 3 to 6 months: the shorter is ours, a clinic may take the longer"),),
)  # fmt: skip
LIVER_SESSIONS = adjustable(
    "LTS-02.sessions", "After how many sessions the liver is looked at", 10, "sessions", INTERVALS, between=(3, 10)
)
LIVER_TIMES = adjustable(
    "LTS-02.times", "How many times its upper limit a liver value may be", 3, "times", LIVER_LIMIT, between=("1.5", 3)
)
COGNITION_MONTHS = adjustable(
    "LTS-03.months", "How often cognition is looked at", 6, "months", INTERVALS, between=(1, 6)
)
COGNITION_FALL = adjustable(
    "LTS-03.fall", "The fall of a cognitive score that is acted on", 3, "points", COGNITION_LIMIT, between=(2, 3)
)
CRAVING = adjustable("LTS-05.craving", "Craving that counts", 5, "of 10", CRAVING_LIMIT, between=(3, 5))
CRAVING_TIMES = adjustable(
    "LTS-05.times", "How often in a row it counts before it is reviewed", 2, "times", CRAVING_LIMIT, between=(1, 2)
)
PDMP_MONTHS = adjustable(
    "LTS-05.pdmp_months", "How often the prescription register is asked", 3, "months", INTERVALS, between=(1, 3)
)
POLARITY_MONTHS = adjustable(
    "LTS-06.months", "How often signs of mania are asked about", 1, "months", INTERVALS, between=("0.25", 1)
)
MANIA = adjustable("LTS-06.asrm", "ASRM that holds the next dose", 6, "points", MANIA_LIMIT, between=(3, 6))
YEARLY_SESSIONS = adjustable(
    "LTS-08.sessions", "Sessions in 12 months that need no review", 26, "sessions", EXPOSURE, between=(6, 26)
)
NOTICE = fixed(
    "LTS-00.notice_days", "How many days before it is late a check is shown as due", 14, "days",
    Source.judgement("Holdspace: a check is shown two weeks before it is late, so that the laboratory can be booked"),
)  # fmt: skip
FREQUENCY_WINDOW = fixed("LTS-08.window_days", "The days over which sessions are counted", 28, "days", EXPOSURE)

THRESHOLDS: tuple[Threshold, ...] = (
    URINARY_MONTHS,
    URINARY_SESSIONS,
    URINARY_RISE,
    LIVER_MONTHS,
    LIVER_SESSIONS,
    LIVER_TIMES,
    COGNITION_MONTHS,
    COGNITION_FALL,
    CRAVING,
    CRAVING_TIMES,
    PDMP_MONTHS,
    POLARITY_MONTHS,
    MANIA,
    YEARLY_SESSIONS,
    NOTICE,
    FREQUENCY_WINDOW,
)
