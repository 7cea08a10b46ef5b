"""What does a filled form add up to? Answers as they are typed, or a QuestionnaireResponse in a file."""

import argparse
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holdspace.clinic.refusals import Refused
from holdspace.clinical import instruments
from holdspace.clinical.instruments import Incomplete, Instrument, Score
from holdspace.config.knowing import terminal
from holdspace.config.knowing.answers import filled_in_file

LOOKS_LIKE_A_FILE = (".json", ".json.gz", ".txt")


@dataclass(frozen=True)
class Answer:
    """The score of one form, or what is missing of it."""

    instrument: Instrument
    result: Score | Incomplete
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
        return dict(self.result.as_dict()) | ({"notes": list(self.notes)} if self.notes else {})

    def as_text(self) -> str:
        """The answer for a terminal."""
        told = self.as_dict()
        lines = [f"{self.instrument.short}: {_headline(told)}", ""]
        numbers = [(name, str(told[name])) for name in ("raw", "index", "provisional", "positive") if name in told]
        titles = {scale.code: scale.title for scale in self.instrument.subscales}
        scales = [(titles.get(code, code), str(value)) for code, value in told["subscales"].items()]
        lines += terminal.table([*numbers, *scales])
        lines += terminal.listed("Alerts", [_alert(each) for each in told["alerts"]])
        lines += terminal.listed("Missing", told["missing"])
        lines += terminal.listed("Notes", self.notes)
        lines.append(terminal.wrapped(f"Source: {self.instrument.source}"))
        return "\n".join(lines)


def _headline(told: Mapping[str, Any]) -> str:
    if told["missing"]:
        return "not complete, so there is no total"
    total = "" if told["total"] is None else str(told["total"])
    return ", ".join(part for part in (total, told["band"]) if part) or "complete; its authors add nothing up"


def _alert(alert: Any) -> str:
    return str(alert["says"]) if isinstance(alert, Mapping) else str(alert)


def scored(options: argparse.Namespace) -> Answer:
    """Score the answers given."""
    try:
        instrument = instruments.by_code(options.code)
        answers, notes = _answers(instrument, " ".join(options.answers))
        if options.sex:
            answers = {**answers, **instruments.read_answers(instrument, f"sex={options.sex}")}
        return Answer(instrument, instruments.score(instrument, answers), notes)
    except ValueError as reason:
        raise Refused(f"Nothing was scored. {_sentence(str(reason))}") from None


def _answers(instrument: Instrument, given: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    # Long answers make no valid file name; asked this way, the operating system does not object to them.
    if given and (given.endswith(LOOKS_LIKE_A_FILE) or os.path.exists(given)):  # noqa: PTH110
        filled = filled_in_file(instrument, Path(given))
        return filled.answers, filled.remarks
    return instruments.read_answers(instrument, given), ()


def _sentence(reason: str) -> str:
    return reason if reason.endswith(".") else f"{reason}."
