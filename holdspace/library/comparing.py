"""What is different between two versions of a protocol? Line by line, in the words of the page."""

from collections.abc import Callable
from dataclasses import dataclass

from holdspace.clinical.protocols import Protocol


@dataclass(frozen=True)
class Line:
    """One part of a protocol, as published and as ours."""

    says: str
    published: str
    ours: str

    @property
    def differs(self) -> bool:
        """Whether ours says something else."""
        return self.published != self.ours


def _from_to(minutes: tuple[int, int] | None) -> str:
    return f"{minutes[0]} to {minutes[1]} min" if minutes else ""


PARTS: tuple[tuple[str, Callable[[Protocol], str]], ...] = (
    ("Name", lambda each: each.title),
    ("Made for", lambda each: ", ".join(each.indications) or "every diagnosis"),
    ("Dose", lambda each: each.dose_in_words),
    ("First dose", lambda each: str(each.start)),
    ("Given over", lambda each: f"{each.minutes} min" if each.minutes else ""),
    ("In parts", lambda each: ", then ".join(str(part) for part in each.infusion)),
    ("Held in the mouth", lambda each: _from_to(each.hold_minutes)),
    ("How", lambda each: each.delivery),
    ("Sessions", lambda each: each.sessions),
    ("Spacing", lambda each: each.spacing),
    ("Maintenance", lambda each: each.maintenance),
    ("Preparation", lambda each: f"{each.preparation_sessions} at least"),
    ("Integration", lambda each: f"{each.integration_sessions} at least"),
    ("Integration after the first dose", lambda each: f"{each.integration_after_first} at least"),
    ("Watched after the last dose", lambda each: f"{each.observation_minutes} min at least"),
    ("People at once", lambda each: f"at most {each.group_at_most}" if each.group_at_most else "one"),
    ("Stop rules", lambda each: ", ".join(rule.replace("_", " ") for rule in each.stop_rules)),
    ("Guards", lambda each: ", ".join(each.guards)),
)


def lines(published: Protocol, ours: Protocol) -> list[Line]:
    """Every part of a protocol, as published and as ours."""
    return [Line(says, words(published), words(ours)) for says, words in PARTS]
