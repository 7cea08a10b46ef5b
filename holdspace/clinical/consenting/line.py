"""What does one line of consent consist of?"""

from dataclasses import dataclass

from holdspace.clinical.sources import Source


@dataclass(frozen=True)
class Choice:
    """One answer to choose on a line."""

    value: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line to initial: what must be said, the plain sentences that say it, and choices where the patient decides.

    A line that is `only_for` something is in the form only of a clinic that offers it.
    """

    code: str
    title: str
    must_be_said: str
    heading: str
    text: str
    source: Source
    choices: tuple[Choice, ...] = ()
    question: str = ""
    with_interpreter: str = ""
    only_for: str = ""

    @property
    def applies(self) -> str:
        """To whom it applies, as written in the reference."""
        return {
            "": "everybody",
            "group": "where treatment is given in a group",
            "esketamine": "where esketamine is given",
        }[self.only_for]
