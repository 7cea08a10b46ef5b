"""Diagnoses, medicines, allergies, family: kept, corrected, taken back, and read by the rules."""

from typing import Any

import pytest
from django.urls import reverse

from holdspace.care.intake import actions
from holdspace.care.intake.forms.history import ConditionForm
from holdspace.chart import facts
from holdspace.chart.models import (
    AllergyIntolerance,
    Condition,
    EpisodeOfCare,
    FamilyMemberHistory,
    MedicationReview,
    MedicationStatement,
)
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.eligibility.facts import ScreeningFacts, State
from tests.care.intake.build import signed_in
from tests.chart.build import MORNING, House, a_clinic, a_patient, an_episode

pytestmark = pytest.mark.database


@pytest.fixture
def house(db: None) -> House:
    return a_clinic()


@pytest.fixture
def episode(house: House) -> EpisodeOfCare:
    return an_episode(house)


@pytest.fixture
def told(house: House, episode: EpisodeOfCare) -> dict[str, Any]:
    return {"patient": episode.patient, "by": house.alvarez, "at": MORNING}


def known(episode: EpisodeOfCare) -> ScreeningFacts:
    return facts.screening_facts(episode.patient, on=MORNING.date())


class TestADiagnosis:
    def test_is_read_with_its_dates(self, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        actions.record_condition(text="Stroke", code="I63.9", clinical_status="resolved", onset="2019-04", **told)
        (stroke,) = known(episode).conditions
        assert (stroke.codes, stroke.state, str(stroke.onset)) == (("I63.9",), State.PAST, "April 2019")

    def test_is_replaced_by_its_correction(self, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        wrong = actions.record_condition(text="Bipolar disorder", code="F31.9", **told)
        actions.record_condition(text="Depression", code="F32.9", amends=wrong, because="Misread", **told)
        assert [each.codes for each in known(episode).conditions] == [("F32.9",)]

    def test_is_not_corrected_without_a_reason(self, told: dict[str, Any]) -> None:
        wrong = actions.record_condition(text="Bipolar disorder", **told)
        with pytest.raises(Refused, match="reason is missing"):
            actions.record_condition(text="Depression", amends=wrong, because=" ", **told)
        assert Condition.objects.count() == 1

    def test_is_corrected_once(self, told: dict[str, Any]) -> None:
        wrong = actions.record_condition(text="Bipolar disorder", **told)
        actions.record_condition(text="Depression", amends=wrong, because="Misread", **told)
        with pytest.raises(Refused, match="meanwhile"):
            actions.record_condition(text="Dysthymia", amends=wrong, because="Misread", **told)

    def test_of_another_patient_is_not_corrected_here(self, house: House, told: dict[str, Any]) -> None:
        wrong = actions.record_condition(text="Bipolar disorder", **told)
        another = told | {"patient": a_patient(house, given_name="Daniel")}
        with pytest.raises(Refused, match="another patient"):
            actions.record_condition(text="Depression", amends=wrong, because="Misread", **another)

    def test_taken_back_counts_no_more_and_stays_readable(self, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        row = actions.record_condition(text="Schizophrenia", code="F20.9", **told)
        actions.take_back_history(row=row, because="Another patient's letter", by=told["by"], at=MORNING)
        assert known(episode).conditions == ()
        assert Condition.objects.get(pk=row.pk).verification_status == "confirmed"

    def test_is_refused_to_who_may_not(self, house: House, told: dict[str, Any]) -> None:
        with pytest.raises(Denied):
            actions.record_condition(text="Depression", **(told | {"by": house.quinn}))


class TestCorrectingWhatAnotherSystemSent:
    """A correction of words changes nothing else that was known."""

    def sent(self, told: dict[str, Any], **given: str) -> Condition:
        facts = {"text": "Angina", "codings": [{"system": "http://snomed.info/sct", "code": "194828000"}]} | given
        return Condition.objects.create(patient=told["patient"], recorded_at=MORNING, **facts)

    def test_keeps_how_far_it_was_checked_and_how_grave_it_was(self, told: dict[str, Any]) -> None:
        row = self.sent(told, verification_status="unconfirmed", severity_code="6736007")
        corrected = actions.record_condition(text="Angina pectoris", amends=row, because="Spelling", **told)
        assert (corrected.verification_status, corrected.severity_code) == ("unconfirmed", "6736007")

    @pytest.mark.parametrize(("grade", "ticked"), [("24484000", True), ("6736007", False), ("", False)])
    def test_shows_severe_only_where_it_is(self, told: dict[str, Any], grade: str, ticked: bool) -> None:
        assert ConditionForm.written(self.sent(told, severity_code=grade))["severe"] is ticked

    def test_takes_a_date_with_its_time(self, house: House, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        row = self.sent(told, onset="2019-04-28T10:00:00+02:00", clinical_status="active")
        address = reverse("intake:correct", args=[episode.pk, "condition", row.pk])
        form = signed_in(house.alvarez).get(address).context["form"]
        assert form["onset"].value() == "2019-04-28"

    def test_keeps_its_codes_while_the_words_stay(self, told: dict[str, Any]) -> None:
        row = self.sent(told)
        corrected = actions.record_condition(text="Angina", onset="2019", amends=row, because="Date told", **told)
        assert corrected.codings == row.codings


class TestMedicines:
    def test_are_unknown_until_somebody_asks(self, episode: EpisodeOfCare) -> None:
        assert known(episode).medicines is None

    def test_none_taken_is_an_answer(self, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        actions.review_medicines(takes_nothing=True, **told)
        assert known(episode).medicines == ()

    def test_cannot_be_none_while_one_is_taken(self, told: dict[str, Any]) -> None:
        actions.record_medicine(text="Lamictal 100 mg", **told)
        with pytest.raises(Refused, match="on the list as taken"):
            actions.review_medicines(takes_nothing=True, **told)
        assert not MedicationReview.objects.exists()

    def test_cannot_be_complete_with_nothing_on_the_list(self, told: dict[str, Any]) -> None:
        with pytest.raises(Refused, match="nothing is on the list"):
            actions.review_medicines(takes_nothing=False, **told)

    def test_stopped_count_no_more(self, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        row = actions.record_medicine(text="Lamictal 100 mg", **told)
        assert known(episode).taking("lamotrigine")
        actions.record_medicine(text="Lamictal 100 mg", status="stopped", amends=row, because="Stopped", **told)
        assert not known(episode).taking("lamotrigine")

    @pytest.mark.parametrize(
        ("written", "said"),
        [("Lamictal 100 mg", "Recognised as lamotrigine"), ("Wonderbalm", "Not recognised: no rule reads it")],
    )
    def test_are_read_back_at_once(self, house: House, episode: EpisodeOfCare, written: str, said: str) -> None:
        address = reverse("intake:add", args=[episode.pk, "medicine"])
        sent = {"medicine-text": written, "medicine-status": "active"}
        page = signed_in(house.alvarez).post(address, sent, follow=True).content.decode()
        assert said in page

    def test_are_read_back_while_one_types(self, house: House) -> None:
        page = signed_in(house.alvarez).get(reverse("intake:recognise"), {"medicine-text": "valium 5"}).content.decode()
        assert "Recognised: diazepam" in page


class TestAllergies:
    def test_none_known_is_an_answer(self, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        assert known(episode).allergies is None
        actions.record_no_known_allergy(**told)
        assert known(episode).allergies == ()

    def test_none_known_is_refused_while_one_stands(self, told: dict[str, Any]) -> None:
        actions.record_allergy(text="Penicillin", **told)
        with pytest.raises(Refused, match="Penicillin is on the list"):
            actions.record_no_known_allergy(**told)
        assert AllergyIntolerance.objects.count() == 1

    def test_one_found_later_corrects_none_known(self, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        denied = actions.record_no_known_allergy(**told)
        found = actions.record_allergy(text="Ketamine", **told)
        assert found.amends == denied
        assert [each.text for each in known(episode).allergies or ()] == ["Ketamine"]


class TestFamily:
    def test_psychosis_of_the_mother_is_read(self, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        row = actions.record_relative(
            relationship_code="MTH", relationship="Mother", text="Schizophrenia", code="F20.9", **told
        )
        assert known(episode).family_psychosis is True
        actions.take_back_history(row=row, because="It was a neighbour", by=told["by"], at=MORNING)
        assert known(episode).family_psychosis is None

    def test_of_an_aunt_is_not_first_degree(self, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        actions.record_relative(relationship_code="AUNT", relationship="Aunt", text="Psychosis", code="F29", **told)
        assert known(episode).family_psychosis is None


class TestThePageOfTheHistory:
    ADDED = {
        "medicine": {"text": "Sertraline", "status": "active"},
        "allergy": {"text": "Latex", "criticality": "high"},
        "condition": {"text": "Migraine", "clinical_status": "active", "onset": "2019-4"},
        "relative": {"text": "Depression", "relationship_code": "FTH"},
    }

    @pytest.mark.parametrize("kind", ADDED)
    def test_keeps_an_entry_of_each_kind(self, house: House, episode: EpisodeOfCare, kind: str) -> None:
        sent = {f"{kind}-{name}": value for name, value in self.ADDED[kind].items()}
        answer = signed_in(house.alvarez).post(reverse("intake:add", args=[episode.pk, kind]), sent, follow=True)
        assert f"{self.ADDED[kind]['text']} is recorded." in answer.content.decode()

    @pytest.mark.parametrize(
        ("onset", "wrong"),
        [("2019-13", True), ("2019-02-30", True), ("2091", True), ("spring", True), ("2019-04", False), ("", False)],
    )
    def test_refuses_dates_that_cannot_be(self, house: House, episode: EpisodeOfCare, onset: str, wrong: bool) -> None:
        sent = {"condition-text": "Migraine", "condition-clinical_status": "active", "condition-onset": onset}
        answer = signed_in(house.alvarez).post(reverse("intake:add", args=[episode.pk, "condition"]), sent)
        assert (answer.status_code == 422) is wrong
        assert Condition.objects.exists() is not wrong

    def test_corrects_an_entry(self, house: House, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        row = actions.record_medicine(text="Sertralin", **told)
        address = reverse("intake:correct", args=[episode.pk, "medicine", row.pk])
        client = signed_in(house.alvarez)
        assert client.get(address).status_code == 200
        sent = {"do": "correct", "text": "Sertraline", "status": "active", "because": "Spelling"}
        assert client.post(address, sent).status_code == 302
        assert MedicationStatement.objects.current().get().amends == row

    def test_takes_an_entry_back(self, house: House, episode: EpisodeOfCare, told: dict[str, Any]) -> None:
        row = actions.record_relative(relationship_code="MTH", relationship="Mother", text="Psychosis", **told)
        address = reverse("intake:correct", args=[episode.pk, "relative", row.pk])
        answer = signed_in(house.alvarez).post(address, {"do": "take_back", "back-because": "Wrong chart"}, follow=True)
        assert "entered in error: Wrong chart" in answer.content.decode()
        assert FamilyMemberHistory.objects.current().get().relationship_code == ""

    def test_keeps_the_two_buttons(self, house: House, episode: EpisodeOfCare) -> None:
        client = signed_in(house.alvarez)
        client.post(reverse("intake:no_known_allergy", args=[episode.pk]))
        client.post(reverse("intake:review_medicines", args=[episode.pk]), {"takes": "nothing"})
        assert (known(episode).allergies, known(episode).medicines) == ((), ())
