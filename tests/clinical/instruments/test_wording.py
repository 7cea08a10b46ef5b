"""A clinic's licensed words in a copy of an instrument; what is counted never changes."""

import json

import pytest

from holdspace.clinical.instruments import AUDIT, BPIC_SS, DAST_10, ISI, Wording, score, with_wording

WORDS = {item.code: f"Words of {item.code}" for item in ISI.items}
ANSWERS = {value: f"Answer {value}" for value in range(5)}


class TestInstalledWording:
    def test_shows_the_clinics_words_and_counts_as_before(self) -> None:
        theirs = with_wording(ISI, Wording(WORDS, {"": ANSWERS}, asks="In the last two weeks:", language="de"))
        assert [item.text for item in theirs.items] == list(WORDS.values())
        assert [choice.shown for choice in theirs.choices] == list(ANSWERS.values())
        assert (theirs.asks, theirs.language) == ("In the last two weeks:", "de")
        answers = dict.fromkeys(WORDS, 3)
        assert score(theirs, answers) == score(ISI, answers)

    def test_leaves_the_shipped_instrument_as_it_is(self) -> None:
        with_wording(ISI, Wording(WORDS))
        assert all(item.wording == "" for item in ISI.items)

    def test_may_word_the_answers_of_one_item_alone(self) -> None:
        items = {item.code: "Words" for item in AUDIT.items}
        theirs = with_wording(AUDIT, Wording(items, {"item_09": {0: "No", 2: "Long ago", 4: "Lately"}}))
        assert [choice.shown for choice in theirs.choices_of(theirs.item("item_09"))] == ["No", "Long ago", "Lately"]
        assert [choice.shown for choice in theirs.choices_of(theirs.item("item_10"))] == ["0", "2", "4"]

    def test_keeps_a_reversed_item_reversed(self) -> None:
        items = {item.code: "Words" for item in DAST_10.items}
        theirs = with_wording(DAST_10, Wording(items, {"item_03": {0: "Nein", 1: "Ja"}}))
        nothing = dict.fromkeys(items, 0)
        assert score(theirs, nothing).total == 1

    @pytest.mark.parametrize(
        ("wording", "because"),
        [
            (Wording(WORDS | {"item_08": "More"}), "ISI has no item called item_08"),
            (Wording({code: text for code, text in WORDS.items() if code != "item_04"}), "also asks item_04"),
            (Wording(WORDS | {"item_04": "  "}), "also asks item_04"),
            (Wording(WORDS, {"": ANSWERS | {5: "Worse"}}), "are 0, 1, 2, 3, 4, and it names 0, 1, 2, 3, 4, 5"),
            (Wording(WORDS, {"": {1: "A", 2: "B", 3: "C", 4: "D", 5: "E"}}), "Another scale"),
            (Wording(WORDS, {"": ANSWERS | {4: " "}}), "an answer to ISI has no words"),
            (Wording(WORDS, {"item_01": {0: "No"}}), "item_01 of ISI are 0, 1, 2, 3, 4"),
            (Wording(WORDS, {"item_09": ANSWERS}), "no item called item_09"),
        ],
    )
    def test_that_would_change_the_scale_is_refused(self, wording: Wording, because: str) -> None:
        with pytest.raises(ValueError, match=because):
            with_wording(ISI, wording)

    def test_has_no_answers_to_word_where_a_number_is_entered(self) -> None:
        with pytest.raises(ValueError, match="answered with a number"):
            with_wording(BPIC_SS, Wording({"sum": "Total"}, {"sum": {0: "None"}}))


class TestWordingAsJson:
    def test_comes_back_as_it_was(self) -> None:
        wording = Wording(WORDS, {"": ANSWERS}, asks="Lately:", language="de")
        assert Wording.from_dict(json.loads(json.dumps(wording.as_dict()))) == wording

    @pytest.mark.parametrize(
        ("told", "because"),
        [
            ({"items": []}, "“items” is not an object"),
            ({"items": {"item_01": 3}}, "the item item_01” is not text"),
            ({"items": {}, "choices": {"": {"a": "No"}}}, "'a' is not a whole number"),
            ({"items": {}, "choices": {"": []}}, "choices of all items” is not an object"),
            ({"items": {}, "choices": {"": {"0": 1}}}, "answer 0” is not text"),
            ({"items": {}, "language": 1}, "“language” is not text"),
            ({"items": {}, "asks": []}, "“asks” is not text"),
        ],
    )
    def test_in_another_form_is_refused_in_words(self, told: dict, because: str) -> None:
        with pytest.raises(ValueError, match=because):
            Wording.from_dict(told)
