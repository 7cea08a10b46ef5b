"""An element is read strictly: in the form R4 gives it, or not at all."""

from decimal import Decimal

import pytest

from holdspace.fhir.elements import NotReadable, choice, concept, elements, flag, number, plain, word, words

WRONG = [
    (word, {"x": 5}),
    (word, {"x": ["a"]}),
    (words, {"x": "a"}),
    (words, {"x": [5]}),
    (flag, {"x": "true"}),
    (flag, {"x": Decimal(1)}),
    (number, {"x": "5"}),
    (number, {"x": True}),
    (elements, {"x": {}}),
    (elements, {"x": ["a"]}),
    (concept, {"x": "depression"}),
    (concept, {"x": {"coding": {"code": "a"}}}),
    (concept, {"x": {"coding": [{"code": 5}]}}),
]


class TestReadingAnElement:
    @pytest.mark.parametrize(("reader", "resource"), WRONG)
    def test_refuses_another_form_than_r4_gives_it(self, reader, resource) -> None:
        with pytest.raises(NotReadable, match="not in the form FHIR R4 gives it"):
            reader(resource, "x")

    @pytest.mark.parametrize("reader", [word, words, flag, number, elements, concept])
    def test_takes_null_for_absent(self, reader) -> None:
        assert not reader({"x": None}, "x")
        assert not reader({}, "x")

    def test_leaves_out_the_nulls_that_stand_for_extensions(self) -> None:
        assert words({"given": [None, "Maya"]}, "given") == ("Maya",)

    def test_refuses_two_of_a_choice(self) -> None:
        with pytest.raises(NotReadable, match="more than one"):
            choice({"valueString": "a", "valueBoolean": True}, "value")

    def test_does_not_take_an_extension_of_a_choice_for_the_choice(self) -> None:
        assert choice({"_valueString": {"extension": []}, "valueSet": None}, "value") == ("Set", None)


class TestANumber:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("68", "68"),
            ("5.935400609016418", "5.935400609"),
            ("99999999999999", "99999999999999"),
            ("0.0000000001", "0.0000000001"),
            ("-3.5", "-3.5"),
        ],
    )
    def test_is_kept_to_ten_decimals(self, written: str, kept: str) -> None:
        assert number({"x": Decimal(written)}, "x") == Decimal(kept).quantize(Decimal("1e-10"))

    @pytest.mark.parametrize("written", ["100000000000000", "1e400", "0.00000000001", "1.5e-10", "-1e15"])
    def test_that_would_come_out_as_another_is_refused(self, written: str) -> None:
        with pytest.raises(NotReadable, match="too large or too small"):
            number({"x": Decimal(written)}, "x")

    @pytest.mark.parametrize(("value", "text"), [("40.0", "40"), ("40", "40"), ("0.50", "0.5"), ("1E+2", "100")])
    def test_is_written_as_people_write_it(self, value: str, text: str) -> None:
        assert plain(Decimal(value)) == text
