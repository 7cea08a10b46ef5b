"""What stands in the way: the one shape of a block, and the nine steps of the course."""

from dataclasses import dataclass
from enum import StrEnum

from holdspace.clinical.roles import Role
from holdspace.clinical.sources import Source


class Step(StrEnum):
    """A step of the course, in order; after the last the course loops back to the dose order."""

    EVALUATION = "evaluation"
    ELIGIBLE = "eligible"
    PLAN = "plan"
    PREPARATION = "preparation"
    DOSE_ORDER = "dose_order"
    START_DOSING = "start_dosing"
    READY_TO_LEAVE = "ready_to_leave"
    CLOSE_SESSION = "close_session"
    NEXT_DOSE = "next_dose"

    @property
    def label(self) -> str:
        """The step as it is named on the pathway line."""
        return LABELS[self]


LABELS = {
    Step.EVALUATION: "Evaluation",
    Step.ELIGIBLE: "Eligible",
    Step.PLAN: "Plan",
    Step.PREPARATION: "Preparation",
    Step.DOSE_ORDER: "Dose order",
    Step.START_DOSING: "Dose",
    Step.READY_TO_LEAVE: "Ready to leave",
    Step.CLOSE_SESSION: "Session closed",
    Step.NEXT_DOSE: "Next dose",
}


@dataclass(frozen=True)
class Block:
    """One thing that is missing: what, why it matters, who can clear it, and where.

    `where` is a key that the web turns into an address; `remedy` is the next step as a sentence.
    """

    step: Step
    code: str
    says: str
    because: str
    remedy: str
    who: tuple[Role, ...]
    where: str
    source: Source
    waivable: bool = False

    def __str__(self) -> str:
        return f"{self.says} {self.remedy}"
