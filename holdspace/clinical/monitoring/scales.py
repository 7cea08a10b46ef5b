"""How awake, how calm, how recovered? The short scales staff rate in the room, in our own words."""

from dataclasses import dataclass

from holdspace.clinical.instruments import Choice, Instrument
from holdspace.clinical.instruments.aldrete import ALDRETE
from holdspace.clinical.instruments.moaas import MOAAS as MOAAS_FORM
from holdspace.clinical.instruments.mpadss import BLEEDING_NOT_APPLICABLE, MPADSS
from holdspace.clinical.instruments.rass import RASS as RASS_FORM
from holdspace.clinical.monitoring.bibliography import IN_SESSION_LIMITS
from holdspace.clinical.sources import Source

__all__ = ["ALDRETE", "BLEEDING_NOT_APPLICABLE", "DISTRESS", "MOAAS", "MPADSS", "RASS", "LevelScale"]


@dataclass(frozen=True)
class LevelScale:
    """A scale of which one level is picked; `resting` is the level of somebody awake and at ease."""

    code: str
    title: str
    levels: tuple[Choice, ...]
    resting: int
    source: Source

    @classmethod
    def of(cls, form: Instrument, *, resting: int) -> "LevelScale":
        """The levels of an instrument that is one question."""
        return cls(form.code, form.title, form.choices_of(form.items[0]), resting, form.source)

    def level(self, value: int) -> Choice:
        """The level with this value."""
        for level in self.levels:
            if level.value == value:
                return level
        raise ValueError(f"{self.title} has no level {value}.")


MOAAS = LevelScale.of(MOAAS_FORM, resting=5)
RASS = LevelScale.of(RASS_FORM, resting=0)

DISTRESS = LevelScale(
    code="distress",
    title="Distress",
    levels=(
        Choice(0, "At ease"),
        Choice(1, "Anxious: stay close, slow words"),
        Choice(2, "Panic or dread: ground with words first, then call the prescriber"),
        Choice(3, "Danger to self or others: stop the drug, call for help"),
    ),
    resting=0,
    source=IN_SESSION_LIMITS,
)
