"""What do people tell of how long it takes? Clinics and labels, by route, to hold beside what is foretold."""

from dataclasses import dataclass

from holdspace.clinical.pharmacokinetics.bibliography import SECOND_HAND, SZARMACH_2020
from holdspace.clinical.pharmacokinetics.doses import Route
from holdspace.clinical.sources import ESKETAMINE_US_SUMMARY, SAGE_COURSE, Source


@dataclass(frozen=True)
class Reported:
    """One statement, as it was found."""

    route: Route
    says: str
    source: Source


REPORTED = (
    Reported(
        Route.IV,
        "An infusion over 40 minutes: felt after 2 to 5 minutes, most at 30 to 40, clear by 2 hours.",
        Source.recalled("Infusions of 0.5 mg/kg over 40 minutes, as they are usually described"),
    ),
    Reported(
        Route.IV,
        "Blood pressure is highest at 30 to 40 minutes of a 40-minute infusion and back within 1.5 hours.",
        SZARMACH_2020,
    ),
    Reported(
        Route.IM, "Felt after about 5 minutes; a session lasts about 60.", Source("A clinic's page on injections")
    ),
    Reported(
        Route.SL, "Felt after 15 to 20 minutes, most at about 40, fading over the next 1 to 2 hours.", SAGE_COURSE
    ),
    Reported(Route.IN, "Esketamine: most at about 40 minutes; watched for at least 2 hours.", ESKETAMINE_US_SUMMARY),
    Reported(
        Route.PO,
        "Felt after 30 to 60 minutes, for 4 to 6 hours.",
        Source("Reviews of swallowed ketamine", mark=SECOND_HAND),
    ),
)


def reported_for(route: Route) -> tuple[Reported, ...]:
    """What was found for a route; nothing for under the skin."""
    return tuple(each for each in REPORTED if route is each.route)
