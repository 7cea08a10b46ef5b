"""Gathers frozen facts from the record, for the rules and for the pathway."""

from holdspace.chart.facts.agreed import protocol_of
from holdspace.chart.facts.coded import coded_record, screening_facts
from holdspace.chart.facts.course import for_episode, for_episodes, of_its_end, pregnancy_test_due

__all__ = [
    "coded_record",
    "for_episode",
    "for_episodes",
    "of_its_end",
    "pregnancy_test_due",
    "protocol_of",
    "screening_facts",
]
