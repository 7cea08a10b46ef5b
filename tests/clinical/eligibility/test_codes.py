"""The codes in the tables mean what the tables say, as far as the shared code lists reach."""

import csv
from pathlib import Path

import pytest

from holdspace.clinical.eligibility.diagnosis_names import ICD_BY_NAME, ICD_BY_SNOMED
from holdspace.clinical.eligibility.events import DATE_DECIDES, HEART_DISEASE, OTHER_EVENT
from holdspace.clinical.eligibility.medicines import ALL, ingredients_in
from holdspace.clinical.eligibility.rules import circulation, nervous_system, organs, pregnancy, psychiatric

CODES = Path(__file__).parents[4] / "shared" / "data" / "codes"
needs_the_lists = pytest.mark.skipif(not CODES.exists(), reason="The shared code lists are not beside this checkout.")


def column(name: str, key: str, value: str) -> dict[str, str]:
    with (CODES / name).open() as rows:
        return {row[key]: row[value] for row in csv.DictReader(rows)}


@needs_the_lists
class TestARxNormCode:
    def test_of_the_table_names_its_ingredient_in_the_list(self) -> None:
        seen = column("rxnorm.csv", "rxcui", "name")
        wrong = {
            (name, code, seen[code])
            for name, codes, _ in ALL
            for code in codes
            if code in seen and name not in ingredients_in(seen[code])
        }
        assert wrong == set()

    def test_stands_for_one_set_of_ingredients(self) -> None:
        shared = [code for _, codes, _ in ALL for code in codes]
        twice = {code for code in shared if shared.count(code) > 1}
        assert twice == {"1043400", "1599803"}


@needs_the_lists
class TestAnIcdCode:
    def test_of_the_rules_exists(self) -> None:
        known = column("icd10cm.csv", "code", "title")
        prefixes = {
            *psychiatric.PSYCHOTIC_DISORDER, *psychiatric.PSYCHOTIC_NOW, *psychiatric.MANIC_NOW,
            *psychiatric.DISSOCIATIVE,
            *circulation.HYPERTENSION, *nervous_system.DEMENTIA, *organs.CIRRHOSIS, *organs.THYROID,
            *circulation.ANEURYSM, *circulation.INTRACEREBRAL_HAEMORRHAGE, *nervous_system.RAISED_PRESSURE_OR_MASS,
            *nervous_system.EYE, *pregnancy.PREGNANT, *organs.DIALYSIS, organs.ACUTE_PORPHYRIA,
            *HEART_DISEASE, *DATE_DECIDES, *OTHER_EVENT,
        }  # fmt: skip
        # Of G93 the list holds a part only.
        chapters = {code[:3] for code in known} - {"G93"}
        listed = {prefix for prefix in prefixes if prefix[:3] in chapters}
        assert len(listed) > 30
        assert {prefix for prefix in listed if not any(code.startswith(prefix) for code in known)} == set()

    def test_of_a_name_or_snomed_code_exists(self) -> None:
        known = column("icd10cm.csv", "code", "title")
        chapters = {code[:3] for code in known}
        mapped = {*ICD_BY_SNOMED.values(), *(code for _, code in ICD_BY_NAME)}
        missing = {code for code in mapped if code[:3] in chapters and code not in known}
        # Seventh characters and placeholders are not in the tabular list.
        assert {code for code in missing if not code.endswith(("A", "XX0"))} == set()


@needs_the_lists
class TestASnomedCode:
    def test_of_the_table_was_seen_with_a_fitting_name(self) -> None:
        seen = column("snomed-seen.csv", "code", "display")
        both = {code: seen[code] for code in ICD_BY_SNOMED if code in seen}
        assert len(both) >= 20
        assert both["38341003"] == "Hypertension"
        assert both["22298006"] == "Myocardial Infarction"
        assert both["72892002"] == "Normal pregnancy"
