"""The form is in plain words and covers the checklist."""

import re

import pytest

from holdspace.care.consent import texts
from holdspace.care.consent.pages import dotted

MUST_BE_SAID = (
    "off-label",
    "ECT",
    "breathing",
    "seizure",
    "suicide",
    "bladder",
    "pregnant",
    "stop a medicine on my own",
    "alcohol",
    "drive",
    "at any time",
    "hospital",
    "never more",
    "recorded",
    "Research",
    "safety plan",
    "pay",
    "therapy team",
    "calms",
    "12 months",
)


@pytest.mark.parametrize("line", texts.LINES, ids=lambda line: line.heading)
def test_every_sentence_of_a_line_has_fewer_than_15_words(line):
    sentences = re.split(r"(?<=[.?!])\s+", f"{line.heading} {line.text} {line.with_interpreter}".strip())
    assert [each for each in sentences if len(each.split()) >= 15] == []


@pytest.mark.parametrize("words", MUST_BE_SAID)
def test_the_form_says(words):
    assert words in " ".join(f"{line.heading} {line.text}" for line in texts.LINES)


def test_the_whole_checklist_has_24_lines():
    assert len(texts.LINES) == 24


@pytest.mark.parametrize(("letters", "written"), [("MO", "M.O."), ("", ""), ("É", "É.")])
def test_initials_are_written_with_dots(letters, written):
    assert dotted(letters) == written
