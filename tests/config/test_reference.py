"""Is docs/reference what the code knows, and does the check notice when it no longer is?"""

import importlib.util
import re
from decimal import Decimal
from pathlib import Path

import pytest

from holdspace.clinical import catalogue, eligibility, instruments
from holdspace.clinical.catalogue import levels
from holdspace.clinical.eligibility import rules, screen
from holdspace.clinical.findings import Level
from holdspace.clinical.sources import Mark
from tests.clinical.eligibility.people import WELL, taking, with_diagnosis, with_facts

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reference():
    specification = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert specification and specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def folder(reference, tmp_path) -> Path:
    reference.write(tmp_path)
    return tmp_path


class TestTheReference:
    def test_is_current(self, reference) -> None:
        assert reference.is_current(reference.FOLDER), reference.STALE

    def test_written_anew_is_current(self, reference, folder) -> None:
        assert reference.main(["--check", "--folder", str(folder)]) == 0

    @pytest.mark.parametrize("page", ["rules.md", "thresholds.md", "judgements.md"])
    def test_with_one_number_changed_fails_the_check_in_one_sentence(self, reference, folder, page, capsys) -> None:
        path = folder / page
        path.write_text(re.sub(r"\d", "7", path.read_text(), count=40))
        assert reference.main(["--check", "--folder", str(folder)]) == 1
        assert capsys.readouterr().err == "docs/reference is out of date: run make reference\n"

    def test_with_a_page_missing_or_left_over_fails_the_check(self, reference, folder) -> None:
        (folder / "old.md").write_text("what was known once\n")
        assert not reference.is_current(folder)
        reference.write(folder)
        assert reference.is_current(folder)
        (folder / "rules.md").unlink()
        assert not reference.is_current(folder)

    def test_goes_stale_when_a_rule_changes(self, reference, folder, monkeypatch) -> None:
        planted = catalogue.Known(catalogue.Kind.RULE, "XYZ-01", "A rule nobody wrote down")
        monkeypatch.setattr(catalogue, "rules", lambda: (planted,))
        assert not reference.is_current(folder)

    def test_names_every_rule_number_instrument_and_protocol(self, reference, folder) -> None:
        everything = "\n".join(path.read_text() for path in folder.glob("*.md"))
        assert [
            each.code for each in catalogue.everything() if each.code not in everything and each.title not in everything
        ] == []

    def test_lists_every_judgement_and_everything_recalled(self, folder) -> None:
        waiting = (folder / "judgements.md").read_text()
        cited = {source for each in catalogue.everything() for source in each.sources}
        ours = [source.text for source in cited if source.mark is Mark.JUDGEMENT]
        recalled = [source.text for source in cited if source.mark is Mark.RECALLED]
        assert len(ours) > 40 and len(recalled) > 20
        assert [text for text in (*ours, *recalled) if text.replace("<", "&lt;") not in waiting] == []


class TestEveryEntry:
    def test_names_its_source(self) -> None:
        kinds_without = {catalogue.Kind.STEP}
        unsourced = [
            each.code for each in catalogue.everything() if not each.sources and each.kind not in kinds_without
        ]
        assert unsourced == []

    def test_of_a_rule_gives_its_reason(self) -> None:
        assert [each.code for each in (*catalogue.rules(), *catalogue.interactions()) if not each.because] == []

    def test_of_the_wording_that_ships_says_so(self) -> None:
        told = {each.code: dict(each.details)["rights"] for each in catalogue.instruments()}
        assert all(told[scale.code] == scale.rights.value for scale in instruments.ALL)


class TestTheLevelsOfARule:
    @pytest.mark.parametrize(
        "facts",
        [
            WELL,
            eligibility.ScreeningFacts(as_of=WELL.as_of),
            taking("lorazepam", "theophylline", "morphine", "phenelzine", "clarithromycin"),
            with_diagnosis("F20.9", "I67.1", "G40.909", "K74.60", "H40.9", "E05.90", "F31.9", "F44.81", "N30.10"),
            with_facts(
                age=17,
                oxygen_saturation=Decimal(85),
                heart_rate=Decimal(130),
                capacity=False,
                coercion=True,
                moca=Decimal(10),
                stop_bang=Decimal(6),
            ),
            with_facts(
                age=82,
                audit=Decimal(25),
                dast10=Decimal(8),
                ipss=Decimal(25),
                alt_times_limit=Decimal(5),
                egfr=Decimal(10),
                pregnancy_test_positive=True,
            ),
        ],
    )
    def test_hold_every_answer_it_gives(self, facts) -> None:
        by_id = {rule.id: rule for rule in rules.RULES}
        for finding in screen(facts).findings:
            assert finding.level in levels.levels_of(by_id[finding.rule]), finding.rule

    def test_are_known_of_every_rule(self) -> None:
        assert [rule.id for rule in rules.RULES if not levels.levels_of(rule)] == []
        by_id = {rule.id: levels.levels_of(rule) for rule in rules.RULES}
        assert by_id["CVS-02"] == (Level.RELATIVE,)
        assert by_id["DDI-08"] == (Level.HOLD,)
        assert set(by_id["RES-03"]) == {Level.ABSOLUTE, Level.CANNOT_TELL, Level.RELATIVE}
