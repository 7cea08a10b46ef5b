"""What does one line of the list of all knowledge say?"""

from dataclasses import dataclass
from enum import StrEnum

from holdspace.clinical.sources import Source


class Kind(StrEnum):
    """What sort of knowledge it is."""

    RULE = "rule"
    INTERACTION = "interaction"
    SAME_DAY = "same_day_rule"
    STOP_RULE = "stop_rule"
    LONG_TERM = "long_term_rule"
    GUARD = "guard"
    PROTOCOL = "protocol"
    INSTRUMENT = "instrument"
    THRESHOLD = "threshold"
    SCHEDULE = "schedule"
    CRITERION = "criterion"
    CONSENT_LINE = "consent_line"
    FOLLOW_UP = "follow_up"
    STEP = "step"

    @property
    def words(self) -> str:
        """The kind in plain words."""
        return self.value.replace("_", " ")


@dataclass(frozen=True)
class Known:
    """One thing the clinic knows: its id, what it says, why, who says so, and whatever else is to be told of it."""

    kind: Kind
    code: str
    title: str
    says: str = ""
    because: str = ""
    sources: tuple[Source, ...] = ()
    details: tuple[tuple[str, str], ...] = ()

    @property
    def family(self) -> str:
        """The first part of its id, such as CVS."""
        return self.code.partition("-")[0]

    def as_dict(self) -> dict[str, object]:
        """The entry as plain data for JSON."""
        first, *others = self.sources or (None,)
        return {
            "id": self.code,
            "kind": self.kind.value,
            "title": self.title,
            "says": self.says,
            "because": self.because,
            "source": first.as_dict() if first else None,
            "other_sources": [source.as_dict() for source in others if source],
            **{name.replace(" ", "_"): value for name, value in self.details},
        }


def said(*pairs: tuple[str, object]) -> tuple[tuple[str, str], ...]:
    """The details that there are, in words."""
    return tuple((name, str(value)) for name, value in pairs if value not in (None, "", ()))
