"""What did staff answer with yes or no before the patient leaves?"""

from collections.abc import Callable

from holdspace.clinical.monitoring.bibliography import DISCHARGE_GATE
from holdspace.clinical.monitoring.discharge.facts import Criterion, DischargeFacts


def _said(
    code: str, title: str, answer: Callable[[DischargeFacts], bool | None], yes: str, no: str, because: str
) -> Callable[[DischargeFacts], Criterion]:
    """A criterion that somebody answers with yes or no."""

    def criterion(facts: DischargeFacts) -> Criterion:
        met = answer(facts)
        says = f"{title}: not recorded." if met is None else (yes if met else no)
        return Criterion(code, title, met, says, because, DISCHARGE_GATE)

    return criterion


oriented = _said(
    "oriented",
    "Oriented to person, place and time",
    lambda facts: facts.oriented,
    "Knows who, where and when.",
    "Does not know who, where or when.",
    "Confusion means the drug still acts.",
)
gait = _said(
    "gait",
    "Walks unaided, heel to toe",
    lambda facts: facts.walks_unaided,
    "Walks heel to toe unaided.",
    "Cannot walk heel to toe unaided.",
    "An unsteady walk ends in a fall on the way home.",
)
nausea = _said(
    "nausea",
    "Nausea under control",
    lambda facts: facts.nausea_controlled,
    "Nausea is under control.",
    "Nausea is not under control.",
    "Vomiting on the way home can choke a drowsy person.",
)
escort = _said(
    "escort",
    "Escort here and identified",
    lambda facts: facts.escort_identified,
    "The escort is here and identified.",
    "The escort is not here or not identified.",
    "Nobody drives or travels alone after a dose.",
)
instructions = _said(
    "instructions",
    "Written instructions given",
    lambda facts: facts.instructions_given,
    "Written instructions are given.",
    "Written instructions are not given.",
    "No driving until after a night's sleep, and whom to call, must be on paper: today's memory is unreliable.",
)
signature = _said(
    "signature",
    "Signed by a clinician",
    lambda facts: facts.clinician_signed,
    "Signed by a clinician.",
    "Not signed by a clinician.",
    "Somebody answers for the decision by name.",
)
