"""Does `simulate` answer as its options ask, and refuse nonsense in one sentence that names the field?"""

import csv
import io
import json
from typing import Any

import pytest

from holdspace.config import cli

A_DRIP = ("--route", "iv", "--dose", "35mg", "--over", "40min", "--age", "40")
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
            answered(capsys, *swallowed, *more)["auc_inf"] for more in ((), ("--interacting", "clarithromycin"))
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
            ((*A_DRIP, "--analyte", "hydroxynorketamine"), "Analyte"),
            ((*A_DRIP, "--interacting", "tea"), "Interacting"),
            ((*A_DRIP, "--subjects", "0"), "Subjects"),
            ((*A_DRIP, "--at=-5"), "Times"),
            ((*A_DRIP, "--every", "0min"), "Until and every"),
        ],
    )
    def test_is_refused_by_the_name_of_its_field(self, capsys, words: tuple[str, ...], field: str) -> None:
        status, out, err = asked(capsys, *words)
        assert (status, out) == (2, "")
        assert err.startswith(f"Nothing was simulated. {field}: ")
        assert err.count("\n") == 1
