"""What one instrument does differently from the next, worked by hand on both sides of its lines."""

from decimal import Decimal

import pytest

from holdspace.clinical.instruments import (
    ASQ,
    ASSIST,
    AUDIT,
    CADSS,
    CADSS_6,
    CAPE_42,
    DASS_21,
    DAST_10,
    EQ_5D_5L,
    IPSS,
    KSET,
    LSAS,
    LUTS_CHECK,
    MADRS,
    MADRS_S,
    MDQ,
    MEQ_30,
    MOCA,
    PCL_5,
    PCL_5_WEEKLY,
    PQ_16,
    PROMIS_GLOBAL_10,
    QIDS_SR_16,
    RASS,
    STOP_BANG,
    Incomplete,
    Instrument,
    Score,
    score,
)


def all_at(instrument: Instrument, value: int) -> dict[str, int]:
    return {item.code: value for item in instrument.scored_items}


def says(result: Score | Incomplete) -> set[str]:
    return {alert.item for alert in result.alerts}


class TestTheQids:
    @pytest.mark.parametrize("group", [(1, 2, 3, 4), (6, 7, 8, 9), (15, 16)])
    def test_counts_the_worst_of_a_group_once(self, group: tuple[int, ...]) -> None:
        worst = {f"item_{place:02d}": 3 for place in group}
        assert score(QIDS_SR_16, all_at(QIDS_SR_16, 0) | worst).total == 3
        one = {f"item_{group[-1]:02d}": 2}
        assert score(QIDS_SR_16, all_at(QIDS_SR_16, 0) | one).total == 2

    @pytest.mark.parametrize("alone", [5, 10, 11, 12, 13, 14])
    def test_adds_every_other_item(self, alone: int) -> None:
        assert score(QIDS_SR_16, all_at(QIDS_SR_16, 0) | {f"item_{alone:02d}": 3}).total == 3

    @pytest.mark.parametrize(("left_out", "missing"), [((6, 8), ()), ((7, 9), ()), ((6, 7), ("item_06", "item_07"))])
    def test_needs_one_of_less_and_more_appetite_and_of_less_and_more_weight(self, left_out, missing) -> None:
        answers = all_at(QIDS_SR_16, 1)
        for place in left_out:
            del answers[f"item_{place:02d}"]
        result = score(QIDS_SR_16, answers)
        assert (result.missing if missing else result.total) == (missing or 9)

    @pytest.mark.parametrize(("answer", "alarms"), [(1, set()), (2, {"item_12"})])
    def test_alarms_from_2_on_item_12(self, answer: int, alarms: set[str]) -> None:
        assert says(score(QIDS_SR_16, {"item_12": answer})) == alarms


@pytest.mark.parametrize(("instrument", "item"), [(MADRS, "item_10"), (MADRS_S, "item_09")])
class TestTheMadrs:
    @pytest.mark.parametrize(("answer", "alarms"), [(3, False), (4, True)])
    def test_alarms_from_4_on_its_last_item_even_alone(self, instrument, item, answer: int, alarms: bool) -> None:
        result = score(instrument, {item: answer})
        assert isinstance(result, Incomplete)
        assert says(result) == ({item} if alarms else set())
        assert [alert.within_minutes for alert in result.alerts] == ([60] if alarms else [])


class TestThePcl5:
    def answers(self, *, b: int = 1, c: int = 1, d: int = 2, e: int = 2) -> dict[str, int]:
        """That many items of each cluster at 2, all others at 0."""
        high = [*range(1, 1 + b), *range(6, 6 + c), *range(8, 8 + d), *range(15, 15 + e)]
        return all_at(PCL_5, 0) | {f"item_{place:02d}": 2 for place in high}

    def test_finds_a_provisional_diagnosis_at_the_least_of_every_cluster(self) -> None:
        result = score(PCL_5, self.answers())
        assert (result.provisional, result.total, result.positive) == (True, 12, False)

    @pytest.mark.parametrize("short", [{"b": 0}, {"c": 0}, {"d": 1}, {"e": 1}])
    def test_finds_none_where_one_cluster_falls_short(self, short: dict[str, int]) -> None:
        assert score(PCL_5, self.answers(**short)).provisional is False

    def test_counts_no_item_of_1(self) -> None:
        assert score(PCL_5, all_at(PCL_5, 1)).provisional is False

    @pytest.mark.parametrize(("total", "raised"), [(59, False), (60, True)])
    def test_alarms_from_60(self, total: int, raised: bool) -> None:
        answers = all_at(PCL_5, 3) | {"item_16": total - 57}
        assert ("total" in says(score(PCL_5, answers))) is raised

    def test_of_the_week_asks_about_the_week_with_the_same_items(self) -> None:
        assert "past week" in PCL_5_WEEKLY.asks
        assert "month" not in PCL_5_WEEKLY.asks
        assert PCL_5_WEEKLY.items == PCL_5.items


class TestTheAsq:
    @pytest.mark.parametrize("place", [1, 2, 3, 4])
    @pytest.mark.parametrize("answer", [1, 2])
    def test_is_positive_by_one_yes_or_one_refusal(self, place: int, answer: int) -> None:
        answers = {f"item_{n:02d}": 0 for n in range(1, 5)} | {f"item_{place:02d}": answer}
        assert score(ASQ, answers).missing == ("item_05",)
        assert score(ASQ, answers | {"item_05": 0}).band == "nonacute_positive"
        acute = score(ASQ, answers | {"item_05": 1})
        assert (acute.band, acute.positive, acute.total) == ("acute_positive", True, None)
        assert [alert.within_minutes for alert in acute.alerts] == [5]

    def test_asks_the_fifth_only_after_a_yes(self) -> None:
        result = score(ASQ, {f"item_{n:02d}": 0 for n in range(1, 5)})
        assert (result.band, result.positive, result.alerts) == ("negative", False, ())

    def test_alarms_by_one_answer_while_the_others_are_open(self) -> None:
        result = score(ASQ, {"item_03": 1})
        assert [alert.tier for alert in result.alerts] == ["moderate"]
        assert result.missing == ("item_01", "item_02", "item_04", "item_05")

    def test_takes_thoughts_right_now_as_acute_whatever_came_before(self) -> None:
        assert [alert.tier for alert in score(ASQ, {"item_05": 1}).alerts] == ["high"]


class TestTheAudit:
    def test_scores_the_last_two_in_twos(self) -> None:
        for wrong in (1, 3):
            with pytest.raises(ValueError, match="item_09 of AUDIT can be 0, 2, 4"):
                score(AUDIT, all_at(AUDIT, 0) | {"item_09": wrong})

    def test_has_three_sums(self) -> None:
        answers = all_at(AUDIT, 0) | {"item_03": 4, "item_04": 3, "item_07": 2, "item_10": 4}
        assert dict(score(AUDIT, answers).subscales) == {"consumption": 4, "dependence": 3, "problems": 6}

    @pytest.mark.parametrize(("last", "alarms"), [(2, False), (4, True)])
    def test_alarms_from_20(self, last: int, alarms: bool) -> None:
        answers = all_at(AUDIT, 0) | dict.fromkeys(("item_01", "item_02", "item_03", "item_04"), 4) | {"item_09": last}
        assert bool(score(AUDIT, answers).alerts) is alarms


class TestTheDast10:
    def test_counts_a_no_to_the_third_and_a_yes_to_every_other(self) -> None:
        assert score(DAST_10, all_at(DAST_10, 0)).total == 1
        assert score(DAST_10, all_at(DAST_10, 0) | {"item_03": 1}).total == 0
        assert score(DAST_10, all_at(DAST_10, 1)).total == 9

    def test_has_no_total_from_a_single_answer(self) -> None:
        assert len(score(DAST_10, {"item_01": 1}).missing) == 9

    @pytest.mark.parametrize(("yes", "alarms"), [(4, False), (5, True)])
    def test_alarms_from_6(self, yes: int, alarms: bool) -> None:
        named = [code for code in all_at(DAST_10, 0) if code != "item_03"][:yes]
        assert bool(score(DAST_10, all_at(DAST_10, 0) | dict.fromkeys(named, 1)).alerts) is alarms


class TestStopBang:
    NOTHING = dict.fromkeys((*(f"item_{n:02d}" for n in range(1, 5)), "male"), 0)

    @pytest.mark.parametrize(
        ("fact", "value", "points"),
        [
            ("bmi", Decimal("35"), 0),
            ("bmi", Decimal("35.1"), 1),
            ("bmi", 36, 1),
            ("age", 50, 0),
            ("age", 51, 1),
            ("neck", 40, 0),
            ("neck", Decimal("40.5"), 1),
            ("neck", 1, 1),
            ("neck", 0, 0),
        ],
    )
    def test_counts_a_value_above_its_line_or_a_plain_yes(self, fact: str, value, points: int) -> None:
        assert score(STOP_BANG, self.NOTHING | {"bmi": 0, "age": 0, "neck": 0} | {fact: value}).total == points

    @pytest.mark.parametrize(("fact", "value"), [("bmi", 9), ("bmi", 121), ("neck", 14), ("neck", 101), ("bmi", "35")])
    def test_refuses_what_nobody_can_measure(self, fact: str, value) -> None:
        with pytest.raises(ValueError, match=f"The answer to {fact} of STOP-BANG"):
            score(STOP_BANG, self.NOTHING | {fact: value})

    def test_is_incomplete_while_a_fact_is_not_known(self) -> None:
        assert score(STOP_BANG, self.NOTHING | {"bmi": 30, "age": 40}).missing == ("neck",)


class TestTheMdq:
    def answers(self, yes: int, **parts: int) -> dict[str, int]:
        return {f"item_{n:02d}": int(n <= yes) for n in range(1, 14)} | parts

    @pytest.mark.parametrize(
        ("yes", "together", "problem", "positive"),
        [(7, 1, 2, True), (13, 1, 3, True), (6, 1, 2, False), (7, 0, 2, False), (7, 1, 1, False)],
    )
    def test_is_positive_only_by_all_three_parts(self, yes, together, problem, positive) -> None:
        result = score(MDQ, self.answers(yes, together=together, problem=problem))
        assert (result.positive, result.total, bool(result.alerts)) == (positive, yes, positive)

    def test_needs_no_other_part_when_nothing_was_answered_yes(self) -> None:
        assert score(MDQ, self.answers(0)).total == 0

    def test_needs_both_other_parts_after_a_yes(self) -> None:
        assert score(MDQ, self.answers(7)).missing == ("together", "problem")


class TestTheMeq30:
    def at(self, **shares: int) -> dict[str, int]:
        """Every item of a factor at the same answer; 3 of 5 is 60 %."""
        scales = {scale.code: scale.items for scale in MEQ_30.subscales}
        return {code: shares.get(name, 3) for name, codes in scales.items() for code in codes}

    def test_is_complete_at_60_percent_of_every_factor(self) -> None:
        result = score(MEQ_30, self.at())
        assert (result.positive, result.total) == (True, 90)
        assert dict(result.subscales) == {"mystical": 45, "positive_mood": 18, "time_space": 18, "ineffability": 9}

    @pytest.mark.parametrize("factor", ["mystical", "positive_mood", "time_space", "ineffability"])
    def test_is_not_complete_when_one_factor_falls_short_by_one_point(self, factor: str) -> None:
        answers = self.at(mystical=5, positive_mood=5, time_space=5, ineffability=5) | self.at()
        short = next(scale for scale in MEQ_30.subscales if scale.code == factor).items[0]
        assert score(MEQ_30, answers | {short: 2}).positive is False

    def test_puts_each_item_into_one_factor(self) -> None:
        every = [code for scale in MEQ_30.subscales for code in scale.items]
        assert sorted(every) == sorted(item.code for item in MEQ_30.items)


class TestTheMoca:
    @pytest.mark.parametrize(
        ("points", "years", "total", "band"),
        [
            (25, 12, 26, "normal"),
            (25, 13, 25, "below the cut-off"),
            (24, 12, 25, "below the cut-off"),
            (30, 8, 30, "normal"),
            (26, 20, 26, "normal"),
        ],
    )
    def test_adds_a_point_for_at_most_12_years_of_education(self, points, years, total, band) -> None:
        result = score(MOCA, {"points": points, "education_years": years})
        assert (result.raw, result.total, result.band) == (points, total, band)

    def test_has_no_total_while_education_is_not_known(self) -> None:
        assert score(MOCA, {"points": 26}).missing == ("education_years",)


class TestTheCadss:
    def test_has_three_sums_that_hold_every_item_once(self) -> None:
        every = [code for scale in CADSS.subscales for code in scale.items]
        assert sorted(every) == sorted(item.code for item in CADSS.items)
        assert score(CADSS, all_at(CADSS, 4)).total == 92
        amnesia = dict.fromkeys(("item_14", "item_15", "item_22"), 3)
        assert dict(score(CADSS, all_at(CADSS, 0) | amnesia).subscales) == {
            "depersonalisation": 0,
            "derealisation": 0,
            "amnesia": 9,
        }

    def test_in_six_items_keeps_their_numbers_in_the_whole(self) -> None:
        assert [item.called for item in CADSS_6.items] == ["1", "2", "6", "7", "15", "22"]


class TestGlobal10:
    def at(self, value: int, pain: int) -> dict[str, int]:
        return all_at(PROMIS_GLOBAL_10, value) | {"item_07": pain}

    @pytest.mark.parametrize(
        ("value", "pain", "physical", "mental"),
        # The library that the table was read in tests these three: the worst, the middle and the best form.
        [(1, 10, (4, "16.2"), (4, "21.2")), (3, 5, (12, "39.8"), (12, "43.5")), (5, 0, (20, "67.7"), (20, "67.5"))],
    )
    def test_turns_two_sums_into_two_t_scores(self, value, pain, physical, mental) -> None:
        found = score(PROMIS_GLOBAL_10, self.at(value, pain)).subscales
        assert (found["GPH_raw"], found["GPH_T"]) == (physical[0], Decimal(physical[1]))
        assert (found["GMH_raw"], found["GMH_T"]) == (mental[0], Decimal(mental[1]))

    def test_agrees_with_that_library_on_a_form_of_mixed_answers(self) -> None:
        answers = dict(zip((1, 2, 3, 4, 5, 9, 6, 10, 8, 7), (2, 3, 2, 1, 1, 5, 2, 1, 2, 4), strict=True))
        found = score(PROMIS_GLOBAL_10, {f"item_{place:02d}": value for place, value in answers.items()}).subscales
        assert (found["GPH_raw"], found["GPH_T"]) == (9, Decimal("32.4"))
        assert (found["GMH_raw"], found["GMH_T"]) == (6, Decimal("28.4"))

    @pytest.mark.parametrize(("pain", "points"), [(0, 5), (1, 4), (3, 4), (4, 3), (6, 3), (7, 2), (9, 2), (10, 1)])
    def test_recodes_pain(self, pain: int, points: int) -> None:
        assert score(PROMIS_GLOBAL_10, self.at(1, pain)).subscales["GPH_raw"] == 3 + points

    def test_says_that_two_sources_differ_about_its_top(self) -> None:
        assert any("67.6" in source.text and source.mark == "judgement" for source in PROMIS_GLOBAL_10.sources)


class TestTheBladder:
    @pytest.mark.parametrize(
        ("item", "answer", "alarms"), [("blood", 0, 0), ("blood", 1, 1), ("pain", 1, 0), ("pain", 2, 1)]
    )
    def test_check_of_ours_alarms_by_any_blood_and_by_much_pain(self, item: str, answer: int, alarms: int) -> None:
        assert len(score(LUTS_CHECK, all_at(LUTS_CHECK, 0) | {item: answer}).alerts) == alarms

    def test_score_keeps_quality_of_life_apart(self) -> None:
        result = score(IPSS, all_at(IPSS, 1) | {"quality_of_life": 6})
        assert (result.total, dict(result.subscales)) == (7, {"quality_of_life": 6})
        assert dict(score(IPSS, all_at(IPSS, 1)).subscales) == {}


class TestDistress:
    def test_of_the_pq_16_is_asked_for_true_items_and_added_apart(self) -> None:
        answers = all_at(PQ_16, 0) | {"item_01": 1, "item_02": 1, "distress_01": 3, "distress_02": 1}
        result = score(PQ_16, answers)
        assert (result.total, dict(result.subscales)) == (2, {"distress": 4})

    def test_that_is_open_for_one_true_item_has_no_sum(self) -> None:
        answers = all_at(PQ_16, 0) | {"item_01": 1, "item_02": 1, "distress_01": 3}
        assert dict(score(PQ_16, answers).subscales) == {}

    def test_of_the_cape_is_asked_for_what_occurs(self) -> None:
        assert dict(score(CAPE_42, all_at(CAPE_42, 1)).subscales) == {"distress": 0}
        assert dict(score(CAPE_42, all_at(CAPE_42, 1) | {"item_05": 3, "distress_05": 2}).subscales) == {"distress": 2}

    @pytest.mark.parametrize(("yes", "alarms"), [(0, False), (1, True)])
    def test_or_not_one_unusual_experience_is_asked_about(self, yes: int, alarms: bool) -> None:
        assert bool(score(PQ_16, all_at(PQ_16, 0) | {"item_09": yes}).alerts) is alarms


class TestSumsBesideEachOther:
    def test_of_the_dass_are_doubled(self) -> None:
        result = score(DASS_21, all_at(DASS_21, 1))
        assert (result.total, dict(result.subscales)) == (None, {"depression": 14, "anxiety": 14, "stress": 14})
        every = [code for scale in DASS_21.subscales for code in scale.items]
        assert sorted(every) == sorted(item.code for item in DASS_21.items)

    def test_of_the_lsas_hold_fear_and_avoidance(self) -> None:
        fear = {item.code: 3 for item in LSAS.items if item.code.startswith("fear")}
        result = score(LSAS, all_at(LSAS, 0) | fear)
        assert (result.total, dict(result.subscales)) == (72, {"fear": 72, "avoidance": 0})

    def test_of_the_assist_stand_for_one_substance_each(self) -> None:
        result = score(ASSIST, all_at(ASSIST, 0) | {"alcohol": 11})
        assert (result.total, result.subscales["alcohol_risk"]) == (None, 11)
        with pytest.raises(ValueError, match="alcohol of ASSIST can be a whole number from 0 to 39"):
            score(ASSIST, {"alcohol": 40})

    def test_of_the_eq_5d_keep_the_scale_of_100(self) -> None:
        assert score(EQ_5D_5L, all_at(EQ_5D_5L, 1) | {"scale": 80}).subscales == {"vas": 80}


class TestALevel:
    @pytest.mark.parametrize("level", [-5, 0, 4])
    def test_of_the_rass_is_its_own_result(self, level: int) -> None:
        result = score(RASS, {"level": level})
        assert (result.total, result.band) == (level, "")

    @pytest.mark.parametrize("level", [-6, 5])
    def test_beyond_the_ends_is_refused(self, level: int) -> None:
        with pytest.raises(ValueError, match="level of RASS"):
            score(RASS, {"level": level})


def test_the_kset_keeps_which_form_was_filled_out_of_the_count() -> None:
    assert score(KSET, {"form": 3, "concerns": 2}).total == 2
