"""How is an entry of an older tablet read today? Stored bytes stay as they came; the reading is brought up to date."""

from collections.abc import Callable, Mapping
from typing import Any

from holdspace.care.dosing.events.schema import VERSION
from holdspace.chart.corrections import UNTOLD

OLDEST = 1
Payload = Mapping[str, Any]


def _from_1(kind: str, payload: Payload) -> Payload:
    """Before version 2 a correction did not tell which other correction its author had seen."""
    return {**payload, "seen": UNTOLD} if kind == "amend" else payload


# From each earlier version to the one after it.
READERS: dict[int, Callable[[str, Payload], Payload]] = {1: _from_1}


def is_readable(version: int) -> bool:
    """Whether this version of Holdspace can read an entry written by that one."""
    return OLDEST <= version <= VERSION


def as_of_today(kind: str, payload: Payload, version: int) -> Payload:
    """What an entry says, in the shape of today."""
    for older in range(version, VERSION):
        payload = READERS[older](kind, payload)
    return payload
