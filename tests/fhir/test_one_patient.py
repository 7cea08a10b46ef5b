"""Does a file screened alone get the answer it gets once it stands in a chart?"""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from holdspace.chart import facts
from holdspace.chart.models import Patient
from holdspace.clinical.eligibility import Screening, read, screen
from holdspace.fhir.importing import import_paths
from holdspace.fhir.one_patient import read_one_patient
from tests.chart.build import House, a_clinic
from tests.fhir.build import NOON, SHARED, needs_shared_data
from tests.fhir.screening_bundles import written
from tests.fhir.screening_cases import CASES, Case

pytestmark = pytest.mark.database
# A file keeps the clock it was written with; the chart shows that of its site. Here both are where the file is from.
NEW_YORK, GREENWICH = "America/New_York", "UTC"
VIGNETTES = sorted((SHARED / "screening-cases").glob("DEV-*.json"))
SYNTHEA = sorted((SHARED / "fhir-patients" / "bundles").glob("[!0]*.json.gz"))
SCREENING_DAY = date(2026, 1, 15)


@pytest.fixture
def house(db) -> House:
    return a_clinic(time_zone=NEW_YORK)


def from_the_file(path: Path, on: date) -> Screening:
    found = read_one_patient(path, now=NOON)
    # A chart keeps no planned dose of another system; whether it goes by weight is asked of the order here.
    return screen(read(found.record, on))


def from_the_chart(path: Path, on: date, house: House) -> Screening:
    before = set(Patient.objects.values_list("pk", flat=True))
    import_paths([path], clinic=house.clinic, at=NOON)
    patient = Patient.objects.exclude(pk__in=before).get()
    with timezone.override(ZoneInfo(house.site.time_zone)):
        return screen(facts.screening_facts(patient, on=on))


@needs_shared_data
class TestAFileScreenedAlone:
    @pytest.mark.parametrize("path", VIGNETTES, ids=lambda path: path.stem)
    def test_gets_the_answer_of_its_chart(self, path: Path, house: House) -> None:
        assert from_the_file(path, SCREENING_DAY) == from_the_chart(path, SCREENING_DAY, house)

    def test_gets_the_answer_of_its_chart_for_every_synthetic_patient(self, db) -> None:
        house = a_clinic(time_zone=GREENWICH)
        assert len(SYNTHEA) == 42
        for path in SYNTHEA:
            on = date(2019, 6, 1)
            assert from_the_file(path, on) == from_the_chart(path, on, house), path.name


WITHOUT_PLAN = [each for each in CASES if "MedicationRequest" not in str(each.bundle)]


@pytest.mark.parametrize("case", WITHOUT_PLAN, ids=lambda case: case.name)
class TestACaseOfOurOwn:
    def test_gets_the_answer_of_its_chart(self, case: Case, house: House, tmp_path: Path) -> None:
        path = written(case.bundle, tmp_path)
        assert from_the_file(path, SCREENING_DAY) == from_the_chart(path, SCREENING_DAY, house)
