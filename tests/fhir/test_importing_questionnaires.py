"""Filled questionnaires of other systems: scored anew, seen by the screening, never overwritten by another form."""

from datetime import timedelta

import pytest

from holdspace.chart.facts import screening_facts
from holdspace.chart.models import Observation, Patient, QuestionnaireResponse
from holdspace.clinical.instruments import GAD_7, PHQ_9
from holdspace.fhir.mappers.questionnaire_response import response
from tests.chart.build import House
from tests.fhir.build import NOON, Json, about, bring_in, bundle, patient

pytestmark = pytest.mark.database
LATER = NOON + timedelta(days=1)
ONES = {item.code: 1 for item in PHQ_9.scored_items}


def phq_9(answers: Json, *, instrument=PHQ_9, **given) -> Json:
    told = about("QuestionnaireResponse", "phq") | response(instrument, answers)
    return told | {"authored": "2026-05-13T10:00:00+02:00"} | given


def of_type(report, kind: str = "QuestionnaireResponse"):
    return next(one for one in report.types if one.type == kind)


class TestAFilledQuestionnaire:
    def test_enters_the_chart_with_our_score_and_tells_the_screening(self, house: House) -> None:
        (report,) = bring_in(house.clinic, bundle(patient(), phq_9(ONES)))
        row = QuestionnaireResponse.objects.get()
        assert (of_type(report).kept, row.total, row.band, row.mode) == (1, 9, "mild", "imported")
        assert row.answered_at.isoformat() == "2026-05-13T08:00:00+00:00"
        assert screening_facts(Patient.objects.get(), on=NOON.date()).phq9_item9 == 1

    def test_makes_one_row_however_often_it_comes(self, house: House) -> None:
        for _ in range(2):
            (report,) = bring_in(house.clinic, bundle(patient(), phq_9(ONES)))
        assert of_type(report).already_here == 1
        assert (QuestionnaireResponse.objects.count(), Observation.objects.count()) == (1, 2)

    def test_that_comes_again_changed_amends_what_was_read_of_it(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), phq_9(ONES | {"self_harm": 0})))
        (report,) = bring_in(
            house.clinic, bundle(patient(), phq_9(ONES | {"self_harm": 3}, status="amended")), at=LATER
        )
        assert of_type(report).amended == 1
        assert QuestionnaireResponse.objects.current().get().total == 11
        assert screening_facts(Patient.objects.get(), on=NOON.date()).phq9_item9 == 3

    def test_that_comes_again_with_a_gap_takes_its_total_back(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), phq_9(ONES)))
        gap = {code: value for code, value in ONES.items() if code != "self_harm"}
        bring_in(house.clinic, bundle(patient(), phq_9(gap)), at=LATER)
        assert QuestionnaireResponse.objects.current().get().total is None
        assert not Observation.objects.current().filter(is_absent=False).exists()
        assert screening_facts(Patient.objects.get(), on=NOON.date()).phq9_item9 is None

    def test_that_comes_again_as_another_form_changes_nothing(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), phq_9(ONES)))
        sevens = {item.code: 1 for item in GAD_7.items}
        (report,) = bring_in(house.clinic, bundle(patient(), phq_9(sevens, instrument=GAD_7)), at=LATER)
        assert "another questionnaire than before" in of_type(report).skipped[0].because
        assert QuestionnaireResponse.objects.get().instrument == "phq-9"

    def test_of_an_unknown_form_is_skipped_with_its_reason_and_spoils_nothing(self, house: House) -> None:
        unknown = phq_9(ONES, id="vital-signs", questionnaire="https://example.org/Questionnaire/hunger")
        for item in unknown["item"]:
            item["linkId"] = f"other-{item['linkId']}-x"
        (report,) = bring_in(house.clinic, bundle(patient(), phq_9(ONES), unknown))
        assert (of_type(report).kept, of_type(report).skipped[0].because) == (
            1,
            "Its questionnaire is none that the clinic knows.",
        )

    def test_with_an_answer_out_of_range_is_skipped_without_repeating_it(self, house: House) -> None:
        wrong = phq_9(ONES)
        wrong["item"][8]["answer"] = [{"valueInteger": 7}]
        (report,) = bring_in(house.clinic, bundle(patient(), wrong))
        assert of_type(report).skipped[0].because == "The answer to self_harm of PHQ-9 can be 0, 1, 2, 3."
        assert not QuestionnaireResponse.objects.exists()

    def test_stating_another_total_is_scored_anew_and_remarked_on(self, house: House) -> None:
        told = phq_9(ONES)
        told["item"].append({"linkId": "44261-6", "answer": [{"valueInteger": 20}]})
        (report,) = bring_in(house.clinic, bundle(patient(), told))
        assert "not the sum of its answers" in of_type(report).remarks[0].because
        assert QuestionnaireResponse.objects.get().total == 9

    def test_taken_back_before_it_came_is_not_kept(self, house: House) -> None:
        (report,) = bring_in(house.clinic, bundle(patient(), phq_9(ONES, status="entered-in-error")))
        assert "entered in error" in of_type(report).skipped[0].because
        assert not QuestionnaireResponse.objects.exists()
