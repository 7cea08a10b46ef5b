"""The real records: every one of them comes in, a second time changes nothing, and the screening reads them right."""

import csv
import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from holdspace.chart.facts.coded import screening_facts
from holdspace.chart.models import Encounter, Observation, Patient
from holdspace.clinical.eligibility import screen
from holdspace.fhir.importing import import_file, import_paths
from holdspace.fhir.reports import ImportReport
from tests.chart.build import House, a_clinic
from tests.fhir.build import NOON, SHARED, needs_shared_data, rows_of_every_table

pytestmark = [pytest.mark.database, needs_shared_data]
SYNTHEA = SHARED / "fhir-patients"
EXAMPLES = SHARED / "fhir-r4-examples"
CASES = SHARED / "screening-cases"
SCREENING_DAY = date(2026, 1, 15)


@pytest.fixture
def house(db) -> House:
    return a_clinic(time_zone="America/New_York")


def totals(reports: tuple[ImportReport, ...], what: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for report in reports:
        for one in report.types:
            counts[one.type] += getattr(one, what)
    return +counts


class TestTheSyntheticPatients:
    def test_come_in_whole_and_twice_changes_nothing(self, house: House) -> None:
        files = sorted((SYNTHEA / "bundles").glob("*.json.gz"))
        reports = import_paths(files, clinic=house.clinic, at=NOON)
        assert totals(reports, "kept") == {
            "Patient": 42, "Encounter": 1072, "Condition": 314, "AllergyIntolerance": 13,
            "MedicationRequest": 446, "Observation": 4436, "Procedure": 434,
        }  # fmt: skip
        assert not totals(reports, "skipped_count")
        assert sum(count for report in reports for kind, count in report.left_aside if kind == "Immunization") == 372
        before = rows_of_every_table()
        import_paths(files, clinic=house.clinic, at=NOON)
        assert rows_of_every_table() == before
        self.require_people_as_listed()
        self.require_visits_linked()

    def require_people_as_listed(self) -> None:
        with (SYNTHEA / "index.csv").open() as listed:
            rows = [row for row in csv.DictReader(listed) if row["patient_id"]]
        told = {(row["gender"], row["birth_date"], bool(row["deceased"])) for row in rows}
        people = Patient.objects.all()
        assert {(one.sex, one.birth_on.isoformat(), not one.is_bookable) for one in people} == told
        assert sum(not one.is_bookable for one in people) == sum(bool(row["deceased"]) for row in rows) > 1

    def require_visits_linked(self) -> None:
        assert not Observation.objects.filter(encounter=None).exists()
        assert not Encounter.objects.exclude(kind=Encounter.Kind.ELSEWHERE, status="finished").exists()


class TestTheScreeningCases:
    @pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("DEV-*.json")))
    def test_lead_from_the_file_through_the_chart_to_the_decision_written_for_them(
        self, house: House, case: str
    ) -> None:
        expected = json.loads((CASES / "expected.json").read_text())[case]
        at = datetime(2026, 1, 15, 18, tzinfo=UTC)
        report = import_file(CASES / f"{case}.json", clinic=house.clinic, by=house.alvarez, at=at)
        screening = screen(screening_facts(Patient.objects.get(pk=report.patients[0].id), on=SCREENING_DAY))
        told = {(finding.rule, str(finding.level)) for finding in screening.findings}
        assert told == {(finding["rule"], finding["level"]) for finding in expected["findings"]}
        assert str(screening.decision) == expected["decision"]

    def test_keep_every_resource_but_planned_doses_groups_and_errors(self, house: House) -> None:
        reports = import_paths(sorted(CASES.glob("DEV-*.json")), clinic=house.clinic, at=NOON)
        assert totals(reports, "kept") == {
            "Patient": 20, "Condition": 31, "AllergyIntolerance": 20, "MedicationStatement": 17, "Observation": 811,
            "List": 20,
        }  # fmt: skip
        assert totals(reports, "skipped_count") == {"MedicationRequest": 18, "Observation": 20}


class TestTheExamplesOfTheStandard:
    def files(self, *kinds: str) -> list[Path]:
        return [path for kind in kinds for path in sorted((EXAMPLES / kind).glob("*.json"))]

    def test_of_patients_and_observations_come_in_or_say_why_not(self, house: House) -> None:
        files = self.files("Patient", "Observation")
        reports = import_paths(files, clinic=house.clinic, at=NOON)
        assert totals(reports, "kept") == {"Patient": 11, "Observation": 26}
        assert totals(reports, "already_here") == {"Patient": 1}
        assert all(report.says.startswith("Nothing was imported: 1 entry") for report in reports if report.refused)
        before = rows_of_every_table()
        import_paths(files, clinic=house.clinic, at=NOON)
        assert rows_of_every_table() == before

    def test_of_every_other_type_come_in_or_say_why_not(self, house: House) -> None:
        files = self.files(*(path.name for path in EXAMPLES.iterdir() if path.is_dir() and path.name != "Bundle"))
        reports = import_paths(files, clinic=house.clinic, at=NOON)
        assert not [report.file_name for report in reports if report.is_unreadable]
        assert not [
            reason.because for report in reports for _, reason in report.reasons if "our side" in reason.because
        ]

    def test_of_bundles_are_imported_or_refused_with_a_sentence(self, house: House) -> None:
        for path in self.files("Bundle"):
            report = import_file(path, clinic=house.clinic, by=None, at=NOON)
            assert report.says.endswith(".")
            assert not [reason for _, reason in report.reasons if "our side" in reason.because]
