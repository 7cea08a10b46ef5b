"""Does `simulate` answer as its options ask, and refuse nonsense in one sentence that names the field?"""

import csv
import io
import json
import sys
from typing import Any

import pytest

from holdspace.config import cli

A_DRIP = ("--route", "iv", "--dose", "35mg", "--over", "40min", "--age", "40", "--weight", "70")
FEW = ("--subjects", "100")


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = cli.main(("simulate", *words))
    out, err = capsys.readouterr()
    return status, out, err


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    status, out, err = asked(capsys, *words, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


class TestAnAnswer:
    def test_has_the_curve_its_band_and_its_peak(self, capsys) -> None:
        told = answered(capsys, *A_DRIP)
        assert (told["model"], told["sampling"], told["unit"]) == ("s1", "venous", "ng/mL")
        assert told["times_min"] == [float(minute) for minute in range(241)]
        assert told["cmax"] == pytest.approx(160, rel=0.01)
        assert told["tmax_min"] == 40
        assert max(told["median"]) == pytest.approx(160, rel=0.02)
        assert told["auc_inf"] == pytest.approx(17.5 / 95.2 * 1000 * (1 + 1 / 0.86), rel=0.001)
        assert all(low < middle < high for low, middle, high in zip(*(told[each][1:] for each in EDGES), strict=True))
        assert told["warnings"] == []

    def test_is_the_same_for_the_same_seed_and_another_for_another(self, capsys) -> None:
        once, again, other = (answered(capsys, *A_DRIP, *FEW, "--seed", seed)["p05"] for seed in "778")
        assert once == again != other

    def test_tells_only_of_the_minutes_asked_for(self, capsys) -> None:
        assert answered(capsys, *A_DRIP, *FEW, "--at", "0,10,20")["times_min"] == [0, 10, 20]
        assert answered(capsys, *A_DRIP, *FEW, "--until", "1h", "--every", "30min")["times_min"] == [0, 30, 60]

    def test_counts_by_weight_by_salt_and_over_several_doses(self, capsys) -> None:
        by_weight = answered(capsys, "--route", "iv", "--dose", "0.5mg/kg", "--over", "40min", *FEW)
        assert by_weight["cmax"] == pytest.approx(160, rel=0.01)
        base, salt = (answered(capsys, *A_DRIP, *FEW, *more)["cmax"] for more in ((), ("--salt",)))
        assert salt == pytest.approx(base * 50 / 57.7)
        twice = answered(capsys, "--route", "sl", "--dose", "50mg", "--dose", "50mg@30", *FEW)
        assert twice["tmax_min"] > answered(capsys, "--route", "sl", "--dose", "50mg", *FEW)["tmax_min"]

    def test_has_no_band_where_the_paper_tells_of_no_spread(self, capsys) -> None:
        told = answered(capsys, *A_DRIP, "--model", "domino-1984")
        assert (told["p05"], told["p95"]) == (None, None)
        assert any("no band" in each for each in told["warnings"])

    def test_warns_outside_what_the_model_was_fitted_to(self, capsys) -> None:
        told = answered(capsys, *A_DRIP, *FEW, "--weight", "160")
        assert any("weight of 160 kg lies outside" in each for each in told["warnings"])

    def test_is_raised_by_what_is_taken_with_it(self, capsys) -> None:
        swallowed = ("--route", "po", "--drug", "esketamine", "--dose", "14mg", *FEW)
        alone, with_it = (
            answered(capsys, *swallowed, "--model", "s1", *more)["auc_inf"]
            for more in ((), ("--interacting", "clarithromycin"))
        )
        assert with_it / alone == pytest.approx(2.6, rel=0.001)

    def test_is_a_table_with_commas_on_request(self, capsys) -> None:
        _, out, _ = asked(capsys, *A_DRIP, *FEW, "--at", "0,40", "--csv")
        rows = list(csv.DictReader(io.StringIO(out)))
        assert [row["time_min"] for row in rows] == ["0", "40"]
        assert float(rows[1]["p05"]) < float(rows[1]["median"]) < float(rows[1]["p95"])

    def test_in_words_begins_with_the_peak_and_ends_without_advice(self, capsys) -> None:
        _, out, _ = asked(capsys, *A_DRIP, *FEW)
        assert "a typical peak of 160 ng/mL after 40 minutes" in " ".join(out.split())
        assert out.splitlines()[-1] == "It foretells a level; it proposes no dose. A clinician decides."


class TestTheModel:
    @pytest.mark.parametrize(
        ("words", "model", "sampling"),
        [
            (("--route", "iv"), "s1", "venous"),
            (("--route", "im"), "s1", "venous"),
            (("--route", "in", "--drug", "esketamine"), "perez-ruixo-2021", "venous"),
            (("--route", "sl", "--drug", "esketamine"), "simons-2022", "arterial"),
            (("--route", "iv", "--drug", "esketamine"), "simons-2022", "arterial"),
            (("--route", "in", "--drug", "esketamine", "--interacting", "ticlopidine"), "s1", "venous"),
            (("--route", "iv", "--drug", "esketamine", "--model", "otto-2021"), "otto-2021", "venous"),
            (("--route", "iv", "--drug", "esketamine", "--model", "Perez-Ruixo"), "perez-ruixo-2021", "venous"),
            (("--route", "iv", "--model", "S1"), "s1", "venous"),
        ],
    )
    def test_is_the_best_suited_unless_one_is_named(self, capsys, words, model: str, sampling: str) -> None:
        told = answered(capsys, *words, "--dose", "28mg", "--at", "30", *FEW)
        assert (told["model"], told["sampling"]) == (model, sampling)
        assert told["model_because"]

    def test_may_be_several_and_then_their_spread_is_in_the_band(self, capsys) -> None:
        drip = ("--drug", "esketamine", "--route", "iv", "--dose", "20mg", "--over", "20min", "--weight", "70")
        one, several = (answered(capsys, *drip, "--at", "20", "--model", model) for model in ("otto-2021", "all"))
        assert [each["model"] for each in several["by_model"]] == ["s1", "perez-ruixo-2021", "simons-2022", "otto-2021"]
        assert several["p95"][0] - several["p05"][0] > one["p95"][0] - one["p05"][0]
        assert "between models" in several["band_includes"]
        assert several["sampling"] == "venous and arterial"


class TestTheBand:
    def test_is_wider_for_one_blood_test_and_says_so(self, capsys) -> None:
        plain, measured = (answered(capsys, *A_DRIP, "--at", "60", *more) for more in ((), ("--measured",)))
        assert measured["p95"][0] > plain["p95"][0]
        assert "error of one blood test" in measured["band_includes"]

    def test_says_that_a_weight_was_assumed(self, capsys) -> None:
        told = answered(capsys, "--route", "im", "--dose", "35mg", "--at", "30", *FEW)
        assert "Weight is not given; 70 kg is assumed." in told["warnings"]

    def test_says_that_sex_changes_nothing_and_why(self, capsys) -> None:
        one, other = (answered(capsys, *A_DRIP, *FEW, "--at", "30", *more) for more in ((), ("--sex", "female")))
        assert one["cmax"] == other["cmax"]
        assert any("women cleared S-ketamine about 20 % faster" in each for each in other["warnings"])


class TestEffects:
    def test_are_told_on_request_with_their_times_and_a_window(self, capsys) -> None:
        told = answered(capsys, *A_DRIP, *FEW, "--effects")["effects"]
        assert {each["effect"] for each in told["courses"]} >= {"dissociation", "systolic"}
        window = told["earliest_plausible_readiness_window"]
        assert window["from_min"] < window["to_min"]
        assert {each["effect"] for each in told["tendencies"]} == {"sedation", "nausea"}

    def test_in_words_give_a_band_of_readiness_and_no_time(self, capsys) -> None:
        _, out, _ = asked(capsys, *A_DRIP, *FEW, "--effects")
        assert "no time to plan on" in " ".join(out.split())


class TestAPicture:
    def test_is_drawn_beside_the_answer(self, capsys, tmp_path) -> None:
        pytest.importorskip("matplotlib")
        path = tmp_path / "curve.png"
        assert answered(capsys, *A_DRIP, *FEW, "--at", "0,20,40", "--png", str(path))["times_min"] == [0, 20, 40]
        assert path.read_bytes().startswith(b"\x89PNG")

    def test_needs_what_may_be_missing_and_says_so(self, capsys, tmp_path, monkeypatch) -> None:
        monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
        path = tmp_path / "curve.png"
        status, out, err = asked(capsys, *A_DRIP, *FEW, "--at", "0,20", "--png", str(path))
        assert (status, out) == (2, "")
        assert err == (
            "No picture was drawn. Pictures need matplotlib, which is not installed: pip install 'holdspace[plot]'.\n"
        )
        assert not path.exists()


EDGES = ("p05", "median", "p95")


class TestNonsense:
    @pytest.mark.parametrize(
        ("words", "field"),
        [
            (("--route", "iv", "--dose", "35mL"), "Dose"),
            (("--route", "iv", "--dose", "35"), "Dose"),
            (("--route", "iv", "--dose=-35mg"), "Dose"),
            (("--route", "iv", "--dose", "3..5mg"), "Dose"),
            (("--route", "iv", "--dose", "350mg"), "Dose"),
            (("--route", "iv", "--dose", "35mg@soon"), "Time of dose"),
            (("--route", "rectal", "--dose", "35mg"), "Route"),
            (("--route", "iv", "--dose", "35mg", "--drug", "r"), "Drug"),
            (("--route", "im", "--dose", "35mg", "--over", "40min"), "Duration"),
            ((*A_DRIP, "--weight=-70"), "Weight"),
            ((*A_DRIP, "--weight", "150lb"), "Weight"),
            ((*A_DRIP, "--age", "old"), "Age"),
            ((*A_DRIP, "--model", "none"), "Model"),
            ((*A_DRIP, "--analyte", "ketmine"), "Analyte"),
            ((*A_DRIP, "--interacting", "tea"), "Interacting"),
            ((*A_DRIP, "--subjects", "0"), "Subjects"),
            ((*A_DRIP, "--at=-5"), "Times"),
            ((*A_DRIP, "--sex", "cat"), "Sex"),
            ((*A_DRIP, "--spit"), "Spit"),
            ((*A_DRIP, "--hold", "5min"), "Hold"),
            ((*A_DRIP, "--seed", "x"), "Seed"),
            (("--route", "in", "--dose", "280mg"), "Dose"),
            (("--route", "im", "--dose", "350mg"), "Dose"),
            (("--route", "im", "--dose", "35mg", "--analyte", "hydroxynorketamine"), "Analyte"),
            ((*A_DRIP, "--analyte", "hydroxynorketamine", "--model", "all"), "Model"),
            ((*A_DRIP, "--every", "0min"), "Until and every"),
        ],
    )
    def test_is_refused_by_the_name_of_its_field(self, capsys, words: tuple[str, ...], field: str) -> None:
        status, out, err = asked(capsys, *words)
        assert (status, out) == (2, "")
        assert err.startswith(f"Nothing was simulated. {field}: ")
        assert err.count("\n") == 1
