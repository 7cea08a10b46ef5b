"""Which numbers are asked on more than one day? At screening and again just before a dose: one number for both."""

from holdspace.clinical import sources
from holdspace.clinical.thresholds import PressurePair, adjustable, fixed

EU_LABEL = sources.ESKETAMINE_EU_LABEL.at("Special warnings: blood pressure above 140/90, or 150/90 from 65 years")
US_LABEL = sources.ESKETAMINE_US_WARNINGS.at("Warnings: above 140/90 weigh the risk")

RAISED_UNDER_65 = PressurePair(
    adjustable(
        "CVS-02.systolic", "Highest systolic pressure without clearance, under 65", 140, "mmHg", EU_LABEL,
        between=(120, 140), other_sources=(US_LABEL,),
    ),
    adjustable(
        "CVS-02.diastolic", "Highest diastolic pressure without clearance, under 65", 90, "mmHg", EU_LABEL,
        between=(80, 90), other_sources=(US_LABEL,),
    ),
)  # fmt: skip
RAISED_FROM_65 = PressurePair(
    adjustable(
        "CVS-02.systolic_from_65", "Highest systolic pressure without clearance, from 65", 150, "mmHg", EU_LABEL,
        between=(120, 150), other_sources=(US_LABEL,),
    ),
    adjustable(
        "CVS-02.diastolic_from_65", "Highest diastolic pressure without clearance, from 65", 90, "mmHg", EU_LABEL,
        between=(80, 90), other_sources=(US_LABEL,),
    ),
)  # fmt: skip
PRESSURE_AGE = fixed("CVS-02.age", "Age from which the higher pressure limit holds", 65, "years", EU_LABEL)

# The time-out asks for exactly these spans, so they do not move without its words.
DEPRESSANT_HOURS = fixed(
    "DDI-08.hours", "Time between alcohol or a sedating substance and a dose", 24, "hours",
    sources.ISHA_CONSENT.at("24 hours"),
)  # fmt: skip
PSYCHEDELIC_DAYS = fixed("DDI-22.days", "Time between another psychedelic and a dose", 7, "days", sources.ISHA_CONSENT)
