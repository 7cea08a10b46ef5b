"""How is a course spread over time? Its phases: how many sessions, how many days apart, without naming weekdays."""

from dataclasses import dataclass

WELL_KNOWN = {
    (2, 3): "three times a week",
    (3, 4): "twice weekly",
    (3, 7): "once or twice weekly",
    (7, 7): "weekly",
    (7, 14): "weekly or every 2 weeks",
    (14, 14): "every 2 weeks",
    (7, 21): "every 1 to 3 weeks",
    (21, 28): "every 3 to 4 weeks",
}


@dataclass(frozen=True)
class Spacing:
    """From how many to how many days lie between two sessions."""

    shortest_days: int
    longest_days: int

    def __post_init__(self) -> None:
        if not 1 <= self.shortest_days <= self.longest_days:
            raise ValueError(f"Sessions cannot lie {self.shortest_days} to {self.longest_days} days apart.")

    def __str__(self) -> str:
        days = (self.shortest_days, self.longest_days)
        if days in WELL_KNOWN:
            return WELL_KNOWN[days]
        return f"every {days[0]} days" if days[0] == days[1] else f"every {days[0]} to {days[1]} days"


@dataclass(frozen=True)
class Phase:
    """One stretch of a course; a number of sessions that is None is left to the clinician."""

    name: str
    sessions: int | None = None
    sessions_at_most: int | None = None
    every: Spacing | None = None
    lasting_days: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        fewest, most = self.sessions, self.sessions_at_most
        if fewest is not None and fewest < 1:
            raise ValueError(f"The phase {self.name} holds {fewest} sessions: it needs at least one.")
        if most is not None and most < (fewest or 1):
            raise ValueError(f"The phase {self.name} holds at most {most} sessions, fewer than its fewest.")
        if self.lasting_days is not None and self.lasting_days < 1:
            raise ValueError(f"The phase {self.name} lasts {self.lasting_days} days: it needs at least one.")

    @property
    def count_in_words(self) -> str:
        """How many sessions, as written on the page."""
        fewest, most = self.sessions, self.sessions_at_most
        if fewest is None:
            return f"up to {most}" if most else "as needed"
        if most and most != fewest:
            return f"{fewest} to {most}"
        return str(fewest)

    @property
    def spacing_in_words(self) -> str:
        """How far apart, as written on the page."""
        if self.every is None:
            return "single" if self.sessions == 1 and self.sessions_at_most in (None, 1) else "as agreed"
        return str(self.every)

    def __str__(self) -> str:
        lasting = f", for {self.lasting_days} days" if self.lasting_days else ""
        note = f" ({self.note})" if self.note else ""
        return f"{self.name}: {self.count_in_words}, {self.spacing_in_words}{lasting}{note}"
