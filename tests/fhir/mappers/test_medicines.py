"""Medicines taken, ordered and listed: what could interact is never lost, what is only planned is none."""

from uuid import uuid4

import pytest

from holdspace.fhir.elements import NotReadable, Withdrawn
from holdspace.fhir.mappers import medication_list, medication_request, medication_statement
from tests.fhir.build import Json, a_context, about, coded, read_back, sertraline
from tests.fhir.build import medication_list as a_list

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"


def statement(**given):
    (row,) = medication_statement.from_fhir(read_back(sertraline(**given)), a_context())
    return row


def request(**given):
    resource = about("MedicationRequest", "order") | {
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": "Lithium"},
        "authoredOn": "2026-01-02",
    } | given  # fmt: skip
    (row,) = medication_request.from_fhir(read_back(resource), a_context())
    return row


def referring_to(target: str, **given) -> Json:
    resource = sertraline(medicationReference={"reference": target} | given)
    del resource["medicationCodeableConcept"]
    return resource


TYLENOL = {
    "resourceType": "Medication",
    "id": "med1",
    "code": coded("50580-506-02", "Tylenol PM", "http://hl7.org/fhir/sid/ndc"),
    "ingredient": [{"itemCodeableConcept": coded("1362", "Diphenhydramine", RXNORM)}],
}


class TestAMedicationStatement:
    def test_keeps_code_time_and_dosage(self) -> None:
        row = statement(
            effectivePeriod={"start": "2025-03-01", "end": "2026-02"},
            dosage=[{"text": "50 mg in the morning"}],
        )
        assert (row.codings[0]["code"], row.since, row.until) == ("36437", "2025-03-01", "2026-02")
        assert row.dosage == "50 mg in the morning"

    def test_says_in_words_a_dosage_that_came_in_numbers(self) -> None:
        dosage = {
            "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
            "asNeededBoolean": True,
            "doseAndRate": [{"doseQuantity": {"value": 25.0, "unit": "mg"}}],
        }
        assert statement(dosage=[dosage]).dosage == "25 mg, 2 × every 1 d, as needed"

    def test_finds_its_medication_inside_itself_and_reads_the_ingredients(self) -> None:
        resource = referring_to("#med1") | {"contained": [TYLENOL]}
        (row,) = medication_statement.from_fhir(read_back(resource), a_context())
        assert row.text == "Tylenol PM"
        assert [coding["code"] for coding in row.codings] == ["50580-506-02", "1362"]

    def test_finds_its_medication_beside_itself(self) -> None:
        context = a_context(resource_of={"Medication/med1": TYLENOL}.get)
        (row,) = medication_statement.from_fhir(read_back(referring_to("Medication/med1")), context)
        assert row.text == "Tylenol PM"

    def test_is_kept_by_the_name_shown_when_its_medication_did_not_come(self) -> None:
        resource = referring_to("Medication/gone", display="Tramadol")
        (row,) = medication_statement.from_fhir(read_back(resource), a_context())
        assert row.text == "Tramadol"

    def test_is_kept_unrecognised_when_nothing_names_it_so_that_it_is_not_taken_for_none(self) -> None:
        context = a_context()
        (row,) = medication_statement.from_fhir(read_back(referring_to("Medication/gone")), context)
        assert row.text == "A medicine that was not named"
        assert "cannot be recognised" in context.remarks[0]

    @pytest.mark.parametrize("given", [{"status": None}, {"status": "taking"}, {"medicationCodeableConcept": {}}])
    def test_is_refused_without_a_status_or_a_medicine(self, given: Json) -> None:
        with pytest.raises(NotReadable):
            statement(**given)


class TestAMedicationRequest:
    @pytest.mark.parametrize("intent", ["order", "original-order", "reflex-order", "filler-order", "instance-order"])
    def test_that_is_an_order_is_a_medicine_told_to_take(self, intent: str) -> None:
        row = request(intent=intent)
        assert (row.text, row.is_request, row.since) == ("Lithium", True, "2026-01-02")

    @pytest.mark.parametrize(
        ("given", "because"),
        [
            ({"status": "draft", "intent": "plan"}, "planned dose"),
            ({"intent": "plan"}, "planned dose"),
            ({"intent": "proposal"}, "planned dose"),
            ({"intent": "option"}, "planned dose"),
            ({"status": "draft"}, "draft of an order"),
            ({"doNotPerform": True}, "not to give"),
            ({"intent": "wish"}, "no word FHIR R4 knows"),
        ],
    )
    def test_that_is_none_is_no_medicine_of_the_patient(self, given: Json, because: str) -> None:
        with pytest.raises(NotReadable, match=because):
            request(**given)


def review(resource: Json, **surroundings):
    (row,) = medication_list.from_fhir(read_back(resource), a_context(**surroundings))
    return row


class TestAListOfMedicines:
    def test_is_whole_when_every_medicine_on_it_is_here(self) -> None:
        row = review(a_list("sertraline"), row_of=lambda target: uuid4())
        assert row.takes_nothing is False
        assert row.reviewed_at.isoformat() == "2026-05-13T00:00:00+02:00"

    def test_is_not_whole_when_one_is_missing(self) -> None:
        here = {f"urn:uuid:{a_list('sertraline')['id']}": uuid4()}
        with pytest.raises(NotReadable, match="not whole"):
            review(a_list("sertraline"), row_of=here.get)

    def test_says_that_nothing_is_taken_only_in_so_many_words(self) -> None:
        assert review(a_list(emptyReason=coded("nilknown"))).takes_nothing is True

    @pytest.mark.parametrize("given", [{}, {"emptyReason": coded("notasked")}, {"emptyReason": coded("unavailable")}])
    def test_that_is_empty_for_another_reason_says_nothing(self, given: Json) -> None:
        with pytest.raises(NotReadable, match="does not say that nothing is taken"):
            review(a_list(**given))

    def test_does_not_say_nothing_is_taken_beside_a_medicine_in_use(self) -> None:
        with pytest.raises(NotReadable, match="stands in the chart"):
            review(a_list(emptyReason=coded("nilknown")), takes_medicines=lambda: True)

    @pytest.mark.parametrize(
        ("given", "because"),
        [
            ({"code": coded("11450-4")}, "something else"),
            ({"mode": "changes"}, "changes only"),
            ({"date": None}, "on which day"),
            ({"date": "2027-01-01"}, "future"),
        ],
    )
    def test_is_refused_with_the_reason(self, given: Json, because: str) -> None:
        with pytest.raises(NotReadable, match=because):
            review(a_list(**given))

    def test_that_is_no_longer_current_is_taken_back(self) -> None:
        with pytest.raises(Withdrawn):
            review(a_list(status="retired"))
