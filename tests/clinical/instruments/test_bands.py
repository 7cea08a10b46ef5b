"""Where each range of each instrument begins and ends, by the reference; never by our own data."""

from decimal import Decimal

import pytest

from holdspace.clinical.instruments import ALL, Instrument, band_of, band_of_subscale, by_code, from_total, score

# Instrument, then for each range its name, first and last total (instruments reference, sections A to G).
TOTALS = {
    "phq-9": (
        ("minimal", 0, 4),
        ("mild", 5, 9),
        ("moderate", 10, 14),
        ("moderately severe", 15, 19),
        ("severe", 20, 27),
    ),
    "phq-2": (("below the cut-off", 0, 2), ("positive", 3, 6)),
    "phq-4": (("none", 0, 2), ("mild", 3, 5), ("moderate", 6, 8), ("severe", 9, 12)),
    "gad-7": (("minimal", 0, 4), ("mild", 5, 9), ("moderate", 10, 14), ("severe", 15, 21)),
    "qids-sr16": (("none", 0, 5), ("mild", 6, 10), ("moderate", 11, 15), ("severe", 16, 20), ("very severe", 21, 27)),
    "madrs": (("none", 0, 6), ("mild", 7, 19), ("moderate", 20, 34), ("severe", 35, 60)),
    "pcl-5": (("below the cut-off", 0, 30), ("in the range of cut-offs", 31, 32), ("above the cut-off", 33, 80)),
    "pc-ptsd-5": (("below the cut-off", 0, 2), ("positive", 3, 5)),
    "audit": (("low risk", 0, 7), ("hazardous", 8, 15), ("harmful", 16, 19), ("likely dependence", 20, 40)),
    "dast-10": (("none", 0, 0), ("low", 1, 2), ("moderate", 3, 5), ("substantial", 6, 8), ("severe", 9, 10)),
    "craving": (("below the line", 0, 4), ("raised", 5, 10)),
    "y-bocs": (("subclinical", 0, 7), ("mild", 8, 15), ("moderate", 16, 23), ("severe", 24, 31), ("extreme", 32, 40)),
    "oci-r": (("mild", 0, 15), ("moderate", 16, 27), ("severe", 28, 72)),
    "isi": (("none", 0, 7), ("subthreshold", 8, 14), ("moderate", 15, 21), ("severe", 22, 28)),
    "sci": (("probable insomnia disorder", 0, 16), ("above the cut-off", 17, 32)),
    "wsas": (("subclinical", 0, 9), ("significant", 10, 20), ("moderately severe", 21, 40)),
    "asrm": (("below the cut-off", 0, 5), ("positive", 6, 20)),
    "pq-16": (("below the cut-off", 0, 5), ("positive", 6, 16)),
    "stop-bang": (("low", 0, 2), ("intermediate", 3, 4), ("high", 5, 8)),
    "moca": (("below the cut-off", 0, 25), ("normal", 26, 30)),
    "aldrete": (("not yet recovered", 0, 8), ("recovered", 9, 10)),
    "padss": (("not yet fit to leave", 0, 8), ("fit to leave", 9, 10)),
    "mpadss": (("not yet fit to leave", 0, 8), ("fit to leave", 9, 10)),
    "ipss": (("mild", 0, 7), ("moderate", 8, 19), ("severe", 20, 35)),
    "icsi": (("below the cut-off", 0, 5), ("suspicion", 6, 20)),
    "bpic-ss": (("below the cut-off", 0, 18), ("significant", 19, 38)),
    "audit-c": (("below the cut-off", 0, 2), ("positive for women", 3, 3), ("positive", 4, 12)),
}
ENDS = [
    (code, total, name)
    for code, ranges in TOTALS.items()
    for name, first, last in ranges
    for total in sorted({first, last})
]


@pytest.mark.parametrize(("code", "total", "band"), ENDS)
def test_a_total_at_either_end_of_a_range_has_its_name(code: str, total: int, band: str) -> None:
    assert band_of(by_code(code), total) == band


@pytest.mark.parametrize(("code", "ranges"), TOTALS.items())
class TestTheScale:
    def test_goes_from_the_first_total_to_the_last(self, code: str, ranges: tuple) -> None:
        assert (by_code(code).lowest, by_code(code).highest) == (ranges[0][1], ranges[-1][2])

    def test_has_no_band_just_outside(self, code: str, ranges: tuple) -> None:
        for outside in (ranges[0][1] - 1, ranges[-1][2] + 1):
            with pytest.raises(ValueError, match=f"not to {outside}"):
                band_of(by_code(code), outside)


def test_every_instrument_whose_total_has_bands_stands_in_the_table() -> None:
    with_bands = {one.code for one in ALL if one.bands and one.bands_read == "total"}
    assert with_bands - set(TOTALS) == {"pcl-5-weekly"}


@pytest.mark.parametrize(
    ("code", "subscale", "value", "band"),
    [
        ("phq-4", "anxiety", 2, "below the cut-off"),
        ("phq-4", "anxiety", 3, "positive"),
        ("phq-4", "depression", 3, "positive"),
        ("audit", "dependence", 3, "below the cut-off"),
        ("audit", "dependence", 4, "possible dependence"),
        ("audit", "problems", 16, ""),
        ("assist", "cannabis_risk", 3, "lower risk"),
        ("assist", "cannabis_risk", 4, "moderate risk"),
        ("assist", "cannabis_risk", 26, "moderate risk"),
        ("assist", "cannabis_risk", 27, "high risk"),
        ("assist", "alcohol_risk", 10, "lower risk"),
        ("assist", "alcohol_risk", 11, "moderate risk"),
        ("assist", "alcohol_risk", 27, "high risk"),
    ],
)
def test_a_subscale_has_the_name_of_its_range(code: str, subscale: str, value: int, band: str) -> None:
    assert band_of_subscale(by_code(code), subscale, value) == band


def test_a_subscale_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no subscale called worries"):
        band_of_subscale(by_code("phq-4"), "worries", 1)


class TestAnIndex:
    @pytest.mark.parametrize(
        ("answers", "raw", "index", "band", "positive"),
        [
            ((3, 3, 2, 2, 2), 12, 48, "poor", True),
            ((3, 3, 3, 2, 2), 13, 52, "above the cut-off", False),
            ((5, 5, 5, 5, 5), 25, 100, "above the cut-off", False),
            ((0, 0, 0, 0, 0), 0, 0, "poor", True),
        ],
    )
    def test_of_the_who_5_is_the_sum_times_four(self, answers, raw, index, band, positive) -> None:
        result = score(by_code("who-5"), items("who-5", *answers))
        assert (result.raw, result.total, result.index, result.band, result.positive) == (
            raw,
            raw,
            index,
            band,
            positive,
        )

    @pytest.mark.parametrize(("each", "percent"), [(0, "0.0"), (1, "25.0"), (2, "50.0"), (4, "100.0")])
    def test_of_the_whodas_is_a_percentage_of_48(self, each: int, percent: str) -> None:
        assert score(by_code("whodas-12"), items("whodas-12", *[each] * 12)).index == Decimal(percent)

    def test_of_the_whodas_is_rounded_to_one_place(self) -> None:
        assert score(by_code("whodas-12"), items("whodas-12", 1, *[0] * 11)).index == Decimal("2.1")

    @pytest.mark.parametrize(
        ("answers", "index", "positive"),
        [((4,) * 8, "10.0", False), ((2,) * 8, "5.0", True), ((2,) * 7 + (3,), "5.3", False), ((0,) * 8, "0.0", True)],
    )
    def test_of_the_sci_is_out_of_10_and_low_is_bad(self, answers, index: str, positive: bool) -> None:
        result = score(by_code("sci"), items("sci", *answers))
        assert (result.index, result.positive) == (Decimal(index), positive)

    @pytest.mark.parametrize("code", ["edi", "ebi"])
    def test_of_lines_of_0_to_100_is_their_mean(self, code: str) -> None:
        result = score(by_code(code), items(code, 100, 0, 50, 50, 25, 75, 0, 1))
        assert (result.raw, result.index) == (301, Decimal("37.6"))

    def test_of_the_ceq_is_a_share_of_its_most(self) -> None:
        assert score(by_code("ceq"), items("ceq", *[5] * 13, *[0] * 13)).index == Decimal("50.0")

    @pytest.mark.parametrize(
        ("t_score", "band"),
        [
            ("54.9", "none"),
            ("55.0", "mild"),
            ("59.9", "mild"),
            ("60", "moderate"),
            ("64.9", "moderate"),
            ("65", "moderately severe"),
            ("69.9", "moderately severe"),
            ("70", "severe"),
        ],
    )
    def test_that_is_a_t_score_is_entered_and_named(self, t_score: str, band: str) -> None:
        for form in ("promis-depression-4a", "promis-depression-6a", "promis-depression-8a"):
            result = score(by_code(form), {"t_score": Decimal(t_score)})
            assert (result.index, result.total, result.band) == (Decimal(t_score), None, band)

    @pytest.mark.parametrize("t_score", [Decimal("9.9"), Decimal("90.1"), Decimal("50.25"), Decimal("NaN")])
    def test_that_cannot_be_is_refused(self, t_score: Decimal) -> None:
        with pytest.raises(ValueError, match="t_score"):
            score(by_code("promis-anxiety-8a"), {"t_score": t_score})


class TestATotalFromPaper:
    @pytest.mark.parametrize(("code", "total", "name"), ENDS)
    def test_has_the_same_band_as_one_we_added_up(self, code: str, total: int, name: str) -> None:
        instrument = by_code(code)
        if instrument.gates or instrument.one_point_more:
            with pytest.raises(ValueError, match="hangs on single answers"):
                from_total(instrument, total)
            return
        result = from_total(instrument, total)
        assert (result.total, result.band) == (total, name)

    def test_may_come_with_its_subscales(self) -> None:
        result = from_total(by_code("y-bocs"), 24, {"obsessions": 13, "compulsions": 11})
        assert (result.total, dict(result.subscales)) == (24, {"obsessions": 13, "compulsions": 11})

    def test_raises_the_alert_of_a_total_but_knows_no_single_answer(self) -> None:
        assert [alert.at_least for alert in from_total(by_code("pcl-5"), 60).alerts] == [60]
        assert from_total(by_code("pcl-5"), 59).alerts == ()
        assert from_total(by_code("phq-9"), 27).alerts == ()

    def test_leaves_open_what_only_answers_tell(self) -> None:
        assert from_total(by_code("pcl-5"), 60).provisional is None
        assert from_total(by_code("mdq"), 13).positive is None

    @pytest.mark.parametrize(("sex", "positive"), [("male", False), ("female", True), ("", None)])
    def test_of_the_audit_c_needs_the_sex_to_be_positive_at_3(self, sex: str, positive: bool | None) -> None:
        assert from_total(by_code("audit-c"), 3, sex=sex).positive is positive

    @pytest.mark.parametrize(
        ("code", "total", "subscales", "because"),
        [
            ("phq-9", 28, {}, "not to 28"),
            ("phq-9", -1, {}, "not to -1"),
            ("phq-9", True, {}, "not a whole number"),
            ("phq-9", 1.0, {}, "not a whole number"),
            ("c-ssrs", 3, {}, "adds nothing up"),
            ("dass-21", 3, {}, "adds nothing up"),
            ("y-bocs", 24, {"obsessions": 21}, "goes from 0 to 20"),
            ("y-bocs", 24, {"worries": 2}, "no subscale called worries"),
        ],
    )
    def test_that_cannot_be_is_refused(self, code: str, total: int, subscales: dict, because: str) -> None:
        with pytest.raises(ValueError, match=because):
            from_total(by_code(code), total, subscales)


def items(code: str, *values: int) -> dict[str, int]:
    instrument: Instrument = by_code(code)
    return {item.code: value for item, value in zip(instrument.scored_items, values, strict=True)}
