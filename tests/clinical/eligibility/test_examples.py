"""The examples on a rule's page: asked of the rule itself, on both sides of the number that holds."""

from decimal import Decimal

import pytest

from holdspace.clinical.eligibility import RULES
from holdspace.clinical.eligibility.examples import FACTS, tried
from holdspace.clinical.findings import Level
from holdspace.clinical.thresholds import PUBLISHED, Limits
from tests.clinical.eligibility.people import TODAY

BY_ID = {rule.id: rule for rule in RULES}
# Decided by moments between entries, by a note beside a finding, or by a number of another rule: shown there.
WITHOUT = {
    ("PSY-04", "PSY-04.asrm"), ("CVS-00", "CVS-00.days"), ("CVS-03", "CVS-01.systolic"), ("CVS-03", "CVS-01.diastolic"),
    ("CVS-08", "CVS-04.days"), ("PREG-02", "PREG-03.youngest"), ("PREG-02", "PREG-03.oldest"),
    ("DDI-01", "DDI-01.hours"), ("DDI-08", "DDI-08.hours"), ("DDI-13", "DDI-13.hours"), ("DDI-22", "DDI-22.days"),
}  # fmt: skip


class TestTheExamples:
    def test_are_there_for_every_number_but_those_named(self):
        numbers = {(rule.id, threshold.code) for rule in RULES for threshold in rule.compares_with}
        assert set(FACTS) | WITHOUT == numbers and not set(FACTS) & WITHOUT

    @pytest.mark.parametrize("moved", [False, True], ids=["as published", "our own"])
    @pytest.mark.parametrize(("rule", "code"), FACTS, ids="/".join)
    def test_say_something_else_on_the_two_sides(self, rule, code, moved):
        threshold = next(each for each in BY_ID[rule].compares_with if each.code == code)
        limits = Limits.of_clinic(1, {code: threshold.strictest}) if moved else PUBLISHED
        shown = next(each for each in tried(BY_ID[rule], TODAY, limits) if each.threshold.code == code)
        below, at, above = shown.examples
        assert at.value == limits.of(threshold)
        assert below.value < at.value < above.value
        assert len({below.level, at.level, above.level}) > 1
        assert all(bool(each.says) is (each.level is not None) for each in shown.examples)

    def test_move_with_the_number(self):
        own = Limits.of_clinic(1, {"CVS-01.systolic": Decimal(155)})
        shown = next(tried(BY_ID["CVS-01"], TODAY, own))
        assert [(each.value, each.level) for each in shown.examples] == [
            (154, None),
            (155, Level.ABSOLUTE),
            (156, Level.ABSOLUTE),
        ]
