"""Does the treatment do harm slowly? Bladder, liver, mind, craving, mood and total exposure over the years."""

from holdspace.clinical.monitoring.long_term.checks import Check, Standing, checks
from holdspace.clinical.monitoring.long_term.domains import DOMAINS, Domain
from holdspace.clinical.monitoring.long_term.facts import LiverTest, LongTermFacts, Seen, Value
from holdspace.clinical.monitoring.long_term.misuse import requests_in_a_month
from holdspace.clinical.monitoring.long_term.numbers import THRESHOLDS
from holdspace.clinical.monitoring.long_term.rules import RULES, findings, missing

__all__ = [
    "DOMAINS",
    "RULES",
    "THRESHOLDS",
    "Check",
    "Domain",
    "LiverTest",
    "LongTermFacts",
    "Seen",
    "Standing",
    "Value",
    "checks",
    "findings",
    "missing",
    "requests_in_a_month",
]
