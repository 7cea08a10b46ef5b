"""How long is a patient watched after the last dose?"""

from datetime import datetime, timedelta

from holdspace.clinical.monitoring.bibliography import DISCHARGE_GATE, SPRAVATO_WINDOW
from holdspace.clinical.monitoring.discharge.facts import Criterion, DischargeFacts
from holdspace.clinical.monitoring.measured import minutes
from holdspace.clinical.sources import ED_KETAMINE_APPENDIX, ESKETAMINE_US_SUMMARY

# An injection under the skin is watched as long as one into the muscle: no source names its time.
MINIMUM_OBSERVATION = {
    "iv": timedelta(minutes=60),
    "im": timedelta(minutes=120),
    "sc": timedelta(minutes=120),
    "sl": timedelta(minutes=120),
    "po": timedelta(minutes=120),
    "in": timedelta(minutes=120),
}
OBSERVATION_SOURCES = {"in": ESKETAMINE_US_SUMMARY, "iv": ED_KETAMINE_APPENDIX}

# A started minute still counts as one to go: "0 min to go" beside "not met" would read as an error.
ALMOST = timedelta(seconds=59)


def observation_ends_at(route: str, last_dose_at: datetime) -> datetime:
    """The earliest moment at which somebody may leave, counted from the last dose (the end of an infusion)."""
    if route not in MINIMUM_OBSERVATION:
        raise ValueError(
            f"There is no observation time for the route {route}. Known: {', '.join(MINIMUM_OBSERVATION)}."
        )
    return last_dose_at + MINIMUM_OBSERVATION[route]


def observation_time(facts: DischargeFacts) -> Criterion:
    """The clock starts at the last dose, so that a second dose is watched as long as a first."""
    source = OBSERVATION_SOURCES.get(facts.route, DISCHARGE_GATE)
    because = "Sedation and a rise in blood pressure can come late; each route has its own shortest time."
    heading = source.at(f"counted from the last dose ({SPRAVATO_WINDOW.text}: pick one, write it down)")
    if facts.last_dose_at is None:
        met, says = None, "No dose is recorded, so the time cannot be counted."
    else:
        left = observation_ends_at(facts.route, facts.last_dose_at) - facts.at
        met = left <= timedelta(0)
        watched = minutes(facts.at - facts.last_dose_at)
        says = f"Watched for {watched}." if met else f"Watched for {watched}; {minutes(left + ALMOST)} to go."
    return Criterion("observation_time", "Observation time", met, says, because, heading)
