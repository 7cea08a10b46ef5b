"""Names of medicines a clinic adds: read from their moment on, never in place of what is read anyway."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from holdspace.chart import facts
from holdspace.chart.models import MedicationReview, MedicationStatement
from holdspace.clinic.refusals import Denied, Refused
from holdspace.library import drug_names
from holdspace.library.actions import drug_names as actions
from holdspace.library.models import DrugName
from tests.chart.build import MORNING, a_clinic, a_patient
from tests.library.pages import page_of, signed_in

pytestmark = pytest.mark.database

LORAZEPAM = "6470"


@pytest.fixture
def house(db):
    return a_clinic(adopted=())


def add(house, name="Calmadin", ingredient=LORAZEPAM, at=MORNING, **given):
    asked = {"reason": "The brand of our pharmacy.", "by": house.solberg} | given
    return actions.add(name=name, ingredient=ingredient, at=at, **asked)


def read_as(house, text="Calmadin 1 mg at night", at=MORNING):
    patient = a_patient(house)
    written = {"patient": patient, "recorded_at": MORNING, "recorded_by": house.alvarez}
    MedicationStatement.objects.create(text=text, status="active", **written)
    MedicationReview.objects.create(reviewed_at=MORNING, **written)
    found = facts.screening_facts(patient, on=MORNING.date(), at=at)
    return [name for medicine in found.medicines for name in medicine.ingredients]


class TestANameTheClinicAdded:
    def test_is_read_in_charts_from_its_moment_on(self, house):
        assert read_as(house) == []
        add(house)
        assert read_as(house) == ["lorazepam"]
        assert read_as(house, at=MORNING - timedelta(seconds=1)) == []

    def test_is_read_whatever_its_case_and_only_as_a_whole_word(self, house):
        add(house, "  CALMADIN ")
        assert read_as(house, "calmadin, one") == ["lorazepam"]
        assert read_as(house, "calmadine") == []

    def test_takes_nothing_away_from_what_is_read_anyway(self, house):
        add(house)
        assert set(read_as(house, "Calmadin and valium")) == {"lorazepam", "diazepam"}

    def test_is_not_read_elsewhere(self, house):
        add(house)
        assert drug_names.of(a_clinic("Elsewhere", adopted=()).clinic, at=MORNING) == ()

    def test_is_no_longer_read_once_taken_back(self, house):
        add(house)
        actions.retire(name="calmadin", reason="It is another drug here.", by=house.solberg, at=MORNING)
        assert read_as(house) == []
        assert drug_names.history(house.clinic).count() == 2
        assert add(house).version == 3


class TestANameThatIsNotAdded:
    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"ingredient": "999999999"}, "no rule knows"),
            ({"ingredient": ""}, "no rule knows"),
            ({"name": "ab"}, "shorter"),
            ({"name": "Ativan"}, "is read as lorazepam already"),
            ({"reason": " "}, "no reason"),
        ],
    )
    def test_is_one_that_no_rule_could_read(self, house, given, says):
        with pytest.raises(Refused, match=says):
            add(house, **given)
        assert not DrugName.objects.exists()

    def test_is_one_that_stands_already(self, house):
        add(house)
        with pytest.raises(Refused, match="already"):
            add(house, "calmadin")

    def test_is_added_by_the_clinical_lead_alone(self, house):
        with pytest.raises(Denied):
            add(house, by=house.lindqvist)
        with pytest.raises(Refused, match="not among"):
            actions.retire(name="calmadin", reason="So.", by=house.solberg, at=MORNING)


class TestThePage:
    def test_adds_and_takes_back(self, house):
        client = signed_in(house, "solberg")
        asked = {"name": "Calmadin", "ingredient": LORAZEPAM, "reason": "Our pharmacy's."}
        client.post(reverse("library:drug_names"), asked)
        assert "Calmadin" in page_of(signed_in(house, "bauer"), "drug_names")
        client.post(reverse("library:retire_drug_name"), {"name": "calmadin", "reason": "Wrong."})
        assert drug_names.of(house.clinic, at=timezone.now()) == ()
        assert "taken back" in page_of(client, "drug_names")

    def test_says_why_not(self, house):
        client = signed_in(house, "solberg")
        asked = {"name": "Calmadin", "ingredient": "1", "reason": "So."}
        answer = client.post(reverse("library:drug_names"), asked)
        assert answer.status_code == 409 and "no rule knows" in answer.content.decode()
        assert client.post(reverse("library:drug_names"), {}).status_code == 422

    def test_is_read_by_all_and_changed_by_the_lead(self, house):
        client = signed_in(house, "bauer")
        assert "Add a name" not in page_of(client, "drug_names")
        asked = {"name": "Calmadin", "ingredient": LORAZEPAM, "reason": "So."}
        assert client.post(reverse("library:drug_names"), asked).status_code == 403
