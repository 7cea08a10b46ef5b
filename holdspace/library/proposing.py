"""What would an edit of a protocol make of it? Shown before it is written: sums, refusals, old beside new."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from json import dumps
from typing import Any

from holdspace.clinical import protocols as knowledge
from holdspace.clinical.protocols import Protocol
from holdspace.clinical.protocols.loosening import what_loosens
from holdspace.clinical.thresholds import Limits
from holdspace.clinical.units import plain
from holdspace.library import protocols
from holdspace.library.comparing import Line, lines


@dataclass(frozen=True)
class PartsSum:
    """What the parts of an infusion add up to, beside the dose and the time they have to make."""

    parts: tuple[str, ...]
    total: str
    needed: str

    @property
    def adds_up(self) -> bool:
        """Whether they make the whole."""
        return self.total == self.needed


@dataclass(frozen=True)
class Proposal:
    """One edit, before anybody wrote it."""

    changes: Mapping[str, Any]
    refusals: tuple[str, ...]
    loosens: tuple[str, ...] = ()
    differs: tuple[Line, ...] = ()
    parts: PartsSum | None = None
    sessions: str = ""

    @property
    def may_be_written(self) -> bool:
        """Whether something changes, and nothing stands against it."""
        return bool(self.changes) and not self.refusals

    @property
    def seal(self) -> str:
        """What tells this edit from any other, so that only what was looked at is written."""
        return sha256(dumps(self.changes, sort_keys=True).encode()).hexdigest()[:24]


def propose(ours: Protocol, changes: Mapping[str, Any], limits: Limits) -> Proposal:
    """The protocol with these changes, and everything there is to say about it."""
    body = {**ours.as_dict(), **changes}
    parts = _sum_of(body)
    if not changes:
        return Proposal(changes, (), parts=parts, sessions=ours.sessions)
    try:
        proposed = Protocol.from_dict({**body, "based_on": ours.based_on or ours.id})
    except ValueError as fault:
        return Proposal(changes, (_said(fault, parts),), parts=parts)
    origin = protocols.published(proposed)
    return Proposal(
        changes,
        tuple(knowledge.why_not(proposed, limits)),
        what_loosens(proposed, origin) if origin else (),
        tuple(line for line in lines(ours, proposed) if line.differs),
        parts,
        proposed.sessions,
    )


def _said(fault: ValueError, parts: PartsSum | None) -> str:
    if parts is not None and not parts.adds_up:
        return f"The parts of the infusion make {parts.total}; the highest dose is {parts.needed}. Make them equal."
    return str(fault)


def _sum_of(body: Mapping[str, Any]) -> PartsSum | None:
    if not body["infusion"]:
        return None
    dose = sum((Decimal(part["dose"]["value"]) for part in body["infusion"]), Decimal(0))
    minutes = sum(part["minutes"] for part in body["infusion"])
    said = tuple(_amount(Decimal(part["dose"]["value"]), part["minutes"]) for part in body["infusion"])
    return PartsSum(said, _amount(dose, minutes), _amount(Decimal(body["steps"][-1]["value"]), body["minutes"]))


def _amount(dose: Decimal, minutes: int | None) -> str:
    return f"{plain(dose)} mg/kg over {minutes or '–'} min"
