"""A person as another system describes them, as a chart begins."""

from datetime import date

import pytest

from holdspace.fhir.elements import NotReadable
from holdspace.fhir.mappers.patient import from_fhir
from tests.fhir.build import NOON, Json, coded, patient, read_back

MAIDEN = {"use": "maiden", "family": "Adeyemi", "given": ["Maya"]}
OFFICIAL = {"use": "official", "family": "Okafor", "given": ["Maya", "Grace"]}
USUAL = {"use": "usual", "given": ["May"]}


def columns(**given) -> Json:
    return from_fhir(read_back(patient(**given)), at=NOON).columns


class TestTheName:
    @pytest.mark.parametrize(
        ("names", "given", "family", "called"),
        [
            ([MAIDEN, USUAL, OFFICIAL], "Maya Grace", "Okafor", "May"),
            ([MAIDEN, OFFICIAL], "Maya Grace", "Okafor", ""),
            ([{"use": "usual", "family": "Okafor", "given": ["May"]}], "May", "Okafor", ""),
            ([{"family": "Okafor", "given": ["Maya"]}], "Maya", "Okafor", ""),
            ([{"use": "official", "text": "张无忌"}], "", "张无忌", ""),
            ([OFFICIAL, {"use": "nickname", "given": ["Mimi"]}], "Maya Grace", "Okafor", "Mimi"),
            ([OFFICIAL | {"period": {"end": "2020"}}, {"family": "Musa", "given": ["Maya"]}], "Maya", "Musa", ""),
        ],
    )
    def test_is_the_one_the_person_bears_now(self, names: list, given: str, family: str, called: str) -> None:
        told = columns(name=names)
        assert (told["given_name"], told["family_name"], told["called"]) == (given, family, called)

    @pytest.mark.parametrize("names", [[], [MAIDEN], [{"use": "old", "family": "A"}], [{"use": "official"}]])
    def test_must_be_there(self, names: list) -> None:
        with pytest.raises(NotReadable, match="no name"):
            columns(name=names)


class TestBirthAndDeath:
    @pytest.mark.parametrize(
        ("written", "born", "kept"),
        [("1987-03-14", date(1987, 3, 14), ""), ("1987-03", None, "1987-03"), ("1987", None, "1987")],
    )
    def test_a_partial_birth_date_stays_partial(self, written: str, born: date | None, kept: str) -> None:
        told = columns(birthDate=written)
        assert (told["birth_on"], told["birth_written"]) == (born, kept)

    @pytest.mark.parametrize("written", ["1987-02-30", "2099-01-01", "14.03.1987", "1987-03-14T10:00:00Z", 1987])
    def test_an_impossible_birth_date_refuses_the_person(self, written: object) -> None:
        with pytest.raises(NotReadable):
            columns(birthDate=written)

    @pytest.mark.parametrize(
        ("death", "is_deceased", "on"),
        [
            ({"deceasedDateTime": "2020-05-01T10:00:00Z"}, True, date(2020, 5, 1)),
            ({"deceasedDateTime": "2020"}, True, None),
            ({"deceasedBoolean": True}, True, None),
            ({"deceasedBoolean": False}, False, None),
            ({}, False, None),
        ],
    )
    def test_a_death_is_taken_over_however_it_is_said(self, death: Json, is_deceased: bool, on: date | None) -> None:
        told = columns(**death)
        assert (told["is_deceased"], told["deceased_on"]) == (is_deceased, on)

    def test_nobody_died_before_being_born(self) -> None:
        with pytest.raises(NotReadable, match="before being born"):
            columns(deceasedDateTime="1986-01-01")


class TestReachingThePerson:
    @pytest.mark.parametrize(
        ("points", "phone"),
        [
            ([("home", "1", None), ("mobile", "2", None)], "2"),
            ([("home", "1", 1), ("mobile", "2", 2)], "1"),
            ([("old", "1", 1), ("home", "2", None)], "2"),
            ([], ""),
        ],
    )
    def test_uses_the_number_in_use_that_they_prefer(self, points: list, phone: str) -> None:
        told = [
            {"system": "phone", "use": use, "value": value} | ({"rank": rank} if rank else {})
            for use, value, rank in points
        ]
        assert columns(telecom=told)["phone"] == phone

    @pytest.mark.parametrize(("value", "kept"), [("maya@example.org", "maya@example.org"), ("not an address", "")])
    def test_keeps_an_email_address_only_if_it_is_one(self, value: str, kept: str) -> None:
        assert columns(telecom=[{"system": "email", "value": value}])["email"] == kept

    def test_calls_the_emergency_contact_first(self) -> None:
        friend = {"name": {"text": "Jo"}, "telecom": [{"system": "phone", "value": "1"}]}
        sister = friend | {
            "relationship": [coded("C")],
            "name": {"given": ["Ada"], "family": "Okafor"},
            "telecom": [{"system": "phone", "value": "2"}],
        }
        told = columns(contact=[friend, sister])
        assert (told["contact_name"], told["contact_phone"]) == ("Ada Okafor", "2")

    def test_speaks_the_language_they_prefer(self) -> None:
        spoken = [{"language": coded("en")}, {"language": coded("ig"), "preferred": True}]
        assert columns(communication=spoken)["language"] == "ig"


class TestThePerson:
    @pytest.mark.parametrize("sex", ["male", "female", "other", "unknown"])
    def test_has_the_gender_that_was_told(self, sex: str) -> None:
        assert columns(gender=sex)["sex"] == sex

    def test_with_a_gender_fhir_does_not_know_has_none_recorded_and_it_is_said(self) -> None:
        described = from_fhir(read_back(patient(gender="woman")), at=NOON)
        assert described.columns["sex"] == ""
        assert "gender" in described.remarks[0]

    def test_is_no_animal(self) -> None:
        with pytest.raises(NotReadable, match="animal"):
            columns(extension=[{"url": "http://hl7.org/fhir/StructureDefinition/patient-animal"}])

    def test_is_known_by_numbers_in_use_that_say_whose_they_are(self) -> None:
        numbers = [
            {"system": "urn:a", "value": "1"},
            {"system": "urn:a", "value": "1"},
            {"system": "urn:b", "value": "2", "use": "old"},
            {"system": "urn:c", "value": "3", "period": {"end": "2020"}},
            {"value": "4"},
            {"system": "urn:d"},
            {"system": "urn:e", "value": "5", "type": coded("MB", system="http://terminology.hl7.org/CodeSystem/v2-0203")},
        ]  # fmt: skip
        assert from_fhir(read_back(patient(identifier=numbers)), at=NOON).identifiers == (("urn:a", "1"),)
