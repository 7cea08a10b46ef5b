"""Which numbers does the day of a dose compare with? From the time-out to the door, each with its source."""

from holdspace.clinical import sources
from holdspace.clinical.instruments.aldrete import ALDRETE_1995
from holdspace.clinical.instruments.mpadss import MPADSS_TABLE
from holdspace.clinical.monitoring import bibliography
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Looser, PressurePair, Threshold, adjustable, fixed

LOWER = Looser.LOWER
OURS, GATE = bibliography.TIME_OUT_LIMITS, bibliography.DISCHARGE_GATE
ED_USE = sources.ED_KETAMINE_APPENDIX.at("Below 50 or above 150 in emergency use")
ED_BREATHS = sources.ED_KETAMINE_APPENDIX.at("Below 10 or above 30 in emergency use")

# How old a value may be.
FRESH_MINUTES = adjustable(
    "DAY-00.minutes", "How old a measurement may be to stand for now", 30, "minutes", OURS, between=(10, 30)
)
ASKED_HOURS = adjustable(
    "DAY-09.hours", "How old the C-SSRS of the day may be", 12, "hours",
    Source.judgement("Long enough for a form filled on the way here, too short for yesterday's."), between=(2, 12),
)  # fmt: skip

# The time-out.
HOLD_AT = PressurePair(
    adjustable(
        "DAY-02.systolic", "Systolic pressure that stops a dose", 160, "mmHg", OURS, between=(150, 160),
        other_sources=(sources.ESKETAMINE_EU_LABEL.at("a delay balances benefit and risk, no number named"),),
    ),
    adjustable("DAY-02.diastolic", "Diastolic pressure that stops a dose", 100, "mmHg", OURS, between=(92, 100)),
)  # fmt: skip
_EMERGENCY = Source.recalled("Blood pressure of 180/110 or more calls for an emergency assessment")
EMERGENCY_AT = PressurePair(
    adjustable("DAY-03.systolic", "Systolic pressure of an emergency", 180, "mmHg", _EMERGENCY, between=(165, 180)),
    adjustable("DAY-03.diastolic", "Diastolic pressure of an emergency", 110, "mmHg", _EMERGENCY, between=(101, 110)),
)
REPEATS = adjustable(
    "DAY-01.repeats", "How often a raised pressure is repeated before a prescriber decides", 2, "times", OURS,
    between=(2, 4), looser=LOWER,
)  # fmt: skip
REPEAT_MINUTES = adjustable(
    "DAY-01.minutes", "Time between two repeats of a raised pressure", 5, "minutes", OURS, between=(5, 10),
    looser=LOWER,
)  # fmt: skip
LOWEST_HEART_RATE = adjustable(
    "DAY-04.low", "Heart rate below which there is no dose", 50, "/min", OURS, between=(50, 60), looser=LOWER,
    other_sources=(ED_USE,),
)  # fmt: skip
HIGHEST_HEART_RATE = adjustable(
    "DAY-04.high", "Heart rate above which there is no dose", 110, "/min", OURS, between=(90, 120),
    other_sources=(ED_USE,),
)  # fmt: skip
LOWEST_SPO2 = adjustable(
    "DAY-05.low", "Oxygen saturation below which there is no dose", 94, "%", OURS, between=(94, 96), looser=LOWER
)
LOWEST_BREATHS = adjustable(
    "DAY-06.low", "Breaths below which there is no dose", 10, "/min", OURS, between=(10, 12), looser=LOWER,
    other_sources=(ED_BREATHS,),
)  # fmt: skip
HIGHEST_BREATHS = adjustable(
    "DAY-06.high", "Breaths above which there is no dose", 24, "/min", OURS, between=(20, 30),
    other_sources=(ED_BREATHS,),
)  # fmt: skip
FEVER = adjustable("DAY-07.high", "Temperature from which there is no dose", 38, "°C", OURS, between=("37.5", 38))
_SPRAY = sources.ESKETAMINE_US_WARNINGS
_PRACTICE = sources.ISHA_CONSENT.at("Fasting")
_ANAESTHESIA = Source.recalled("Anaesthetic practice: solids 6 hours, clear fluids 2 hours")
FOOD_BEFORE_SPRAY = adjustable(
    "DAY-08.spray.food", "Hours without food before a nasal dose", 2, "hours", _SPRAY, between=(2, 8), looser=LOWER
)
DRINK_BEFORE_SPRAY = adjustable(
    "DAY-08.spray.drink", "Minutes without drink before a nasal dose", 30, "minutes", _SPRAY, between=(30, 240),
    looser=LOWER,
)  # fmt: skip
FOOD_BEFORE = adjustable(
    "DAY-08.food", "Hours without food before other routes", 4, "hours", _PRACTICE, between=(4, 8), looser=LOWER,
    other_sources=(_ANAESTHESIA,),
)  # fmt: skip
DRINK_BEFORE = adjustable(
    "DAY-08.drink", "Minutes without drink before other routes", 120, "minutes", _PRACTICE, between=(120, 240),
    looser=LOWER, other_sources=(_ANAESTHESIA,),
)  # fmt: skip
PREGNANCY_TEST_DAYS = adjustable("DAY-11.days", "How long a pregnancy test counts", 28, "days", OURS, between=(1, 28))
BREATH_ALCOHOL = fixed(
    "DAY-12.breath", "Alcohol on the breath that is allowed", 0, "", sources.ISHA_CONSENT.at("no alcohol for 24 hours")
)

# The door.
LEAVES_BELOW = PressurePair(
    adjustable("LEAVE.systolic", "Systolic pressure below which one may leave", 160, "mmHg", GATE, between=(140, 160)),
    adjustable("LEAVE.diastolic", "Diastolic pressure below which one may leave", 100, "mmHg", GATE, between=(90, 100)),
)
STEADY_PERCENT = adjustable(
    "LEAVE.percent", "How far from baseline blood pressure may be when leaving", 20, "%", GATE, between=(10, 20),
    other_sources=(bibliography.PADSS_TABLE.at("within 20 % scores full marks"),),
)  # fmt: skip
LEAVES_WITH_SPO2 = adjustable(
    "LEAVE.spo2", "Oxygen saturation on air with which one may leave", 94, "%", GATE, between=(94, 96), looser=LOWER,
    other_sources=(ALDRETE_1995.at("above 92 % on air scores full marks"),),
)  # fmt: skip
ALDRETE_TOTAL = adjustable(
    "LEAVE.aldrete", "Aldrete total with which one may leave", 9, "of 10", ALDRETE_1995, between=(9, 10),
    looser=LOWER,
)  # fmt: skip
MPADSS_TOTAL = adjustable(
    "LEAVE.mpadss", "MPADSS total with which one may leave", 9, "of 10", MPADSS_TABLE, between=(9, 10),
    looser=LOWER,
)  # fmt: skip
RESOLVED_DISSOCIATION = adjustable(
    "LEAVE.cadss_6", "CADSS-6 that counts as resolved", 2, "points",
    Source.judgement("A CADSS-6 of 2 or less, or not above the patient's own baseline, counts as resolved."),
    between=(0, 2), other_sources=(bibliography.CADSS_6,),
)  # fmt: skip
ANTAGONIST_HOURS = adjustable(
    "LEAVE.antagonist", "Hours after naloxone or flumazenil before one may leave", 2, "hours",
    bibliography.RCEM_DISCHARGE, between=(2, 6), looser=LOWER,
)  # fmt: skip


def _observation(route: str, name: str, published: int, source: Source, *others: Source) -> Threshold:
    return adjustable(
        f"LEAVE.minutes.{route}", f"Shortest observation after the last dose, {name}", published, "minutes", source,
        between=(published, 240), looser=LOWER, other_sources=others,
    )  # fmt: skip


OBSERVATION = {
    "iv": _observation("iv", "infusion", 60, GATE, sources.ED_KETAMINE_APPENDIX.at("60 minutes after the last drug")),
    "im": _observation("im", "into the muscle", 120, GATE),
    # Nobody names a time for an injection under the skin: it is watched as long as one into the muscle.
    "sc": _observation("sc", "under the skin", 120, GATE),
    "sl": _observation("sl", "lozenge", 120, GATE),
    "po": _observation("po", "swallowed", 120, GATE),
    "in": _observation("in", "nasal", 120, sources.ESKETAMINE_US_SUMMARY),
}

NUMBERS: tuple[Threshold, ...] = (
    FRESH_MINUTES, *HOLD_AT.both, *EMERGENCY_AT.both, REPEATS, REPEAT_MINUTES,
    LOWEST_HEART_RATE, HIGHEST_HEART_RATE, LOWEST_SPO2, LOWEST_BREATHS, HIGHEST_BREATHS, FEVER,
    FOOD_BEFORE_SPRAY, DRINK_BEFORE_SPRAY, FOOD_BEFORE, DRINK_BEFORE, ASKED_HOURS, PREGNANCY_TEST_DAYS, BREATH_ALCOHOL,
    *LEAVES_BELOW.both, STEADY_PERCENT, LEAVES_WITH_SPO2, ALDRETE_TOTAL, MPADSS_TOTAL, RESOLVED_DISSOCIATION,
    ANTAGONIST_HOURS, *OBSERVATION.values(),
)  # fmt: skip
