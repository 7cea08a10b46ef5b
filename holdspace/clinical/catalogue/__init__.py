"""What does the clinic know? Every rule, guard, protocol, scale, number, criterion and line, listed with its source."""

from holdspace.clinical.catalogue.bibliography import Cited, judgements, recalled, sources
from holdspace.clinical.catalogue.course import consent_lines, discharge, follow_up, schedules, steps
from holdspace.clinical.catalogue.doses import guards, protocols
from holdspace.clinical.catalogue.known import Kind, Known
from holdspace.clinical.catalogue.numbers import thresholds
from holdspace.clinical.catalogue.rules import interactions, rules
from holdspace.clinical.catalogue.scales import instruments
from holdspace.clinical.catalogue.whole import everything, find

__all__ = [
    "Cited",
    "Kind",
    "Known",
    "consent_lines",
    "discharge",
    "everything",
    "find",
    "follow_up",
    "guards",
    "instruments",
    "interactions",
    "judgements",
    "protocols",
    "recalled",
    "rules",
    "schedules",
    "sources",
    "steps",
    "thresholds",
]
