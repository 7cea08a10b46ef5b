"""How is ketamine given? Routes, doses, spacing and the limits an order must respect."""

from holdspace.clinical.protocols.dilution import Dilution, diluted
from holdspace.clinical.protocols.dose import Dose, Drug, InfusionPart, Status
from holdspace.clinical.protocols.dose_sum import VIALS, DoseSum, Fact, differences, dose_sum, two_person_check
from holdspace.clinical.protocols.editing import CannotEdit, edited, why_not
from holdspace.clinical.protocols.guards import (
    EarlierDose,
    Guard,
    OrderFacts,
    PlannedDose,
    Verdict,
    check_order,
    is_too_fast,
)
from holdspace.clinical.protocols.limits import dosing_weight, hard_stop, maximum
from holdspace.clinical.protocols.phase import Phase, Spacing
from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.protocols.published import NOT_SHIPPED, PROTOCOLS, NotShipped, by_id
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.protocols.running import Room, RunningTotal, after, for_the_screen, running_total
from holdspace.clinical.protocols.thresholds import THRESHOLDS

__all__ = [
    "NOT_SHIPPED",
    "PROTOCOLS",
    "THRESHOLDS",
    "VIALS",
    "CannotEdit",
    "Dilution",
    "Dose",
    "DoseSum",
    "Drug",
    "EarlierDose",
    "Fact",
    "Guard",
    "InfusionPart",
    "NotShipped",
    "OrderFacts",
    "Phase",
    "PlannedDose",
    "Protocol",
    "Room",
    "Route",
    "RunningTotal",
    "Spacing",
    "Status",
    "Verdict",
    "after",
    "by_id",
    "check_order",
    "differences",
    "diluted",
    "dose_sum",
    "dosing_weight",
    "edited",
    "for_the_screen",
    "hard_stop",
    "is_too_fast",
    "maximum",
    "running_total",
    "two_person_check",
    "why_not",
]
