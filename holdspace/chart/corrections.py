"""Which correction of an entry stands? Decided by what each author had seen, never by who came last.

Two people can correct one entry without knowing of each other, one of them offline. Both corrections are kept. Where
they change different parts, both hold ("parallel"); where they say different things of the same part, neither does
("conflict") until a person decides. Of a dose in conflict the largest amount counts meanwhile: no milligram is hidden.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

# A correction of before version 2: it counts as made in sight of everything before it.
UNTOLD = "untold"
PARALLEL, CONFLICT = "parallel", "conflict"
Order = tuple[datetime, str, int, str]


@dataclass(frozen=True)
class Correction:
    """One correction of one entry; `payload` is None where the entry is taken back."""

    id: str
    event: str
    payload: Mapping[str, Any] | None
    seen: str | None
    order: Order

    @property
    def device(self) -> str:
        """Who wrote it."""
        return self.order[1]


@dataclass(frozen=True)
class Choice:
    """A person's word on which of several corrections stands; `keeps` may be the entry itself, as first written."""

    keeps: str
    order: Order


@dataclass(frozen=True)
class Verdict:
    """What an entry says now: `payload` is None when it is taken back; `stands` is the correction to be told of."""

    payload: Mapping[str, Any] | None
    stands: Correction | None = None
    grade: str = ""
    between: tuple[Correction, ...] = ()


def standing(
    first: Mapping[str, Any],
    corrections: Iterable[Correction],
    choices: Sequence[Choice] = (),
    *,
    is_dose: bool = False,
) -> Verdict:
    """What stands of an entry that was first written so, once all of its corrections are read."""
    ordered = sorted(corrections, key=lambda one: one.order)
    before = _before(ordered)
    leaves = [one for one in ordered if one.id not in before.values()]
    leaves = _chosen(leaves, before, choices)
    if not leaves:
        return Verdict(first)
    # Whoever left everything as it was contradicts nobody.
    leaves = [one for one in leaves if one.payload != first] or leaves
    said = {_frozen(one.payload) for one in leaves}
    if len(said) == 1:
        return Verdict(leaves[0].payload, leaves[0])
    merged = _merged(first, leaves)
    if merged is not None:
        return Verdict(merged, leaves[-1], PARALLEL, tuple(leaves))
    return Verdict(_largest(first, leaves) if is_dose else first, None, CONFLICT, tuple(leaves))


def _before(ordered: Sequence[Correction]) -> dict[str, str]:
    """From each correction to the one it was made in sight of."""
    found: dict[str, str] = {}
    for place, one in enumerate(ordered):
        earlier = ordered[:place]
        own = next((other for other in reversed(earlier) if other.device == one.device), None)
        if one.seen == UNTOLD:
            if earlier:
                found[one.id] = earlier[-1].id
        elif one.seen:
            found[one.id] = one.seen
        elif own is not None:
            # Whoever wrote the first of them has seen it.
            found[one.id] = own.id
    return found


def _chosen(leaves: list[Correction], before: Mapping[str, str], choices: Sequence[Choice]) -> list[Correction]:
    """The corrections that are still open after a person's choice: the chosen, what followed it, what came later."""
    if not choices:
        return leaves
    choice = max(choices, key=lambda one: one.order)
    return [one for one in leaves if choice.keeps in _line(one.id, before) or one.order > choice.order]


def _line(leaf: str, before: Mapping[str, str]) -> set[str]:
    """A correction and all it was made in sight of."""
    line: set[str] = set()
    place: str | None = leaf
    while place is not None and place not in line:
        line.add(place)
        place = before.get(place)
    return line


def _merged(first: Mapping[str, Any], leaves: Sequence[Correction]) -> Mapping[str, Any] | None:
    """All of the corrections together, where no two of them speak of the same part; None where they clash."""
    changes: dict[str, Any] = {}
    for one in leaves:
        if one.payload is None:
            return None
        for name in {*first, *one.payload}:
            value = one.payload.get(name)
            if value == first.get(name):
                continue
            if name in changes and changes[name] != value:
                return None
            changes[name] = value
    merged = {**first, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def _largest(first: Mapping[str, Any], leaves: Sequence[Correction]) -> Mapping[str, Any]:
    said = [first, *(one.payload for one in leaves if one.payload is not None)]
    return max(said, key=lambda payload: Decimal(str(payload["mg"])))


def _frozen(payload: Mapping[str, Any] | None) -> str:
    return "" if payload is None else repr(sorted(payload.items()))


def same_doses(resolutions: Iterable[tuple[Mapping[str, Any], Order]]) -> dict[str, str]:
    """From each dose that is another one told twice to that other, as people settled it.

    Once somebody says that both were given, both count: to take one out, it is corrected with a reason.
    """
    about = [payload for payload, _ in resolutions if payload["about"] == "duplicate"]
    both = {payload["event"] for payload in about if payload["how"] == "both"}
    same = {payload["event"]: payload["keeps"] for payload in about if payload["how"] == "same"}
    # A dose is never taken out by pointing at one that is itself taken out, or at itself.
    return {one: kept for one, kept in same.items() if one not in both and kept not in same and kept != one}
