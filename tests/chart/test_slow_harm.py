"""What the chart knows of slow harm: gathered over all courses, shown on the page, and in the way of the next dose."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from holdspace.chart import facts
from holdspace.chart.models import Condition, Observation, QuestionnaireResponse
from holdspace.clinical.monitoring import long_term
from holdspace.clinical.pathway import Step, what_blocks
from tests.board.build import signed_in
from tests.care.after_a_dose import a_dose_given
from tests.chart.build import MORNING, a_clinic, an_episode

pytestmark = pytest.mark.database
NEXT = MORNING + timedelta(days=7)


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def dose(house):
    return a_dose_given(house)


def day(number: int):
    return MORNING + timedelta(days=number)


def measured(house, dose, code: str, value: str | None, number: int, **given: Any) -> Observation:
    return Observation.objects.create(
        **{
            "patient": dose.patient, "system": "http://loinc.org", "code": code, "status": "final",
            "codings": [{"system": "http://loinc.org", "code": code}], "text": code,
            "value_number": Decimal(value) if value else None, "unit": "U/L", "source": "typed",
            "effective_at": day(number), "recorded_at": day(number), "recorded_by": house.bauer, **given,
        }
    )  # fmt: skip


def answered(house, dose, instrument: str, total: int, number: int, answers: dict[str, int] | None = None) -> None:
    QuestionnaireResponse.objects.create(
        patient=dose.patient, episode=dose.episode, instrument=instrument, answers=answers or {}, total=total,
        mode="score", answered_at=day(number), recorded_at=day(number), recorded_by=house.bauer,
    )  # fmt: skip


def known(dose, at=NEXT):
    return facts.for_episode(dose.episode, at=at).long_term


def blocks(dose, at=NEXT) -> list[str]:
    return [each.code for each in what_blocks(Step.NEXT_DOSE, facts.for_episode(dose.episode, at=at))]


class TestTheFacts:
    def test_hold_the_day_and_the_amount_of_what_was_given(self, dose):
        assert (len(known(dose).sessions_on), known(dose).total_mg) == (1, Decimal(60))

    def test_read_liver_values_against_their_own_upper_limit(self, house, dose):
        measured(house, dose, "1742-6", "90", 1, reference_high=Decimal(30))
        measured(house, dose, "2324-2", "80", 1, reference_high=Decimal(40))
        measured(house, dose, "6768-6", "80", 1)  # without a limit it cannot be compared
        (test,) = known(dose).liver
        assert test.times_upper_limit == {"ALT": Decimal(3), "GGT": Decimal(2)}

    @pytest.mark.parametrize("status", ["entered-in-error", "cancelled"])
    def test_leave_out_what_was_taken_back(self, house, dose, status):
        measured(house, dose, "1742-6", "300", 1, reference_high=Decimal(30), status=status)
        assert known(dose).liver == ()

    def test_read_scores_of_forms(self, house, dose):
        answered(house, dose, "ipss", 3, -2)
        answered(house, dose, "ipss", 8, 3)
        answered(house, dose, "craving", 6, 3)
        read = known(dose)
        assert [value.value for value in read.bladder["IPSS"]] == [3, 8]
        assert [value.value for value in read.craving] == [6]

    @pytest.mark.parametrize(("blood", "pain", "there"), [(0, 0, False), (1, 0, True), (0, 1, False), (0, 2, True)])
    def test_see_blood_and_pain_in_the_bladder_check(self, house, dose, blood, pain, there):
        answered(house, dose, "luts", blood + pain, 3, {"blood": blood, "pain": pain})
        assert [seen.there for seen in known(dose).blood_or_pain] == [there]

    @pytest.mark.parametrize(("number", "since"), [(-1, False), (1, True)])
    def test_see_a_psychosis_written_down_since_the_first_dose(self, house, dose, number, since):
        Condition.objects.create(
            patient=dose.patient, codings=[{"code": "F23"}], text="Brief psychotic disorder", clinical_status="active",
            recorded_at=day(number), recorded_by=house.moreau,
        )  # fmt: skip
        assert known(dose).psychosis_or_mania is since


class TestTheNextDose:
    def test_is_not_held_by_a_check_that_is_not_yet_late(self, dose):
        assert [code for code in blocks(dose) if code.startswith(("long_term", "stop"))] == []

    @pytest.mark.parametrize(("days", "held"), [(91, False), (92, True)])
    def test_is_held_once_bladder_and_liver_were_not_looked_at_for_three_months(self, dose, days, held):
        late = {"long_term:LTS-01", "long_term:LTS-02"} & set(blocks(dose, day(days)))
        assert late == ({"long_term:LTS-01", "long_term:LTS-02"} if held else set())

    def test_is_stopped_by_a_liver_value_above_three_times_its_limit(self, house, dose):
        measured(house, dose, "1742-6", "90", 1, reference_high=Decimal(30))
        assert "stop:liver" not in blocks(dose)
        measured(house, dose, "1742-6", "91", 2, reference_high=Decimal(30))
        assert "stop:liver" in blocks(dose)

    def test_is_stopped_by_a_bladder_score_that_rose(self, house, dose):
        answered(house, dose, "ipss", 3, -2)
        answered(house, dose, "ipss", 6, 3)
        assert "stop:uropathy" not in blocks(dose)
        answered(house, dose, "ipss", 7, 4)
        assert "stop:uropathy" in blocks(dose)

    def test_waits_for_a_review_of_craving(self, house, dose):
        answered(house, dose, "craving", 5, 2)
        assert "long_term:LTS-05" not in blocks(dose)
        answered(house, dose, "craving", 5, 3)
        assert "long_term:LTS-05" in blocks(dose)


class TestThePage:
    def test_shows_each_check_with_its_word_and_its_days(self, house, dose):
        answered(house, dose, "ipss", 3, -2)
        page = signed_in(house.bauer).get(f"/patients/{dose.patient_id}/").content.decode()
        assert "Long-term safety" in page
        assert "1 session in 12 months, 60 mg in all" in page
        assert "Bladder ·" in page
        assert "Liver · not recorded" in page
        assert "Never recorded" in page

    def test_shows_nothing_before_the_first_dose(self, house):
        episode = an_episode(house)
        page = signed_in(house.bauer).get(f"/patients/{episode.patient_id}/").content.decode()
        assert "Long-term safety" not in page

    def test_names_every_domain_that_has_a_day(self, dose):
        titles = [check.domain.title for check in long_term.checks(known(dose))]
        assert titles == [
            "Bladder",
            "Liver",
            "Cognition",
            "Blood pressure",
            "Dependence and craving",
            "Mania and psychosis",
            "Side-effect tool (KSET)",
        ]
