"""Which steps of the course are open for a patient, and what still blocks each?

Every page, action and refusal asks here: `what_blocks(step, facts)` tells all that stands between this patient and a
step, in the order in which it would be cleared.
"""

from holdspace.clinical.pathway.agreed import PlanTerms
from holdspace.clinical.pathway.blocks import Block, Step
from holdspace.clinical.pathway.chain import (
    NextStep,
    StepState,
    blocks_before,
    next_step,
    own_blocks,
    what_blocks,
    where_it_stands,
)
from holdspace.clinical.pathway.facts import (
    AfterDoseFacts,
    ClosingFacts,
    ConsentFacts,
    CourseFacts,
    EvaluationFacts,
    FindingFacts,
    IntakeFacts,
    OpenRisk,
    OrderFacts,
    PlanFacts,
    PreparationFacts,
    ReadinessFacts,
    ScreeningState,
    SessionFacts,
    StopRule,
    TimeOutAnswer,
)
from holdspace.clinical.pathway.thresholds import THRESHOLDS
from holdspace.clinical.pathway.time_out import TIME_OUT_ITEMS, TimeOutItem

__all__ = [
    "THRESHOLDS",
    "TIME_OUT_ITEMS",
    "AfterDoseFacts",
    "Block",
    "ClosingFacts",
    "ConsentFacts",
    "CourseFacts",
    "EvaluationFacts",
    "FindingFacts",
    "IntakeFacts",
    "NextStep",
    "OpenRisk",
    "OrderFacts",
    "PlanFacts",
    "PlanTerms",
    "PreparationFacts",
    "ReadinessFacts",
    "ScreeningState",
    "SessionFacts",
    "Step",
    "StepState",
    "StopRule",
    "TimeOutAnswer",
    "TimeOutItem",
    "blocks_before",
    "next_step",
    "own_blocks",
    "what_blocks",
    "where_it_stands",
]
