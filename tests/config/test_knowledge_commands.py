"""Do `score`, `rules`, `protocols` and `instruments` answer from what is known, and refuse in one sentence?"""

import csv
import json
import re
import subprocess
import sys
from typing import Any

import pytest

from holdspace.clinical import catalogue, eligibility, instruments
from holdspace.clinical.protocols import NOT_SHIPPED, PROTOCOLS
from holdspace.config import cli
from tests.fhir.build import SHARED

EXAMPLES = SHARED.parent / "reference" / "scoring_examples.csv"


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = cli.main(words)
    out, err = capsys.readouterr()
    return status, out, err


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    status, out, err = asked(capsys, *words, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


class TestScoring:
    def test_tells_total_band_alerts_and_what_is_missing(self, capsys) -> None:
        told = answered(capsys, "score", "phq-9", "3,0,1,2,0,0,1,0,3")
        assert (told["instrument"], told["total"], told["band"], told["missing"]) == ("phq-9", 10, "moderate", [])
        assert any("suicid" in str(alert) for alert in told["alerts"])
        assert told["subscales"] == {}

    @pytest.mark.parametrize(("answers", "alerts"), [("3,0,1,2,0,0,1,0,1", 1), ("3,0,1,2,0,0,1,0,0", 0)])
    def test_raises_the_alarm_of_item_9_from_several_days_on(self, capsys, answers: str, alerts: int) -> None:
        told = answered(capsys, "score", "phq-9", answers)
        assert sum("suicid" in str(alert) for alert in told["alerts"]) == alerts

    def test_of_a_form_with_a_gap_gives_no_total_but_keeps_its_alarm(self, capsys) -> None:
        told = answered(capsys, "score", "phq-9", "3,-,1,2,0,0,1,0,3")
        assert (told["total"], told["missing"]) == (None, ["mood"])
        assert told["alerts"]

    def test_gives_raw_and_index_where_an_instrument_has_both(self, capsys) -> None:
        told = answered(capsys, "score", "WHO-5", "3", "3", "3", "3", "3")
        assert (told["raw"], told["index"]) == (15, 60)

    @pytest.mark.parametrize(("sex", "positive"), [("male", False), ("female", True)])
    def test_asks_for_the_sex_where_a_cut_off_hangs_on_it(self, capsys, sex: str, positive: bool) -> None:
        assert answered(capsys, "score", "audit-c", "1,1,1", "--sex", sex)["positive"] is positive

    def test_reads_a_filled_form_of_another_system(self, capsys, tmp_path) -> None:
        items = [
            {"linkId": f"/{code}", "answer": [{"valueCoding": {"system": "http://loinc.org", "code": said}}]}
            for code, said in zip(PHQ_9_ITEMS, ["LA6571-9", *["LA6568-5"] * 7, "LA6569-3"], strict=True)
        ]
        form = {"resourceType": "QuestionnaireResponse", "status": "completed", "item": items}
        path = tmp_path / "form.json"
        path.write_text(json.dumps(form))
        assert answered(capsys, "score", "phq-9", str(path))["total"] == 4

    def test_in_words_begins_with_the_result(self, capsys) -> None:
        _, out, _ = asked(capsys, "score", "phq-9", "3,0,1,2,0,0,1,0,3")
        assert out.splitlines()[0] == "PHQ-9: 10, moderate"
        assert "Source: Kroenke" in out

    @pytest.mark.parametrize(
        "words",
        [
            ("phq-99", "1,2,3"),
            ("phq-9", "1,2,3,0,0,0,0,0,0,0,0"),
            ("phq-9", "1,2,3,0,0,0,0,0,7"),
            ("phq-9", "a,b,c"),
            ("phq-9", "/nowhere/form.json"),
            ("phq-9", "/"),
            ("phq-9", ""),
        ],
    )
    def test_refuses_with_exit_2_and_one_sentence(self, capsys, words: tuple[str, ...]) -> None:
        status, out, err = asked(capsys, "score", *words)
        assert (status, out) == (2, "")
        assert len(err.strip().splitlines()) == 1 and err.strip().endswith(".")

    @pytest.mark.parametrize("content", ["{", "[]", '{"resourceType": "Patient"}', '{"resourceType": "Bundle"}'])
    def test_refuses_a_file_that_is_no_filled_form(self, capsys, tmp_path, content: str) -> None:
        path = tmp_path / "form.json"
        path.write_text(content)
        status, _, err = asked(capsys, "score", "phq-9", str(path))
        assert status == 2 and err.startswith("form.json was not scored.")


PHQ_9_ITEMS = [
    "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8",
]  # fmt: skip


@pytest.mark.skipif(not EXAMPLES.exists(), reason="The scoring examples are not beside this checkout.")
class TestThePublishedExamples:
    def test_come_out_right_on_the_command_line(self, capsys) -> None:
        with EXAMPLES.open() as listed:
            rows = [row for row in csv.DictReader(listed) if row["instrument"] in ("PHQ-9", "GAD-7", "ISI", "WHO-5")]
        assert len(rows) > 10
        for row in rows:
            told = answered(capsys, "score", row["instrument"], row["answers"])
            expected = dict(re.findall(r"(total|raw|index)=(\d+)", row["expected"]))
            assert {name: str(told[name]) for name in expected} == expected, row


class TestTheLists:
    def test_of_rules_names_every_rule_with_reason_and_source(self, capsys) -> None:
        told = answered(capsys, "rules")
        listed = {each["id"] for each in told}
        assert listed >= {rule.id for rule in eligibility.RULES}
        assert listed >= {f"G-0{number}" for number in range(1, 8)}
        screening = [each for each in told if each["kind"] == "rule"]
        assert all(each["because"] and each["source"]["mark"] for each in screening)

    def test_of_protocols_names_those_not_offered_too(self, capsys) -> None:
        told = {each["id"]: each for each in answered(capsys, "protocols")}
        assert set(told) == {each.id for each in (*PROTOCOLS, *NOT_SHIPPED)}
        assert told["P-20"]["status"] == "not shipped"

    def test_of_instruments_names_every_one_with_its_rights(self, capsys) -> None:
        told = {each["id"]: each for each in answered(capsys, "instruments")}
        assert set(told) == {each.code for each in instruments.ALL}
        assert all(each["rights"] and each["source"] for each in told.values())

    @pytest.mark.parametrize(("command", "code"), [("rules", "cvs-02"), ("protocols", "P03"), ("instruments", "PHQ-9")])
    def test_show_one_in_full_however_it_is_written(self, capsys, command: str, code: str) -> None:
        told = answered(capsys, command, code)
        assert told["id"].casefold().replace("-", "") == code.casefold().replace("-", "")
        assert told["source"]["text"]

    def test_show_in_words_whence_a_rule_comes(self, capsys) -> None:
        _, out, _ = asked(capsys, "rules", "CVS-02")
        assert out.startswith("CVS-02  Raised blood pressure")
        assert out.count("Source: ") >= 2 and "140 mmHg" in out

    def test_name_what_is_near_to_a_slip(self, capsys) -> None:
        status, _, err = asked(capsys, "rules", "CVS-0")
        assert status == 2 and "CVS-0" in err.partition("Near to it:")[2]

    @pytest.mark.parametrize("command", ["rules", "protocols", "instruments"])
    def test_refuse_what_is_not_there(self, capsys, command: str) -> None:
        status, out, err = asked(capsys, command, "nothing-like-it")
        assert (status, out) == (2, "") and err.startswith("There is no ")

    def test_end_quietly_when_nobody_reads_on(self) -> None:
        told = subprocess.run(
            f"{sys.executable} -m holdspace.config.cli rules --json | head -1",
            shell=True, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert (told.stdout, told.stderr) == ("[\n", "")


class TestTheCatalogue:
    def test_gives_every_entry_an_id_of_its_own(self) -> None:
        kinds_and_codes = [(each.kind, each.code) for each in catalogue.everything()]
        assert len(kinds_and_codes) == len(set(kinds_and_codes))

    def test_finds_an_entry_by_its_id(self) -> None:
        found = catalogue.find("ddi-06")
        assert found is not None and "theophylline" in dict(found.details)["medicines"]
        assert catalogue.find("XYZ-99") is None
