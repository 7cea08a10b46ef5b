"""Do effects begin, peak and end as studies say, and is what nobody measured left undrawn?"""

import json
from functools import cache

import numpy as np
import pytest

from holdspace.clinical.pharmacokinetics.doses import Dose, Route
from holdspace.clinical.pharmacokinetics.effects import DISSOCIATION_SHARE_PER_NG_PER_ML, Expected, expected, mind
from holdspace.clinical.pharmacokinetics.effects.reported import REPORTED
from holdspace.clinical.pharmacokinetics.effects.timing import timing_of
from holdspace.clinical.pharmacokinetics.simulating import Band
from tests.clinical.pharmacokinetics.asked import A_DRIP, ESKETAMINE, IM, IN, IV, PO, RACEMIC, ask

SPRAY = Dose(ESKETAMINE, IN, 56)


@cache
def told(model: str, *doses: Dose) -> Expected:
    return expected(ask(model, *doses), 200, np.random.default_rng(4))


def course(of: Expected, code: str):
    return next(each for each in of.courses if each.code == code)


class TestDissociation:
    @pytest.mark.parametrize("level", [50, 100, 150, 200])
    def test_lies_on_the_line_of_the_study_and_between_its_scales(self, level: float) -> None:
        from holdspace.clinical.pharmacokinetics.effects.levels import Levels

        held = Levels(np.zeros(1), np.full((1, 201), float(level)), None)
        shares = mind.dissociation(held, np.random.default_rng(1))[0]
        assert np.median(shares) == pytest.approx(100 * DISSOCIATION_SHARE_PER_NG_PER_ML * level)
        assert (shares.min(), shares.max()) == (pytest.approx(37 * level / 200), pytest.approx(89 * level / 200))

    def test_is_felt_early_in_a_drip_most_at_its_end_and_gone_within_hours(self) -> None:
        timing = course(told("s1", A_DRIP), "dissociation").timing
        assert timing.onset.middle_min <= 20
        assert 38 <= timing.peak.middle_min <= 46
        assert 90 <= timing.gone.middle_min <= 180
        assert timing.gone.low_min < timing.gone.middle_min < timing.gone.high_min

    def test_of_a_small_dose_is_not_to_be_expected(self) -> None:
        timing = course(told("s1", Dose(RACEMIC, IM, 4)), "dissociation").timing
        assert timing.reached_percent < 5
        assert (timing.onset, timing.peak, timing.gone) == (None, None, None)

    def test_is_not_told_for_esketamine_and_says_why(self) -> None:
        missing = told("perez-ruixo-2021", SPRAY).not_modelled
        assert [each.code for each in missing] == ["dissociation"]
        assert "racemic ketamine only" in missing[0].why

    def test_above_what_was_measured_says_so(self) -> None:
        notes = course(told("s1", Dose(RACEMIC, IV, 100)), "dissociation").notes
        assert any("nothing was measured" in each for each in notes)
        assert not any("nothing was measured" in each for each in course(told("s1", A_DRIP), "dissociation").notes)


class TestTheFeelingOfAHigh:
    def test_is_half_of_the_largest_at_71_nanograms(self) -> None:
        assert mind.drug_high(np.array([71.3]))[0] == pytest.approx(50, abs=0.1)

    def test_of_racemate_rests_on_its_s_half(self) -> None:
        both = course(told("s1", Dose(RACEMIC, IM, 50)), "drug high").band.median
        s_alone = course(told("s1", Dose(ESKETAMINE, IM, 25)), "drug high").band.median
        np.testing.assert_allclose(both, s_alone, rtol=1e-9)

    def test_is_not_told_where_a_model_knows_only_the_sum(self) -> None:
        missing = told("kamp-2020", A_DRIP).not_modelled
        assert [each.code for each in missing] == ["drug high"]


class TestSedationAndNausea:
    def test_are_told_as_counted_and_never_drawn(self) -> None:
        for each in told("perez-ruixo-2021", SPRAY).tendencies:
            plain = each.as_dict()
            assert plain["course"] is None
            assert plain["why_no_course"] == "No study related it to a level."
            assert "by nose" in each.counted

    @pytest.mark.parametrize(
        ("dose", "words"),
        [
            (Dose(ESKETAMINE, IN, 28), "rather less often"),
            (Dose(ESKETAMINE, IN, 70), "about as often"),
            (Dose(ESKETAMINE, IN, 112), "rather more often"),
            (Dose(RACEMIC, PO, 60), "rather less often"),
        ],
    )
    def test_are_compared_with_the_exposure_they_were_counted_at(self, dose: Dose, words: str) -> None:
        assert all(words in each.compared for each in told("s1", dose).tendencies)


class TestTheReadinessWindow:
    @pytest.mark.parametrize(("model", "dose"), [("s1", A_DRIP), ("perez-ruixo-2021", SPRAY)])
    def test_is_a_band_and_never_one_time(self, model: str, dose: Dose) -> None:
        window = told(model, dose).as_dict()["earliest_plausible_readiness_window"]
        assert window["to_min"] - window["from_min"] > 60
        assert set(window) == {"from_min", "to_min", "open", "says"}

    def test_is_not_told_from_one_typical_person(self) -> None:
        assert told("domino-1984", A_DRIP).readiness is None

    def test_ends_no_sooner_than_the_mind_and_the_pressure(self) -> None:
        found = told("s1", A_DRIP)
        gone = [course(found, code).timing.gone.high_min for code in ("dissociation", "systolic")]
        assert found.readiness.high_min >= max(gone) - 10


class TestTimes:
    def test_follow_each_person_across_the_threshold(self) -> None:
        times = np.array([0.0, 2.0, 4.0, 6.0, 8.0])
        people = np.array([[0, 0], [5, 0], [9, 6], [5, 7], [1, 2]], dtype=float)
        found = timing_of(times, people, 5.0, "from 5")
        assert (found.onset.low_min, found.onset.high_min) == (pytest.approx(2.1), pytest.approx(3.9))
        assert (found.peak.low_min, found.peak.high_min) == (pytest.approx(4.1), pytest.approx(5.9))
        assert (found.gone.middle_min, found.gone.is_open) == (8, False)

    def test_say_when_the_end_lies_beyond_what_was_looked_at(self) -> None:
        found = timing_of(np.array([0.0, 2.0]), np.array([[0, 0], [9, 9.0]]), 5.0, "from 5")
        assert found.gone.is_open


class TestEverything:
    @pytest.mark.parametrize(("model", "dose"), [("s1", A_DRIP), ("perez-ruixo-2021", SPRAY), ("kamp-2020", A_DRIP)])
    def test_is_plain_data_with_a_label_and_sources(self, model: str, dose: Dose) -> None:
        plain = json.loads(json.dumps(told(model, dose).as_dict()))
        assert all("population estimate" in each["label"] and each["sources"] for each in plain["courses"])
        assert {"systolic", "diastolic", "heart rate"} <= {each["effect"] for each in plain["courses"]}
        assert all(isinstance(each.band, Band) for each in told(model, dose).courses)

    def test_reported_durations_are_there_for_every_route_somebody_described(self) -> None:
        assert {each.route for each in REPORTED} == set(Route) - {Route.SC}
