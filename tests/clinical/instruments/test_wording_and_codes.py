"""Our items against the questionnaires as other systems publish them."""

import json
from pathlib import Path

import pytest

from holdspace.clinical.instruments import AUDIT_C, GAD_7, PC_PTSD_5, PHQ_9

QUESTIONNAIRES = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "questionnaires"
SHIPPED = (PHQ_9, GAD_7, PC_PTSD_5, AUDIT_C)


def published(path: str) -> dict:
    file = QUESTIONNAIRES / path
    if not file.exists():
        pytest.skip("The published questionnaires are not beside this checkout (../shared/data).")
    return json.loads(file.read_text())


def plain(text: str) -> str:
    return text.replace("–", "-").removesuffix(" (not scored)")


@pytest.mark.parametrize("instrument", SHIPPED, ids=lambda instrument: instrument.code)
class TestAShippedInstrument:
    def questions(self, instrument):
        return [item for item in published(f"authored/{instrument.code}.json")["item"] if item["type"] == "choice"]

    def test_asks_what_its_authors_ask_under_the_same_codes(self, instrument):
        theirs = [(item["text"], item["code"][0]["code"]) for item in self.questions(instrument)]
        ours = [(plain(item.text), item.loinc) for item in instrument.items]
        assert ours == [(plain(text), code) for text, code in theirs]

    def test_offers_the_same_answers_for_the_same_points(self, instrument):
        for item, theirs in zip(instrument.items, self.questions(instrument), strict=True):
            options = [
                (option["extension"][0]["valueDecimal"], option["valueCoding"]["display"])
                for option in theirs["answerOption"]
            ]
            assert [(c.value, plain(c.text)) for c in instrument.choices_of(item)] == options

    def test_names_the_same_panel_and_total(self, instrument):
        total = published(f"authored/{instrument.code}.json")["item"][-1]["code"][0]["code"]
        panel = published(f"authored/{instrument.code}.json")["code"][0]["code"]
        assert (instrument.loinc_panel, instrument.loinc_total) == (panel, total)


class TestThePHQ9:
    def test_carries_the_item_and_answer_codes_of_the_library_of_medicine(self):
        theirs = published("third_party/lforms-R4-phq9.json")
        codes = {c["code"] for item in theirs["item"] for c in item.get("code", [])}
        answers = {option["valueCoding"]["code"] for item in theirs["item"] for option in item.get("answerOption", [])}
        assert {item.loinc for item in PHQ_9.items} <= codes
        assert {choice.loinc for choice in PHQ_9.choices} <= answers
