"""Does `holdspace screen` say of a file what the rules say, and of a bad file one plain sentence?"""

import gzip
import json
import resource
import subprocess
import sys
from argparse import Namespace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from holdspace.clinic.refusals import Refused
from holdspace.clinical.protocols import PROTOCOLS, Protocol, Route
from holdspace.clinical.units import MgPerKg
from holdspace.config import cli
from holdspace.config.knowing.screening import screened
from tests.fhir.build import SHARED
from tests.fhir.screening_bundles import (
    RXNORM,
    VISIT,
    a_bundle,
    concept,
    condition,
    medicine,
    observation,
    person,
    plan,
    pressure,
    written,
)
from tests.fhir.screening_cases import CASES, Case

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
VIGNETTES = SHARED / "screening-cases"
EXPECTED = json.loads((VIGNETTES / "expected.json").read_text()) if VIGNETTES.exists() else {}
needs_the_cases = pytest.mark.skipif(not EXPECTED, reason="The shared screening cases are not beside this checkout.")


def answer(path: Path, **asked: Any) -> dict[str, Any]:
    options = Namespace(**({"file": str(path), "on": None, "limits": None} | asked))
    return json.loads(json.dumps(screened(options, now=NOW).as_dict()))


def found(told: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each["rule"], each["level"]) for each in told["findings"]}


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "holdspace.config.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@needs_the_cases
@pytest.mark.parametrize("name", sorted(EXPECTED) or ["none"])
class TestASharedCase:
    def test_gets_exactly_its_answer(self, name: str) -> None:
        told, expected = answer(VIGNETTES / f"{name}.json"), EXPECTED[name]
        assert found(told) == {(each["rule"], each["level"]) for each in expected["findings"]}
        assert (told["decision"], set(told["guards"])) == (expected["decision"], set(expected["guards"]))
        assert told["not_read"] == []
        assert told["screened_on"] == "2026-01-15"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
class TestAnotherCaseOfTheSameKind:
    def test_gets_exactly_its_answer(self, case: Case, tmp_path: Path) -> None:
        told = answer(written(case.bundle, tmp_path))
        assert found(told) == case.expected
        assert (told["decision"], set(told["guards"])) == (case.decision, set(case.guards))


def sent_as(kind: str, bundle: dict[str, Any]) -> dict[str, Any]:
    """The same bundle as another kind of exchange writes it: by type and id, with addresses and requests."""
    text = json.dumps(bundle)
    for entry in bundle["entry"]:
        resource = entry["resource"]
        text = text.replace(entry["fullUrl"], f"{resource['resourceType']}/{resource['id']}")
    sent = json.loads(text) | {"type": kind}
    for entry in sent["entry"]:
        if kind == "transaction":
            entry["request"] = {"method": "POST", "url": entry["resource"]["resourceType"]}
        else:
            entry["fullUrl"] = f"https://ehr.example/fhir/{entry['fullUrl']}"
    return sent


@needs_the_cases
class TestASharedCaseOfAnotherKindOfBundle:
    @pytest.mark.parametrize("kind", ["transaction", "searchset", "document"])
    @pytest.mark.parametrize("name", ["DEV-08", "DEV-12", "DEV-15", "DEV-20"])
    def test_gets_the_same_answer(self, name: str, kind: str, tmp_path: Path) -> None:
        path = VIGNETTES / f"{name}.json"
        told = answer(written(sent_as(kind, json.loads(path.read_text())), tmp_path))
        as_it_was = answer(path)
        same = ("decision", "findings", "guards", "notes", "missing")
        assert {name: told[name] for name in same} == {name: as_it_was[name] for name in same}


ILLNESSES = {"F32": "F32.1", "F33": "F33.2", "F43.1": "F43.12", "F42": "F42.2", "F40.1": "F40.10", "F31": "F31.81"}
STARTS = [(protocol, route) for protocol in PROTOCOLS for route in protocol.routes]
SHORT = {route: route.value.upper() for route in Route}


@pytest.mark.parametrize(("protocol", "route"), STARTS, ids=[f"{each.id} {route.value}" for each, route in STARTS])
class TestAPublishedStart:
    def planned(self, protocol: Protocol, route: Route, times: int, folder: Path) -> dict[str, Any]:
        start = protocol.start_for(route)
        unit = "mg/kg" if isinstance(start, MgPerKg) else "mg"
        dose = plan(protocol.id, SHORT[route], float(start.value) * times, unit, protocol.minutes)
        dose["medicationCodeableConcept"] = concept(RXNORM, protocol.drug.rxnorm, protocol.drug.value)
        code = (protocol.indications or ("F33",))[0]
        illness = condition(ILLNESSES.get(code, f"{code}.20"), name="indication")
        return answer(written(a_bundle(dose, diagnoses=[illness]), folder))

    def test_closes_no_guard(self, protocol: Protocol, route: Route, tmp_path: Path) -> None:
        told = self.planned(protocol, route, 1, tmp_path)
        assert (told["guards"], told["not_read"]) == ([], [])

    def test_typed_ten_times_too_high_closes_one(self, protocol: Protocol, route: Route, tmp_path: Path) -> None:
        assert self.planned(protocol, route, 10, tmp_path)["guards"]


class TestTheAnswer:
    def test_reads_a_filled_form_that_came_along(self, tmp_path: Path) -> None:
        said = {"linkId": "/44260-8", "answer": [{"valueCoding": {"system": "http://loinc.org", "code": "LA6569-3"}}]}
        form = {"resourceType": "QuestionnaireResponse", "status": "completed", "authored": VISIT, "item": [said]}
        form["questionnaire"] = "https://holdspace.org/fhir/Questionnaire/phq-9"
        told = answer(written(a_bundle(form, without=("44260-8",)), tmp_path))
        assert ("SUI-03", "caution") in found(told)

    def test_names_for_each_finding_what_it_says_why_and_who_says_so(self, tmp_path: Path) -> None:
        (finding,) = answer(written(a_bundle(pressure=[pressure(150, 95)]), tmp_path))["findings"]
        assert finding["rule"] == "CVS-02"
        assert "150/95" in finding["says"]
        assert finding["because"] and finding["source"]["mark"] == "verified"
        assert finding["other_sources"]

    def test_tells_an_interaction_that_is_no_finding_among_its_notes(self, tmp_path: Path) -> None:
        told = answer(written(a_bundle(), tmp_path))
        assert any("Sertraline" in note and "DDI-17" in note for note in told["notes"])

    def test_shows_a_medicine_it_does_not_know(self, tmp_path: Path) -> None:
        told = answer(written(a_bundle(medicines=medicine("Zzyxolam")), tmp_path))
        assert told["unrecognised_medicines"] == ["Zzyxolam"]
        assert any("Zzyxolam" in note for note in told["notes"])

    def test_lists_what_is_missing_first_what_keeps_the_rules_from_deciding(self, tmp_path: Path) -> None:
        told = answer(written(a_bundle(without=("pressure",)), tmp_path))
        assert "blood pressure" in told["missing"][0].lower()
        assert any(each.startswith("GAD-7") for each in told["missing"])

    def test_says_which_resource_could_not_be_read(self, tmp_path: Path) -> None:
        spoiled = observation("8867-4", valueQuantity={"value": "fast"})
        (unread,) = answer(written(a_bundle(spoiled), tmp_path))["not_read"]
        assert "value" in unread["because"]

    def test_marks_a_tenfold_dose_as_a_hard_stop(self, tmp_path: Path) -> None:
        told = answer(written(a_bundle(plan("P-03", "IV", 5.0, "mg/kg", 40)), tmp_path))
        stops = [each["id"] for each in told["closed_guards"] if each["hard_stop"]]
        assert "G-01" in told["guards"] and "G-01" in stops

    def test_guards_a_plan_of_no_known_protocol_by_amount_and_says_what_was_not_asked(self, tmp_path: Path) -> None:
        told = answer(written(a_bundle(plan("H-99", "IV", 5.0, "mg/kg", 40)), tmp_path))
        assert "G-01" in told["guards"]
        assert any("H-99" in note and "not asked" in note for note in told["notes"])

    def test_says_that_treatment_at_home_is_not_offered(self, tmp_path: Path) -> None:
        told = answer(written(a_bundle(plan("P-20", "SL", 100, "mg")), tmp_path))
        assert any("P-20" in note and "not offered" in note for note in told["notes"])

    def test_is_of_the_day_asked_for(self, tmp_path: Path) -> None:
        path = written(a_bundle(), tmp_path)
        assert "CVS-00" not in {rule for rule, _ in found(answer(path))}
        told = answer(path, on=date(2026, 3, 1))
        assert ("CVS-00", "cannot_tell") in found(told)
        assert told["screened_on"] == "2026-03-01"

    def test_is_of_today_where_the_bundle_has_no_day(self, tmp_path: Path) -> None:
        assert answer(written(a_bundle(timestamp=None), tmp_path))["screened_on"] == NOW.date().isoformat()

    def test_tells_that_the_patient_has_died(self, tmp_path: Path) -> None:
        told = answer(written(a_bundle(patient=person(deceasedBoolean=True)), tmp_path))
        assert "The file says that this patient has died." in told["notes"]

    def test_does_not_hang_on_the_order_of_the_file(self, tmp_path: Path) -> None:
        bundle = a_bundle(plan("P-11", "IV", 0.5, "mg/kg", 40), diagnoses=[condition("F42.2", name="indication")])
        forward = answer(written(bundle, tmp_path))
        backward = answer(written(bundle | {"entry": bundle["entry"][::-1]}, tmp_path))
        assert forward == backward

    def test_leaves_aside_what_is_about_somebody_else(self, tmp_path: Path) -> None:
        bundle = a_bundle(condition("F20.9"))
        stray = next(
            each
            for each in bundle["entry"]
            if each["resource"].get("code", {}).get("coding", [{}])[0].get("code") == "F20.9"
        )
        stray["resource"]["subject"] = {"reference": "urn:uuid:5b0e6e2e-7a41-4e49-9d9c-1f7a3f1f6b10"}
        told = answer(written(bundle, tmp_path))
        assert told["findings"] == []
        assert "did not come with it" in told["not_read"][0]["because"]


class TestAClinicsOwnNumbers:
    def limits(self, folder: Path, **numbers: Any) -> str:
        path = folder / "limits.json"
        path.write_text(json.dumps({"version": 3} | numbers))
        return str(path)

    @pytest.mark.parametrize(("systolic", "is_found"), [(131, True), (130, False)])
    def test_are_compared_with_in_place_of_those_published(self, tmp_path: Path, systolic: int, is_found: bool) -> None:
        path = written(a_bundle(pressure=[pressure(systolic, 80)]), tmp_path)
        told = answer(path, limits=self.limits(tmp_path, **{"CVS-02.systolic": 130}))
        assert (("CVS-02", "relative") in found(told)) is is_found
        assert told["limits_version"] == 3

    @pytest.mark.parametrize(
        ("numbers", "why"),
        [
            ({"CVS-02.systolic": 240}, "from"),
            ({"CVS-99.x": 1}, "no number"),
            ({"CVS-02.systolic": "high"}, "clinic's numbers"),
        ],
    )
    def test_are_refused_where_no_clinic_may_set_them(self, tmp_path: Path, numbers: dict[str, Any], why: str) -> None:
        with pytest.raises(Refused, match=why):
            answer(written(a_bundle(), tmp_path), limits=self.limits(tmp_path, **numbers))

    def test_that_are_not_there_are_a_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="no such file"):
            answer(written(a_bundle(), tmp_path), limits=str(tmp_path / "none.json"))


def two_patients() -> bytes:
    bundle = a_bundle()
    other = {"fullUrl": "urn:uuid:5b0e6e2e-7a41-4e49-9d9c-1f7a3f1f6b10", "resource": person(gender="female")}
    return json.dumps(bundle | {"entry": [*bundle["entry"], other]}).encode()


class TestABadFile:
    @pytest.mark.parametrize(
        ("content", "because"),
        [
            (b"", "empty"),
            (b"{", "not well-formed JSON"),
            (b"[]", "no FHIR resource"),
            (b'{"resourceType": "Spaceship"}', "none that FHIR R4 knows"),
            (json.dumps(person()).encode(), "no FHIR bundle"),
            (b'{"resourceType": "Bundle", "type": "collection"}', "no patient"),
            (b'{"resourceType": "Bundle", "type": "message"}', "not of a kind"),
            (two_patients(), "2 patients"),
            (b"\xff\xfe{", "UTF-8"),
            (gzip.compress(b" " * 30_000_000, mtime=0), "packed far more tightly"),
            (gzip.compress(b"{}", mtime=0)[:-3], "damaged"),
            (json.dumps(a_bundle(timestamp="yesterday")).encode(), "timestamp"),
            (b'{"resourceType":"Bundle","type":"collection","entry":' + b"[" * 100_000, "nested|well-formed"),
        ],
    )
    def test_is_one_plain_sentence(self, tmp_path: Path, content: bytes, because: str) -> None:
        path = tmp_path / "bad.json"
        path.write_bytes(content)
        with pytest.raises(Refused, match=because) as refusal:
            answer(path)
        assert str(refusal.value).startswith("bad.json was not screened.")

    def test_that_is_huge_is_not_read_at_all(self, tmp_path: Path) -> None:
        path = tmp_path / "huge.json"
        with path.open("wb") as file:
            file.truncate(60_000_000)
        with pytest.raises(Refused, match="50 MB"):
            answer(path)

    def test_packed_well_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "theo.json.gz"
        path.write_bytes(gzip.compress(json.dumps(a_bundle()).encode()))
        assert answer(path)["decision"] == "eligible"


class TestTheCommand:
    def test_answers_in_json_without_loading_django(self, tmp_path: Path) -> None:
        path = written(a_bundle(), tmp_path)
        told = subprocess.run(
            [sys.executable, "-c", DJANGO_IS_NOT_LOADED, "screen", str(path), "--json"],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert (told.returncode, told.stderr) == (0, "")
        assert json.loads(told.stdout)["decision"] == "eligible"

    def test_answers_in_words_with_the_decision_first(self, tmp_path: Path) -> None:
        told = run("screen", str(written(a_bundle(pressure=[pressure(150, 95)]), tmp_path)))
        assert told.returncode == 0
        assert told.stdout.splitlines()[0] == "Needs clearance"
        assert "(CVS-02)" in told.stdout and "Source: " in told.stdout and "a clinician decides" in told.stdout

    def test_keeps_to_the_width_of_the_terminal(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "50")
        told = run("screen", str(written(a_bundle(pressure=[pressure(170, 95)]), tmp_path)))
        prose = [line for line in told.stdout.splitlines() if "http" not in line]
        assert max(map(len, prose)) <= 50

    @pytest.mark.parametrize("words", [("/nowhere/at-all.json",), ("/",), ("x.json", "--on", "soon"), ()])
    def test_refuses_with_exit_2_and_one_sentence(self, words: tuple[str, ...]) -> None:
        told = run("screen", *words)
        assert (told.returncode, told.stdout) == (2, "")
        assert len(told.stderr.strip().splitlines()) == 1
        assert "Traceback" not in told.stderr

    def test_costs_the_machine_less_than_a_second_from_cold(self, tmp_path: Path) -> None:
        path = written(a_bundle(), tmp_path)
        run("screen", str(path))
        # Processor time: the clock on the wall also counts whatever else the machine is doing.
        before = self.spent()
        run("screen", str(path), "--json")
        assert self.spent() - before < 1

    def spent(self) -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime


DJANGO_IS_NOT_LOADED = """
import sys
from holdspace.config.cli import main
status = main(sys.argv[1:])
assert not any(name.partition(".")[0] == "django" for name in sys.modules), "Django was loaded"
sys.exit(status)
"""


class TestTheParser:
    def test_reads_the_day(self) -> None:
        assert cli.parser().parse_args(["screen", "x.json", "--on", "2026-01-15"]).on == date(2026, 1, 15)
