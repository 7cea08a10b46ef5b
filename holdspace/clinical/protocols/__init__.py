"""How is ketamine given? Routes, doses, spacing and the limits an order must respect."""

from holdspace.clinical.protocols.dose import Dose, Drug, InfusionPart, Status
from holdspace.clinical.protocols.dose_sum import VIALS, DoseSum, dose_sum
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
from holdspace.clinical.protocols.thresholds import THRESHOLDS

__all__ = [
    "NOT_SHIPPED",
    "PROTOCOLS",
    "THRESHOLDS",
    "VIALS",
    "CannotEdit",
    "Dose",
    "DoseSum",
    "Drug",
    "EarlierDose",
    "Guard",
    "InfusionPart",
    "NotShipped",
    "OrderFacts",
    "Phase",
    "PlannedDose",
    "Protocol",
    "Route",
    "Spacing",
    "Status",
    "Verdict",
    "by_id",
    "check_order",
    "dose_sum",
    "dosing_weight",
    "edited",
    "hard_stop",
    "is_too_fast",
    "maximum",
    "why_not",
]
