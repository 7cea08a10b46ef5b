"""What a chapter says, as plain data, beside what was read and approved.

A sentence that a clinician reads is checked as a whole: with its number, its reason, its source and its limits. The
approved ones stand in JSON beside the tests; whoever changes a sentence reads it there again and changes it there too.
"""

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
