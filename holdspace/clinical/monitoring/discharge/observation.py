"""How long is a patient watched after the last dose?"""

from datetime import datetime, timedelta

from holdspace.clinical.monitoring.bibliography import DISCHARGE_GATE, SPRAVATO_WINDOW
from holdspace.clinical.monitoring.discharge.facts import Criterion, DischargeFacts
from holdspace.clinical.monitoring.measured import minutes
from holdspace.clinical.monitoring.numbers import OBSERVATION
from holdspace.clinical.thresholds import PUBLISHED, Limits

MINIMUM_OBSERVATION = {route: PUBLISHED.minutes(each) for route, each in OBSERVATION.items()}

# A started minute still counts as one to go: "0 min to go" beside "not met" would read as an error.
ALMOST = timedelta(seconds=59)


def observation_ends_at(route: str, last_dose_at: datetime, limits: Limits = PUBLISHED) -> datetime:
    """The earliest moment at which somebody may leave, counted from the last dose (the end of an infusion)."""
    if route not in MINIMUM_OBSERVATION:
        raise ValueError(
            f"There is no observation time for the route {route}. Known: {', '.join(MINIMUM_OBSERVATION)}."
        )
    return last_dose_at + limits.minutes(OBSERVATION[route])


def observation_time(facts: DischargeFacts) -> Criterion:
    """The clock starts at the last dose, so that a second dose is watched as long as a first."""
    threshold = OBSERVATION.get(facts.route)
    source = threshold.source if threshold else DISCHARGE_GATE
    because = "Sedation and a rise in blood pressure can come late; each route has its own shortest time."
    heading = source.at(f"counted from the last dose ({SPRAVATO_WINDOW.text}: pick one, write it down)")
    if facts.last_dose_at is None:
        met, says = None, "No dose is recorded, so the time cannot be counted."
    else:
        by_protocol = facts.last_dose_at + timedelta(minutes=facts.watched_minutes)
        left = max(observation_ends_at(facts.route, facts.last_dose_at, facts.limits), by_protocol) - facts.at
        met = left <= timedelta(0)
        watched = minutes(facts.at - facts.last_dose_at)
        says = f"Watched for {watched}." if met else f"Watched for {watched}; {minutes(left + ALMOST)} to go."
    used = facts.limits.used((threshold,) if threshold else ())
    return Criterion("observation_time", "Observation time", met, says, because, heading, facts.limits.version, used)
