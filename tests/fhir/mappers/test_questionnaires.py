"""Instruments as questionnaires, and filled questionnaires of other systems as answers."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.clinical.instruments import (
    ALL,
    C_SSRS,
    C_SSRS_SINCE_LAST_VISIT,
    DAST_10,
    GAD_7,
    MOCA,
    PHQ_2,
    PHQ_9,
    STOP_BANG,
    Instrument,
    Score,
    by_code,
    score,
)
from holdspace.fhir.answers import read_response
from holdspace.fhir.elements import NotReadable
from holdspace.fhir.mappers.questionnaire import canonical, to_fhir
from holdspace.fhir.mappers.questionnaire_response import from_fhir, response
from tests.fhir.build import SHARED, a_context, needs_shared_data, read_back

Json = dict[str, Any]
TWOS = {item.code: 2 for item in PHQ_9.scored_items}


def published(path: str) -> Json:
    return json.loads((SHARED / path).read_text(), parse_float=Decimal)


def filled(answers: Json, instrument: Instrument = PHQ_9, **given: Any) -> Json:
    told = response(instrument, answers) | {"authored": "2026-05-13T10:00:00+02:00"} | given
    return read_back(told)


def one_answer(resource: Json, place: int, **answer: Any) -> Json:
    resource["item"][place]["answer"] = [read_back(answer)]
    return resource


@pytest.mark.parametrize("instrument", ALL, ids=lambda one: one.code)
class TestAQuestionnaire:
    def test_asks_every_item_in_order_under_our_codes(self, instrument: Instrument) -> None:
        told = to_fhir(instrument)
        asked = [item["linkId"] for item in told["item"] if item["type"] != "display"]
        assert asked == [item.code for item in (*instrument.items, *instrument.about)]
        assert told["url"] == f"https://holdspace.org/fhir/Questionnaire/{instrument.code}"
        json.dumps(told)

    def test_says_whose_it_is(self, instrument: Instrument) -> None:
        told = to_fhir(instrument)
        assert instrument.rights_statement in told["copyright"]
        has_loinc = bool(instrument.loinc_panel or any(item.loinc for item in instrument.items))
        assert ("Regenstrief" in told["copyright"]) is has_loinc

    def test_carries_no_words_of_an_instrument_that_are_not_ours_to_ship(self, instrument: Instrument) -> None:
        for item in to_fhir(instrument)["item"]:
            if item["type"] != "display" and not instrument.rights.wording_ships:
                labels = {one.code: one.label for one in instrument.items_and_about}
                assert item["text"] == labels[item["linkId"]]
                displays = {option.get("valueCoding", {}).get("display") for option in item.get("answerOption", [])}
                assert displays <= {None, "Yes", "No"}

    @settings(max_examples=12, deadline=None)
    @given(data=st.data())
    def test_filled_comes_back_as_it_was_answered(self, instrument: Instrument, data: st.DataObject) -> None:
        answers = {}
        for item in instrument.items_and_about:
            if item.number is None:
                answers[item.code] = data.draw(st.sampled_from([one.value for one in instrument.choices_of(item)]))
            else:
                answers[item.code] = data.draw(st.integers(int(item.number.lowest), int(item.number.highest)))
        told = json.loads(json.dumps(response(instrument, answers)), parse_float=Decimal)
        read = read_response(told)
        assert (read.instrument.code, read.answers) == (instrument.code, answers)


class TestTheQuestionnaireOfThePHQ9:
    def test_carries_verified_codes_and_what_each_answer_counts(self) -> None:
        told = to_fhir(PHQ_9)
        assert told["code"] == [{"system": "http://loinc.org", "code": "44249-1"}]
        ninth = told["item"][9]
        assert ninth["code"][0]["code"] == "44260-8"
        options = [
            (one["valueCoding"]["code"], one["valueCoding"]["extension"][0]["valueDecimal"])
            for one in ninth["answerOption"]
        ]
        assert options == [("LA6568-5", 0), ("LA6569-3", 1), ("LA6570-1", 2), ("LA6571-9", 3)]

    @needs_shared_data
    def test_agrees_with_the_one_of_the_library_of_medicine(self) -> None:
        theirs = published("questionnaires/third_party/lforms-R4-phq9.json")
        codes = {one["code"] for item in theirs["item"] for one in item.get("code", [])}
        ours = {item["code"][0]["code"] for item in to_fhir(PHQ_9)["item"] if "code" in item}
        assert ours <= codes


class TestAnItemThatIsNotAlwaysAsked:
    def test_names_the_answers_that_open_it(self) -> None:
        third = next(item for item in to_fhir(C_SSRS)["item"] if item["linkId"] == "ideation_3")
        assert third["enableWhen"] == [
            {
                "question": "ideation_2",
                "operator": "=",
                "answerCoding": {"system": "http://loinc.org", "code": "LA33-6"},
            }
        ]

    def test_that_takes_a_number_says_its_range(self) -> None:
        bmi = next(item for item in to_fhir(STOP_BANG)["item"] if item["linkId"] == "bmi")
        assert bmi["type"] == "decimal"
        assert [one["valueDecimal"] for one in bmi["extension"]] == [10, 120]


@needs_shared_data
class TestAPublishedResponse:
    @pytest.mark.parametrize(
        ("path", "total", "remark"),
        [
            ("questionnaires/third_party/QuestionnaireResponse-mii-exa-pro-phq-9-response.json", 27, False),
            # It prints a total of 13; its answers add up to 10.
            ("sdc-examples/QuestionnaireResponse-questionnaireresponse-sdc-profile-example-PHQ9.json", 10, True),
            ("sdc-examples/QuestionnaireResponse-adaptive-questionnaireresponse-sdc-example-phq9.json", 10, True),
        ],
    )
    def test_of_the_phq_9_is_read_and_scored(self, path: str, total: int, remark: bool) -> None:
        read = read_response(published(path))
        result = score(read.instrument, read.answers)
        assert isinstance(result, Score)
        assert (read.instrument, result.total, bool(read.remarks)) == (PHQ_9, total, remark)

    @pytest.mark.parametrize(
        ("path", "because"),
        [
            ("fhir-r4-examples/QuestionnaireResponse/QuestionnaireResponse-gcs.json", "none that the clinic knows"),
            ("fhir-r4-examples/QuestionnaireResponse/QuestionnaireResponse-3141.json", "none that the clinic knows"),
            ("fhir-r4-examples/QuestionnaireResponse/QuestionnaireResponse-bb.json", "none that the clinic knows"),
            ("fhir-r4-examples/QuestionnaireResponse/QuestionnaireResponse-ussg-fht-answers.json", "not finished"),
        ],
    )
    def test_of_something_else_is_refused_with_its_reason(self, path: str, because: str) -> None:
        with pytest.raises(NotReadable, match=because):
            read_response(published(path))

    @pytest.mark.parametrize("code", ["phq-9", "gad-7", "pc-ptsd-5", "pcl-5", "audit-c", "asq"])
    def test_under_the_link_ids_of_the_published_form_finds_each_item(self, code: str) -> None:
        form, ours = published(f"questionnaires/authored/{code}.json"), by_code(code)
        asked = [item for item in form["item"] if item["type"] == "choice"]
        told = {
            "resourceType": "QuestionnaireResponse",
            "questionnaire": form["url"],
            "status": "completed",
            "item": [
                {"linkId": item["linkId"], "answer": [{"valueCoding": item["answerOption"][1]["valueCoding"]}]}
                for item in asked
            ],
        }
        assert read_response(told).answers == {item.code: 1 for item in ours.items}


class TestAResponse:
    def test_is_known_by_loinc_codes_alone(self) -> None:
        told = filled(TWOS)
        del told["questionnaire"]
        for item, ours in zip(told["item"], PHQ_9.items, strict=False):
            item["linkId"] = f"/{ours.loinc}"
        assert read_response(told).instrument is PHQ_9

    def test_of_two_items_is_the_smallest_form_that_asks_them(self) -> None:
        told = filled(TWOS)
        del told["questionnaire"]
        told["item"] = told["item"][:2]
        for item, ours in zip(told["item"], PHQ_9.items, strict=False):
            item["linkId"] = ours.loinc
        assert read_response(told).instrument is PHQ_2

    def test_inside_groups_is_found(self) -> None:
        told = filled(TWOS)
        told["item"] = [{"linkId": "group", "item": told["item"]}]
        assert read_response(told).answers == TWOS

    @pytest.mark.parametrize(
        "answer",
        [
            {"valueInteger": 3},
            {"valueDecimal": 3.0},
            {"valueCoding": {"system": "http://loinc.org", "code": "LA6571-9"}},
            {"valueCoding": {"code": "3"}},
            {"valueCoding": {"code": "Nearly-every-day"}},
            {"valueCoding": {"display": "Nearly every day"}},
            {
                "valueCoding": {
                    "code": "x",
                    "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 3}],
                }
            },
        ],
    )
    def test_may_give_an_answer_in_any_of_the_usual_forms(self, answer: Json) -> None:
        told = one_answer(filled(TWOS), 8, **answer)
        assert read_response(told).answers["self_harm"] == 3

    def test_of_the_gad_7_may_carry_the_other_loinc_answer_for_2(self) -> None:
        told = one_answer(filled({item.code: 0 for item in GAD_7.items}, GAD_7), 0, valueCoding={"code": "LA18938-3"})
        assert read_response(told).answers["nervous"] == 2

    def test_says_yes_by_a_boolean_where_it_asks_yes_or_no(self) -> None:
        told = one_answer(filled({item.code: 0 for item in DAST_10.items}, DAST_10), 0, valueBoolean=True)
        assert read_response(told).answers["item_01"] == 1

    def test_keeps_a_gap_a_gap(self) -> None:
        told = filled({code: value for code, value in TWOS.items() if code != "sleep"})
        assert "sleep" not in read_response(told).answers

    @pytest.mark.parametrize(
        ("changes", "because"),
        [
            ({"status": "in-progress"}, "not finished"),
            ({"status": "entered-in-error"}, "entered in error"),
            ({"questionnaire": "https://example.org/Questionnaire/hunger-vital-signs"}, "none that the clinic knows"),
            ({"questionnaire": canonical(GAD_7)}, "GAD-7 does not ask|different questions"),
            ({"item": []}, "answers none of the questions of the PHQ-9"),
            ({"resourceType": "Observation"}, "no filled questionnaire"),
        ],
    )
    def test_that_is_not_what_it_should_be_is_refused(self, changes: Json, because: str) -> None:
        with pytest.raises(NotReadable, match=because):
            read_response(filled(TWOS) | changes)

    @pytest.mark.parametrize(
        ("answer", "because"),
        [
            ({"valueInteger": 4}, "The answer to self_harm of PHQ-9 can be 0, 1, 2, 3"),
            ({"valueInteger": -1}, "can be 0, 1, 2, 3"),
            ({"valueDecimal": 1.5}, "not a whole number"),
            ({"valueString": "often"}, "none that the PHQ-9 knows"),
            ({"valueCoding": {"code": "LA99999-9"}}, "none that the PHQ-9 knows"),
        ],
    )
    def test_with_an_answer_that_cannot_be_is_refused_without_repeating_it(self, answer: Json, because: str) -> None:
        with pytest.raises(NotReadable, match=because) as refusal:
            read_response(one_answer(filled(TWOS), 8, **answer))
        assert "was given" not in str(refusal.value)

    def test_of_another_instrument_than_asked_for_is_refused(self) -> None:
        with pytest.raises(NotReadable, match="It is a PHQ-9, not a GAD-7"):
            read_response(filled(TWOS), GAD_7)

    def test_with_an_item_nobody_asks_is_refused(self) -> None:
        told = filled(TWOS)
        told["item"].append({"linkId": "PHQ.12", "answer": [{"valueInteger": 1}]})
        with pytest.raises(NotReadable, match="something that the PHQ-9 does not ask"):
            read_response(told)

    def test_that_answers_one_question_twice_is_refused(self) -> None:
        told = filled(TWOS)
        told["item"].append(told["item"][0])
        with pytest.raises(NotReadable, match="same question of the PHQ-9 twice"):
            read_response(told)

    def test_whose_numbers_and_words_name_different_questions_is_refused(self) -> None:
        told = filled(TWOS, questionnaire="Questionnaire/my-phq-9")
        for place, item in enumerate(told["item"], start=1):
            item["linkId"] = f"q{place}"
        told["item"][0]["text"], told["item"][8]["text"] = told["item"][8]["text"], told["item"][0]["text"]
        with pytest.raises(NotReadable, match="different questions"):
            read_response(told)


class TestAResponseAsRows:
    def rows(self, resource: Json) -> tuple[Any, ...]:
        return from_fhir(resource, a_context())

    def test_is_scored_anew_and_keeps_what_it_was_scored_by(self) -> None:
        row, *_ = self.rows(filled(TWOS | {"self_harm": 1}, language="de"))
        assert (row.total, row.band, row.mode, row.language, row.scoring_version) == (
            17, "moderately severe", "imported", "de", "1",
        )  # fmt: skip
        assert [alert["item"] for alert in row.alerts] == ["self_harm"]

    def test_tells_the_screening_the_total_and_item_9(self) -> None:
        _, total, item_9 = self.rows(filled(TWOS))
        assert (total.code, total.value_number, total.is_absent) == ("44261-6", 18, False)
        assert (item_9.code, item_9.value_codings[0]["code"]) == ("44260-8", "LA6570-1")

    def test_with_a_gap_gives_no_total_and_says_that_it_has_none(self) -> None:
        row, total, item_9 = self.rows(filled({"self_harm": 3}))
        assert (row.total, total.value_number, total.is_absent) == (None, None, True)
        assert item_9.value_codings[0]["code"] == "LA6571-9"
        _, _, open_item = self.rows(filled({"sleep": 3}))
        assert (open_item.value_codings, open_item.is_absent) == ([], True)

    def test_of_the_c_ssrs_tells_the_screening_every_question(self) -> None:
        answers = {item.code: 0 for item in C_SSRS.items} | {"ideation_2": 1, "ideation_4": 1}
        row, *observations = self.rows(filled(answers, C_SSRS))
        assert row.band == "high"
        said = {one.code: one.value_codings[0]["code"] for one in observations}
        assert (len(said), said["93249-1"], said["93250-9"]) == (7, "LA33-6", "LA32-8")

    def test_of_the_c_ssrs_since_the_last_visit_tells_it_every_yes_and_no_no(self) -> None:
        answers = {item.code: 0 for item in C_SSRS_SINCE_LAST_VISIT.items} | {"ideation_2": 1, "behaviour": 1}
        row, *observations = self.rows(filled(answers, C_SSRS_SINCE_LAST_VISIT))
        assert row.band == "high"
        said = {one.code for one in observations if one.value_codings}
        assert said == {"93247-5", "93267-3", "93269-9"}
        assert all(one.is_absent is not bool(one.value_codings) for one in observations)
        assert len(observations) == 7

    def test_of_a_percentage_keeps_both_numbers(self) -> None:
        who_5 = by_code("who-5")
        row, *_ = self.rows(filled({item.code: 3 for item in who_5.items}, who_5))
        assert (row.total, row.raw, row.index) == (15, 15, 60)

    def test_tells_what_belongs_to_the_person_and_is_scored_by_it(self) -> None:
        row, total = self.rows(filled({"points": 25, "education_years": 12}, MOCA))
        assert (row.total, row.raw, row.band) == (26, 25, "normal")
        assert (total.code, total.value_number) == ("72172-0", 26)

    def test_without_what_belongs_to_the_person_has_no_total(self) -> None:
        row, *_ = self.rows(filled({"points": 26}, MOCA))
        assert row.total is None

    def test_without_a_day_is_refused(self) -> None:
        told = filled(TWOS)
        del told["authored"]
        with pytest.raises(NotReadable, match="on which day it was answered"):
            self.rows(told)
