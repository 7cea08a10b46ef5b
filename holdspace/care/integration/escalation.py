"""What, told after a dose, must not wait for the next session? Whom to call, and how it is kept as an adverse event."""

from dataclasses import dataclass

NONE = "none"


@dataclass(frozen=True)
class Escalation:
    """One thing that is passed on at once; `serious` ones stop further doses until a prescriber has decided."""

    code: str
    asks: str
    term: str
    severity: str
    serious: bool
    do: str


# Clinical rules reference, section 7 (what is escalated) and section 8 (psychosis, mania and thoughts of suicide stop
# the course); the grading is the clinic's judgement.
ESCALATIONS = (
    Escalation(
        "dissociation",
        "Still feels unreal or apart, more than 24 hours after the dose",
        "Persistent dissociation or derealisation",
        "moderate",
        False,
        "Tell the prescriber today. No further dose until it has gone and somebody has looked.",
    ),
    Escalation(
        "mania",
        "Much too high, hardly sleeping, racing or reckless",
        "Manic or hypomanic symptoms",
        "severe",
        True,
        "Call the prescriber now. No further dose.",
    ),
    Escalation(
        "psychosis",
        "Hears or sees things, or holds beliefs that others do not share",
        "Psychotic symptoms",
        "severe",
        True,
        "Call the prescriber now. Do not leave the patient alone if frightened or commanded. No further dose.",
    ),
    Escalation(
        "suicidality",
        "Thoughts of suicide are new or worse",
        "Worse suicidality",
        "severe",
        True,
        "Ask the C-SSRS now and call the prescriber. Do not leave the patient alone when there is intent or a plan.",
    ),
)
BY_CODE = {each.code: each for each in ESCALATIONS}
