"""A file's bundles are opened: every resource once, every fault named, nothing lost in silence."""

import pytest

from holdspace.fhir.bundles import Opened, is_worldwide, opened, reference_key, references_of
from holdspace.fhir.reading_files import FileContents, UnreadableFile, Value
from tests.fhir.build import bundle, changed, depression, identity, patient, read_back, weight


def open_values(*values, name: str = "file.json") -> Opened:
    where = [f"line {number}" if len(values) > 1 else "" for number, _ in enumerate(values, start=1)]
    held = tuple(Value(place, read_back(value)) for place, value in zip(where, values, strict=True))
    return opened(FileContents(name, "0" * 64, held))


def types(file: Opened) -> list[str]:
    return [one.type for one in file.incoming]


class TestOpeningABundle:
    @pytest.mark.parametrize("kind", ["transaction", "batch", "collection", "searchset", "document"])
    def test_takes_the_resources_out_of_every_kind_that_carries_them(self, kind: str) -> None:
        assert types(open_values(bundle(patient(), weight(), kind=kind))) == ["Patient", "Observation"]

    @pytest.mark.parametrize("kind", ["history", "message", "batch-response", "transaction-response", "", "collecshun"])
    def test_refuses_the_kinds_that_do_not(self, kind: str) -> None:
        with pytest.raises(UnreadableFile, match="not of a kind that can be imported"):
            open_values(bundle(patient(), kind=kind))

    def test_takes_a_resource_that_comes_without_a_bundle(self) -> None:
        assert types(open_values(patient())) == ["Patient"]

    def test_takes_lines_of_resources_and_of_bundles(self) -> None:
        assert types(open_values(patient(), bundle(weight()))) == ["Patient", "Observation"]

    def test_leaves_aside_by_name_what_is_not_used_here(self) -> None:
        file = open_values(bundle(patient(), {"resourceType": "Immunization"}, {"resourceType": "Immunization"}))
        assert dict(file.left_aside) == {"Immunization": 2}

    @pytest.mark.parametrize(
        ("entry", "because"),
        [
            ("rubbish", "no bundle entry"),
            (None, "no bundle entry"),
            ({}, "resourceType"),
            ({"resource": "rubbish"}, "form"),
            ({"resource": {"resourceType": "Pateint"}}, "none that FHIR R4 knows"),
            ({"resource": {"resourceType": 5}}, "resourceType"),
            ({"request": {"method": "DELETE", "url": "Condition/1"}}, "removed"),
            ({"request": {"method": "GET", "url": "Condition"}}, "only asks"),
            ({"resource": patient("other") | {"id": 5}}, "form"),
            ({"resource": patient("other", note="a\ud800b")}, "no text"),
            ({"resource": patient("other", note="a\x00b")}, "no text"),
        ],
    )
    def test_names_an_entry_that_is_none_and_keeps_the_others(self, entry, because: str) -> None:
        file = open_values(changed(bundle(patient(), weight()), "entry", to=[entry, *bundle(patient())["entry"]]))
        assert types(file) == ["Patient"]
        (fault,) = file.faults
        assert because in fault.reason

    def test_says_that_more_pages_are_to_come(self) -> None:
        file = open_values(bundle(patient(), kind="searchset", link=[{"relation": "next", "url": "https://a"}]))
        assert "other pages" in file.notes[0]

    @pytest.mark.parametrize("value", [[], "Patient", 5, None, {}, {"resourceType": "Pateint"}, {"type": "collection"}])
    def test_refuses_a_file_that_holds_no_resource(self, value) -> None:
        with pytest.raises(UnreadableFile, match="FHIR"):
            open_values(value)


class TestDoubles:
    def test_that_say_the_same_count_once(self) -> None:
        file = open_values(bundle(patient(), weight(), weight()))
        assert types(file) == ["Patient", "Observation"]
        assert file.repeated["Observation"] == 1

    def test_that_differ_are_both_left_out_because_which_holds_cannot_be_told(self) -> None:
        file = open_values(bundle(patient(), depression(), weight(68), weight(86)))
        assert types(file) == ["Patient", "Condition"]
        assert [fault.reason for fault in file.faults] == [file.faults[0].reason] * 2
        assert "more than once" in file.faults[0].reason

    def test_of_different_types_may_share_an_id(self) -> None:
        assert len(open_values(patient(id="1"), weight(id="1")).incoming) == 2


class TestTheKeyOfAResource:
    @pytest.mark.parametrize(
        ("identity_given", "url", "key"),
        [
            (identity("a").upper(), "", identity("a")),
            (identity("a"), "https://harbour.example/fhir/Condition/7", identity("a")),
            ("7", "https://harbour.example/fhir/Condition/7", "https://harbour.example/fhir/Condition/7"),
            ("7", f"urn:uuid:{identity('a')}", "Condition/7"),
            ("", f"urn:uuid:{identity('a')}", identity("a")),
        ],
    )
    def test_is_the_most_lasting_name_it_has(self, identity_given: str, url: str, key: str) -> None:
        resource = depression() | {"id": identity_given}
        file = open_values(
            {"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": url, "resource": resource}]}
        )
        assert file.incoming[0].key == key

    @pytest.mark.parametrize(
        ("key", "worldwide"),
        [
            (identity("a"), True),
            ("https://harbour.example/fhir/Condition/7", True),
            ("Condition/7", False),
            ("http://localhost:8080/fhir/Condition/7", False),
            ("http://10.0.0.5/fhir/Condition/7", False),
            ("https://ehr/fhir/Condition/7", False),
            ("", False),
        ],
    )
    def test_means_one_thing_in_the_world_or_may_be_anybodys(self, key: str, worldwide: bool) -> None:
        assert is_worldwide(key) is worldwide


class TestAReference:
    @pytest.mark.parametrize(
        ("reference", "key"),
        [
            (f"urn:uuid:{identity('a').upper()}", identity("a")),
            (f"Patient/{identity('a')}", identity("a")),
            ("Patient/7", "Patient/7"),
            ("Patient/7/_history/3", "Patient/7"),
            ("https://harbour.example/fhir/Patient/7/_history/3", "https://harbour.example/fhir/Patient/7"),
            ("#med1", ""),
            ("Patient?identifier=a|b", ""),
            ("rubbish", ""),
        ],
    )
    def test_stands_for_a_key(self, reference: str, key: str) -> None:
        assert reference_key(reference) == key

    def test_that_is_relative_means_first_of_all_its_own_server(self) -> None:
        entry = {"fullUrl": "https://harbour.example/fhir/Observation/1", "resource": weight(id="1")}
        (incoming,) = open_values({"resourceType": "Bundle", "type": "searchset", "entry": [entry]}).incoming
        assert references_of("Patient/7", incoming) == ("https://harbour.example/fhir/Patient/7", "Patient/7")
