"""How is ketamine given? Routes, doses, spacing and the limits an order must respect."""

from holdspace.clinical.protocols.dose_sum import VIALS, DoseSum, dose_sum
from holdspace.clinical.protocols.guards import EarlierDose, Guard, OrderFacts, PlannedDose, check_order
from holdspace.clinical.protocols.library import PROTOCOLS, by_id
from holdspace.clinical.protocols.limits import dosing_weight, maximum
from holdspace.clinical.protocols.protocol import Dose, Drug, Protocol
from holdspace.clinical.protocols.route import Route

__all__ = [
    "PROTOCOLS",
    "VIALS",
    "Dose",
    "DoseSum",
    "Drug",
    "EarlierDose",
    "Guard",
    "OrderFacts",
    "PlannedDose",
    "Protocol",
    "Route",
    "by_id",
    "check_order",
    "dose_sum",
    "dosing_weight",
    "maximum",
]
