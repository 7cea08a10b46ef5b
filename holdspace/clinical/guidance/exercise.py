"""What is an exercise: who does it when, what speaks against it, and how long does each step take?"""

from dataclasses import dataclass
from enum import StrEnum

from holdspace.clinical.sources import Source


class Way(StrEnum):
    """What is done in it; the words are those of the entries of a session."""

    GROUNDING = "grounding"
    BREATHING = "breathing"
    MEDITATION = "meditation"
    GUIDANCE = "guidance"
    JOURNALING = "journaling"

    @property
    def words(self) -> str:
        """The way in plain words."""
        return _WAYS[self]


_WAYS = {
    Way.GROUNDING: "Grounding",
    Way.BREATHING: "Breath",
    Way.MEDITATION: "Meditation and body",
    Way.GUIDANCE: "Holding the space",
    Way.JOURNALING: "Writing",
}


class Moment(StrEnum):
    """When in a session: before the first dose, while the drug acts, or once the patient is settled again."""

    BEFORE = "before"
    UNDER = "under"
    AFTER = "after"

    @property
    def words(self) -> str:
        """The moment in plain words."""
        return _MOMENTS[self]


_MOMENTS = {
    Moment.BEFORE: "Before the dose",
    Moment.UNDER: "While the drug acts",
    Moment.AFTER: "Afterwards, awake and settled",
}
LONGEST_STEP = 180


@dataclass(frozen=True)
class Step:
    """One thing to say or to do, and how long to leave it."""

    says: str
    seconds: int

    def __post_init__(self) -> None:
        if not 5 <= self.seconds <= LONGEST_STEP:
            raise ValueError(f"A step takes 5 to {LONGEST_STEP} seconds: {self.says}")


@dataclass(frozen=True)
class Exercise:
    """One exercise: for whom, when not, its steps, and who says so."""

    code: str
    title: str
    way: Way
    moments: tuple[Moment, ...]
    for_whom: str
    not_when: tuple[str, ...]
    steps: tuple[Step, ...]
    sources: tuple[Source, ...]
    # Whether it asks for another breath than comes by itself: slower, counted, longer.
    changes_breath: bool = False
    # Whether the steps are for who is with the patient, and are not said aloud.
    is_reminder: bool = False

    def __post_init__(self) -> None:
        if self.changes_breath and Moment.UNDER in self.moments:
            raise ValueError(f"Under the drug nobody is asked to breathe otherwise than they do: {self.code}")
        if not (self.moments and self.not_when and self.steps and self.sources):
            raise ValueError(f"It must say when, when not, how, and who says so: {self.code}")

    @property
    def seconds(self) -> int:
        """How long all of it takes."""
        return sum(step.seconds for step in self.steps)

    @property
    def starts(self) -> tuple[tuple[int, Step], ...]:
        """Each step with the second in which it begins."""
        return tuple((sum(one.seconds for one in self.steps[:place]), step) for place, step in enumerate(self.steps))

    def as_dict(self) -> dict[str, object]:
        """The exercise as plain data for a page that runs without a network."""
        return {
            "code": self.code,
            "title": self.title,
            "way": self.way.value,
            "moments": [each.value for each in self.moments],
            "for_whom": self.for_whom,
            "not_when": list(self.not_when),
            "steps": [{"says": step.says, "seconds": step.seconds} for step in self.steps],
            "seconds": self.seconds,
            "is_reminder": self.is_reminder,
        }
