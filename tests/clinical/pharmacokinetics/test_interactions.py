"""Does what is taken beside change exposure by as much as was seen in people?"""

import pytest

from holdspace.clinical.pharmacokinetics.doses import Dose, Route
from holdspace.clinical.pharmacokinetics.interactions import NONE, by_name, found_in, together
from holdspace.clinical.pharmacokinetics.people import Nonsense
from holdspace.clinical.pharmacokinetics.simulating import peak
from tests.clinical.pharmacokinetics.asked import ESKETAMINE, IV, KETAMINE, PO, ask


def ratio(what: str, route: Route) -> float:
    dose = Dose(ESKETAMINE, route, 14)
    with_it, alone = (peak(ask("s1", dose, interacting=each), KETAMINE) for each in (what, None))
    return with_it.area_ng_h_per_ml / alone.area_ng_h_per_ml


class TestTheAreaSwallowed:
    @pytest.mark.parametrize(
        ("what", "seen"),
        # Section 5 of the pharmacology reference.
        [
            ("clarithromycin", 2.6),
            ("grapefruit", 3.0),
            ("ticlopidine", 2.4),
            ("itraconazole", 1.0),
            ("rifampicin", 0.14),
            ("st-johns-wort", 0.42),
        ],
    )
    def test_changes_as_seen(self, what: str, seen: float) -> None:
        assert ratio(what, PO) == pytest.approx(seen, rel=0.01)


class TestTheAreaInAVein:
    def test_falls_by_14_percent_with_rifampicin(self) -> None:
        assert ratio("rifampicin", IV) == pytest.approx(0.86, rel=0.01)

    @pytest.mark.parametrize("what", ["clarithromycin", "grapefruit", "ticlopidine"])
    def test_rises_less_than_swallowed(self, what: str) -> None:
        assert 1 < ratio(what, IV) < ratio(what, PO)


class TestSeveralAtOnce:
    def test_are_multiplied_and_say_that_nobody_measured_it(self) -> None:
        both = together((by_name("rifampicin"), by_name("ticlopidine")))
        assert both.liver == pytest.approx(by_name("rifampicin").liver / 2.4)
        assert both.says.endswith("nobody has measured.")

    def test_of_none_changes_nothing(self) -> None:
        assert (together(()).liver, together(()).gut) == (1, 1)


class TestWhatWasOnlyDescribed:
    @pytest.mark.parametrize("what", ["lamotrigine", "benzodiazepines", "maoi", "naltrexone", "clonidine"])
    def test_warns_and_changes_no_level(self, what: str) -> None:
        asked = ask("s1", Dose(ESKETAMINE, PO, 14), interacting=what)
        assert any("nothing here is changed by it" in each for each in asked.warnings)
        assert ratio(what, PO) == 1

    def test_is_found_by_the_name_on_a_list_of_medicines(self) -> None:
        found = found_in(["Tranylcypromine 20 mg", "St. John's wort tea", "vitamin D"])
        assert found.code == "st-johns-wort+maoi"
        assert "multiplied" not in found.says
        assert found_in(["vitamin D"]) is NONE


def test_a_name_without_a_size_is_refused() -> None:
    with pytest.raises(Nonsense, match=r"^Interacting: 'tea' is not known here"):
        by_name("tea")
