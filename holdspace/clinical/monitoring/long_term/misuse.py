"""What is asked about craving and misuse at a visit, and which answers are there?"""

from dataclasses import dataclass
from datetime import timedelta

from holdspace.clinical.monitoring.long_term.facts import LongTermFacts
from holdspace.clinical.sources import Source

SYSTEM = "https://holdspace.org/fhir/CodeSystem/long-term-check"
REQUESTS, SIGNS, REGISTER = "unscheduled-requests", "drug-seeking-signs", "prescription-register"
CODES = (REQUESTS, SIGNS, REGISTER)
WORDS = {
    REQUESTS: "Unscheduled requests since the last visit",
    SIGNS: "Signs of drug seeking since the last visit",
    REGISTER: "Prescription register",
}
MONTH = timedelta(days=30)
CHECKLIST = Source.judgement(
    "Holdspace: the list of signs of drug seeking; a sign counts until a dose was given after it, as its review is part"
    " of the decision on that dose; requests are added up over 30 days"
)


@dataclass(frozen=True)
class Sign:
    """One sign of drug seeking; `is_misuse` is a stop rule of its own."""

    code: str
    title: str
    help: str = ""
    is_misuse: bool = False


LOST = Sign("lost-medicine", "Lost or stolen medicine")
EARLY = Sign("early-refill", "A refill asked for early")
OTHER_PRESCRIBERS = Sign("other-prescribers", "Other prescribers of the same kind of drug")
ELSEWHERE = Sign("ketamine-elsewhere", "Ketamine taken outside the plan", "Stops the course: a stop rule.", True)
ANOTHER = Sign("another-sign", "Another sign", "Say which.")
NONE = Sign("none", "None of these")
ALL_SIGNS = (LOST, EARLY, OTHER_PRESCRIBERS, ELSEWHERE, ANOTHER)
SIGN_BY_CODE = {each.code: each for each in (*ALL_SIGNS, NONE)}

NOTHING_UNEXPECTED, UNEXPECTED, NO_REGISTER = "nothing-unexpected", "unexpected", "no-register"
REGISTER_ANSWERS = {
    NOTHING_UNEXPECTED: "Asked: nothing unexpected",
    UNEXPECTED: "Asked: unexpected entries",
    NO_REGISTER: "There is none for this patient",
}


def requests_in_a_month(facts: LongTermFacts) -> int | None:
    """How many unscheduled requests the answers of the last 30 days add up to; None where nobody asked."""
    asked = [each.value for each in facts.requests if facts.today - MONTH < each.on <= facts.today]
    return int(sum(asked)) if asked else None
