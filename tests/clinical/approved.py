"""What a chapter says, as plain data, beside what was read and approved.

A sentence that a clinician reads is checked as a whole: with its number, its reason, its source and its limits. The
approved ones stand in JSON beside the tests. Whoever changes a sentence has it written there anew, by
`python -m tests.clinical.approved`, and reads every line that changed: writing it is approving it.
"""

import importlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Used

BOOKS = {
    "catalogue.test_entries": "approved.json",
    "monitoring.test_approved": "approved.json",
    "monitoring.test_watched_approved": "watched.json",
    "outcomes.test_outcomes_approved": "approved.json",
    "pathway.test_words": "blocks.json",
    "protocols.test_protocols_approved": "approved.json",
}


def approved(beside: str, name: str) -> dict[str, Any]:
    """The approved answers of the JSON file that stands beside a test."""
    found: dict[str, Any] = json.loads(Path(beside).with_name(name).read_text())
    return found


def plainly(thing: Any) -> Any:
    """Anything that knowledge answers with, as JSON would hold it."""
    if isinstance(thing, Source):
        return f"{thing.mark.value}: {thing.text}"
    if isinstance(thing, Used):
        return " ".join(str(getattr(thing, each.name)) for each in fields(thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        return _said({each.name: getattr(thing, each.name) for each in fields(thing)})
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, Mapping):
        return {str(plainly(key)): plainly(value) for key, value in thing.items()}
    if isinstance(thing, frozenset | set):
        return sorted(map(plainly, thing))
    if isinstance(thing, tuple | list):
        return [plainly(each) for each in thing]
    return str(thing) if isinstance(thing, Decimal | date | timedelta) else thing


def _said(named: dict[str, Any]) -> dict[str, Any]:
    """Without what stays silent."""
    return {name: plainly(value) for name, value in named.items() if value is not None and value not in ("", (), 0)}


def write_anew() -> None:
    """Put what is said now in the place of what was approved."""
    for name, file in BOOKS.items():
        module = importlib.import_module(f"tests.clinical.{name}")
        path = Path(str(module.__file__)).with_name(file)
        path.write_text(json.dumps(module.said(), indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write_anew()
