"""Diagnoses, allergies, procedures, relatives and visits as rows."""

import pytest

from holdspace.chart.models import Encounter
from holdspace.fhir.elements import NotReadable, Withdrawn
from holdspace.fhir.mappers import allergy_intolerance, condition, encounter, family_member_history, procedure
from tests.fhir.build import (
    Json,
    a_context,
    about,
    allergy,
    coded,
    depression,
    mothers_illness,
    read_back,
    status,
    visit,
)


def one(mapper, resource: Json):
    (row,) = mapper.from_fhir(read_back(resource), a_context())
    return row


class TestACondition:
    def test_keeps_codes_status_and_times_as_written(self) -> None:
        row = one(condition, depression(verificationStatus=status("refuted", "condition-ver-status")))
        assert (row.codings[0]["code"], row.clinical_status, row.verification_status, row.onset) == (
            "F33.2",
            "active",
            "refuted",
            "2019-04",
        )

    @pytest.mark.parametrize(
        ("onset", "kept"),
        [
            ({"onsetAge": {"value": 30, "code": "a"}}, "age 30"),
            ({"onsetPeriod": {"start": "2019-01", "end": "2020"}}, "2019-01"),
            ({"onsetString": "as a student"}, "as a student"),
            ({"onsetRange": {"low": {"value": 20}, "high": {"value": 30, "unit": "a"}}}, "20 to 30 a"),
            ({}, ""),
        ],
    )
    def test_keeps_an_onset_in_whatever_form_it_came(self, onset: Json, kept: str) -> None:
        resource = depression()
        del resource["onsetDateTime"]
        assert one(condition, resource | onset).onset == kept

    def test_keeps_how_severe_it_is(self) -> None:
        assert one(condition, depression(severity=coded("24484000"))).severity_code == "24484000"

    @pytest.mark.parametrize(
        ("given", "because"),
        [
            ({"code": {}}, "what it is about"),
            ({"onsetDateTime": "2019-02-30"}, "does not exist"),
            ({"clinicalStatus": status("ill")}, "no word FHIR R4 knows"),
            ({"clinicalStatus": "active"}, "form"),
            ({"severity": coded("2" * 21)}, "too long"),
        ],
    )
    def test_is_refused_with_the_reason(self, given: Json, because: str) -> None:
        with pytest.raises(NotReadable, match=because):
            one(condition, depression(**given))

    def test_cuts_a_long_text_with_a_mark(self) -> None:
        text = one(condition, depression(code={"text": "a" * 600})).text
        assert (len(text), text[-1]) == (500, "…")


class TestAnAllergy:
    def test_keeps_what_happens(self) -> None:
        hives = {"manifestation": [{"text": "Hives"}, coded("1", "Wheeze"), {"text": "Hives"}]}
        row = one(allergy_intolerance, allergy(criticality="high", reaction=[hives]))
        assert (row.text, row.criticality, row.reaction) == ("Latex", "high", "Hives, Wheeze")

    def test_keeps_the_word_that_none_is_known(self) -> None:
        none_known = coded("716186003", "No known allergy", "http://snomed.info/sct")
        assert one(allergy_intolerance, allergy(code=none_known)).codings[0]["code"] == "716186003"

    def test_without_a_substance_is_refused_because_it_could_pass_for_an_answer(self) -> None:
        with pytest.raises(NotReadable, match="what it is about"):
            one(allergy_intolerance, allergy(code={}))


class TestAProcedure:
    @pytest.mark.parametrize("state", ["not-done", "preparation"])
    def test_that_was_not_done_is_no_row(self, state: str) -> None:
        with pytest.raises(NotReadable, match="was not done"):
            one(procedure, about("Procedure", "p", status=state, code={"text": "Bypass"}))

    def test_keeps_when_it_was_done(self) -> None:
        done = {"start": "2009-05-01T10:00:00Z", "end": "2009-05-01T11:00:00Z"}
        given = {"status": "completed", "code": {"text": "Bypass"}, "performedPeriod": done}
        assert one(procedure, about("Procedure", "p", **given)).performed == "2009-05-01T10:00:00Z"


class TestAFamilyHistory:
    def test_becomes_a_row_for_each_illness(self) -> None:
        rows = family_member_history.from_fhir(read_back(mothers_illness("F20.9", "I10")), a_context())
        assert [(row.relationship_code, row.codings[0]["code"]) for row in rows] == [("MTH", "F20.9"), ("MTH", "I10")]

    def test_that_names_no_illness_is_refused(self) -> None:
        with pytest.raises(NotReadable, match="no condition"):
            family_member_history.from_fhir(read_back(mothers_illness(condition=[])), a_context())

    def test_entered_in_error_is_taken_back(self) -> None:
        with pytest.raises(Withdrawn):
            family_member_history.from_fhir(read_back(mothers_illness(status="entered-in-error")), a_context())


class TestAnEncounter:
    def test_that_is_over_is_a_contact_elsewhere(self) -> None:
        row = one(encounter, visit(reasonCode=[{"text": "Low mood"}]))
        assert (row.kind, row.status, row.text) == (
            Encounter.Kind.ELSEWHERE,
            Encounter.Status.FINISHED,
            "Check up, Low mood",
        )

    @pytest.mark.parametrize("state", ["planned", "arrived", "in-progress", "unknown"])
    def test_that_is_not_over_is_no_row(self, state: str) -> None:
        with pytest.raises(NotReadable, match="not over"):
            one(encounter, visit(status=state))

    @pytest.mark.parametrize("state", ["cancelled", "entered-in-error"])
    def test_that_never_was_is_taken_back(self, state: str) -> None:
        with pytest.raises(Withdrawn):
            one(encounter, visit(status=state))

    @pytest.mark.parametrize(
        ("period", "because"),
        [
            ({}, "on which day"),
            ({"start": "2019"}, "on which day"),
            ({"start": "2026-01-02", "end": "2026-01-01"}, "before it starts"),
            ({"start": "2027-01-02"}, "future"),
        ],
    )
    def test_without_a_possible_time_is_refused(self, period: Json, because: str) -> None:
        with pytest.raises(NotReadable, match=because):
            one(encounter, visit(period=period))
