"""A total that a rule reads is kept where the rule looks for it."""

import pytest

from holdspace.clinical.eligibility import record
from holdspace.clinical.eligibility.reading import SCORES
from holdspace.clinical.instruments import C_SSRS, PCL_5_WEEKLY, PHQ_9, by_code, coding


@pytest.mark.parametrize(("system", "code", "name"), SCORES.values(), ids=SCORES)
def test_every_total_that_the_screening_reads_is_kept_under_its_code(system: str, code: str, name: str) -> None:
    assert by_code(name).total_coding == (system, code)


def test_the_systems_are_those_of_the_record() -> None:
    assert (coding.LOINC, coding.SCREENING_FACT) == (record.LOINC, record.SCREENING_FACT)


@pytest.mark.parametrize("code", ["audit", "moca"])
def test_a_code_that_nobody_verified_is_not_sent_as_loincs(code: str) -> None:
    assert by_code(code).loinc_total == ""


def test_the_week_of_the_pcl_5_is_not_read_as_its_month() -> None:
    assert PCL_5_WEEKLY.total_coding is None


def test_item_9_and_every_question_of_the_c_ssrs_are_read_alone() -> None:
    assert [item.code for item in PHQ_9.items_read_alone] == ["self_harm"]
    assert C_SSRS.items_read_alone == C_SSRS.items
