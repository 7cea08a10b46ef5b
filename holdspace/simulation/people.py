"""What has to be invented about one person before they can walk in."""

from dataclasses import dataclass
from datetime import date

# The year for which the birth dates are written.
TOLD_IN = 2026


@dataclass(frozen=True)
class Diagnosis:
    """One line of the problem list."""

    code: str
    text: str
    onset: str = ""


@dataclass(frozen=True)
class Medicine:
    """One medicine that is taken."""

    text: str
    dosage: str = ""
    since: str = ""


@dataclass(frozen=True)
class Allergy:
    """One allergy and what it does."""

    text: str
    reaction: str = ""
    criticality: str = ""


@dataclass(frozen=True)
class Relative:
    """One relative's diagnosis."""

    code: str
    relationship: str
    icd: str
    text: str


@dataclass(frozen=True)
class Person:
    """Somebody who never lived: who they are, what they bring, what they say."""

    given: str
    family: str
    born: date
    sex: str
    pronouns: str
    contact: str
    referred_by: str
    hopes: str
    indication: str
    problem: str
    tried: str
    lives: str
    weight: int
    height: int
    pressure: tuple[int, int]
    phq: tuple[int, ...]
    goal: str
    intention: str
    calmed_by: str
    said: tuple[str, ...]
    insight: str
    small_thing: str
    called: str = ""
    trials: int = 2
    drinks: str = "A glass of wine at weekends, no drugs."
    ketamine_before: str = "Never."
    pulse: int = 70
    could_conceive: bool = False
    diagnoses: tuple[Diagnosis, ...] = ()
    medicines: tuple[Medicine, ...] = ()
    allergies: tuple[Allergy, ...] = ()
    family_history: tuple[Relative, ...] = ()
    ideation: int = 0
    gad: int | None = None

    def born_for(self, year: int) -> date:
        """The birth date, moved on with the year of the demo, so that nobody grows out of their story."""
        return self.born.replace(year=self.born.year + year - TOLD_IN)

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"

    @property
    def initials(self) -> str:
        """As written under a line of the consent form."""
        return f"{self.given[0]}{self.family[0]}".upper()

    @property
    def pronoun(self) -> str:
        """He, she or they, at the start of a sentence."""
        return self.pronouns.split("/")[0].capitalize()
