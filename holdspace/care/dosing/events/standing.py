"""What does each entry say now: as it was written, as corrected, taken back, or as the same dose told twice?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from holdspace.care.dosing.events.checking import check
from holdspace.care.dosing.events.told import Told
from holdspace.chart.corrections import Choice, Correction, Verdict, same_doses, standing

NO_ENTRY = ("amend", "phase", "resolve")
# A phase is moved back by moving it; a correction of a receipt or an alarm would hide that it was seen.
NOT_AMENDED = ("phase", "acknowledge", "alarm", "staff", "touch_consent", "resolve")


@dataclass(frozen=True)
class Standing:
    """One entry as it counts now; `told_of` are the corrections its line tells of."""

    entry: Told
    payload: Mapping[str, Any] | None
    verdict: Verdict
    told_of: tuple[Told, ...] = ()
    same_as: str = ""

    @property
    def is_struck(self) -> bool:
        """Whether the entry no longer counts."""
        return self.payload is None or bool(self.same_as)


def all_standing(told: Sequence[Told]) -> dict[UUID, Standing]:
    """Every entry that can be corrected, with what it says now."""
    amends, choices = _amends(told), _choices(told)
    one_dose = same_doses((one.payload, one.order) for one in told if one.kind == "resolve")
    return {one.id: _stands(one, amends.get(str(one.id), []), choices.get(str(one.id), []), one_dose) for one in told}


def counting(told: Sequence[Told], now: Mapping[UUID, Standing]) -> list[Told]:
    """The entries that count, each as it stands, in the order in which they happened."""
    kept = [
        replace(one, payload=stands.payload)
        for one in told
        if one.kind not in NO_ENTRY
        for stands in (now[one.id],)
        if not stands.is_struck and stands.payload is not None
    ]
    return sorted(kept, key=lambda one: one.order)


def does_not_fit(one: Told, correction: Told) -> str:
    """Why a correction cannot hold for this entry; empty when it can."""
    if one.kind in (*NOT_AMENDED, "amend"):
        return "This entry is not corrected. What is true now is written down as a new entry."
    if correction.payload["how"] == "void":
        return ""
    return " ".join(check(one.kind, correction.payload["payload"]).faults)


def _amends(told: Iterable[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for one in told:
        if one.kind == "amend":
            found.setdefault(one.payload["event"], []).append(one)
    return found


def _choices(told: Iterable[Told]) -> dict[str, list[Choice]]:
    found: dict[str, list[Choice]] = {}
    for one in told:
        if one.kind == "resolve" and one.payload["how"] == "keep":
            found.setdefault(one.payload["event"], []).append(Choice(one.payload["keeps"], one.order))
    return found


def _stands(one: Told, amends: Sequence[Told], choices: Sequence[Choice], one_dose: Mapping[str, str]) -> Standing:
    fitting = [each for each in amends if not does_not_fit(one, each)]
    by_id = {str(each.id): each for each in fitting}
    verdict = standing(one.payload, map(_correction, fitting), choices, is_dose=one.kind == "dose")
    shown = verdict.between or ((verdict.stands,) if verdict.stands else ())
    same_as = "The same dose as another entry; it counts once." if str(one.id) in one_dose else ""
    return Standing(one, verdict.payload, verdict, tuple(by_id[each.id] for each in shown), same_as)


def _correction(one: Told) -> Correction:
    payload = None if one.payload["how"] == "void" else one.payload["payload"]
    return Correction(str(one.id), one.payload["event"], payload, one.payload.get("seen"), one.order)
