"""The import page: choose files, read what came of them, find the charts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from holdspace.chart.models import ImportRun, Patient
from holdspace.clinic.models import AuditEntry
from tests.chart.build import House, a_clinic
from tests.fhir.build import as_bytes, bundle, depression, everything, patient, rows_of_every_table

pytestmark = pytest.mark.database


@pytest.fixture
def desk(house: House) -> Client:
    """Rosa Alvarez, coordinator, at her desk."""
    return signed_in(house.alvarez)


def signed_in(staff) -> Client:
    client = Client()
    client.force_login(staff.account)
    return client


def a_file(value, name: str = "maya.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, value if isinstance(value, bytes) else as_bytes(value))


def send(client: Client, *files: SimpleUploadedFile):
    return client.post(reverse("fhir:import"), {"files": list(files)})


def the_run() -> ImportRun:
    return ImportRun.objects.exclude(report__has_key="part_of").get()


class TestTheImportPage:
    def test_brings_in_the_files_and_names_the_patients(self, desk: Client) -> None:
        page = send(desk, a_file(everything())).content.decode()
        assert "Maya Okafor" in page
        assert "HS-0001, new chart" in page

    def test_says_what_was_skipped_and_why(self, desk: Client) -> None:
        page = send(desk, a_file(bundle(patient(), depression(onsetDateTime="2019-02-30")))).content.decode()
        assert "Diagnoses: Its “onsetDateTime” is a date that does not exist." in page

    def test_takes_several_files_at_once(self, desk: Client) -> None:
        noor = patient("noor", name=[{"family": "Haddad", "given": ["Noor"]}])
        send(desk, a_file(patient()), a_file(as_bytes(noor, packed=True), "noor.json.gz"))
        assert Patient.objects.count() == 2

    @pytest.mark.parametrize(
        ("raw", "because"),
        [
            (b"{", "not well-formed"),
            (b"", "It is empty"),
            (as_bytes({"resourceType": "Pateint"}), "none that FHIR R4 knows"),
            (as_bytes(bundle(patient(), kind="history")), "not of a kind"),
        ],
    )
    def test_refuses_a_bad_file_beside_the_field_and_writes_nothing(self, desk: Client, raw, because: str) -> None:
        before = rows_of_every_table()
        answer = send(desk, a_file(raw, "bad.json"), a_file(everything()))
        assert answer.status_code == 422
        assert because in answer.content.decode()
        assert "The other files were not imported either" in answer.content.decode()
        assert rows_of_every_table() == before

    def test_asks_for_a_file_where_none_was_chosen(self, desk: Client) -> None:
        answer = send(desk)
        assert answer.status_code == 422
        assert "No file was chosen" in answer.content.decode()

    def test_shows_names_from_outside_as_text(self, desk: Client) -> None:
        named = patient(name=[{"family": "<script>alert(1)</script>", "given": ["<b>"]}])
        page = send(desk, a_file(named, "<img>.json")).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page

    def test_is_closed_to_those_who_may_not_register_patients(self, house: House) -> None:
        therapist = signed_in(house.moreau)
        assert therapist.get(reverse("fhir:import")).status_code == 403
        assert send(therapist, a_file(everything())).status_code == 403
        assert not Patient.objects.exists()

    def test_asks_a_stranger_to_sign_in(self, db) -> None:
        assert Client().get(reverse("fhir:import")).status_code == 302


class TestAnEarlierImport:
    def test_is_listed_and_can_be_read_again(self, desk: Client) -> None:
        send(desk, a_file(everything()))
        address = reverse("fhir:import_run", args=[the_run().pk])
        listed = desk.get(reverse("fhir:import")).content.decode()
        assert listed.count("maya.json") == 1
        assert address in listed
        assert "Maya Okafor" in desk.get(address).content.decode()
        looks = AuditEntry.objects.filter(did="looked at an import", is_read=True)
        assert [look.subject_id for look in looks] == [str(the_run().pk)]

    def test_of_another_clinic_is_not_there(self, desk: Client) -> None:
        send(desk, a_file(everything()))
        other = signed_in(a_clinic("Other Clinic").alvarez)
        assert other.get(reverse("fhir:import_run", args=[the_run().pk])).status_code == 404
        assert "maya.json" not in other.get(reverse("fhir:import")).content.decode()
