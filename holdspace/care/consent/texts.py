"""What does a clinic's consent form say? The lines of the library, numbered as a form version keeps them."""

from typing import Any

from holdspace.clinical import consenting
from holdspace.clinical.consenting import Line

TITLE = "Consent, ketamine-assisted psychotherapy"
LANGUAGE = "en"
WRITTEN_BY = "Holdspace, first text in plain English"
LINES = consenting.LINES


def lines_of_form(*, group: bool = False, esketamine: bool = False) -> list[dict[str, Any]]:
    """The lines of a clinic's form, numbered from 1 without gaps, as a form version keeps them."""
    offered = {"": True, "group": group, "esketamine": esketamine}
    return [_as_kept(number, line) for number, line in enumerate((ln for ln in LINES if offered[ln.only_for]), start=1)]


def _as_kept(number: int, line: Line) -> dict[str, Any]:
    return {
        "number": number,
        "heading": line.heading,
        "text": line.text,
        "question": line.question,
        "with_interpreter": line.with_interpreter,
        "choices": [{"value": choice.value, "text": choice.text} for choice in line.choices],
    }
