"""What does the consent page show? The form as a list of lines, each with where it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from holdspace.care.consent import actions
from holdspace.chart.models import Consent, ConsentLine


@dataclass(frozen=True)
class LineShown:
    """One line on the page; state is initialled, question, answered, declined or open."""

    number: int
    heading: str
    text: str
    question: str
    choices: tuple[dict[str, str], ...]
    state: str
    entry: ConsentLine | None
    in_hand: bool = False

    @property
    def chosen(self) -> str:
        """The words of the choice made on this line."""
        made = self.entry.choice if self.entry else ""
        return next((each["text"] for each in self.choices if each["value"] == made), "")


@dataclass(frozen=True)
class FormShown:
    """The whole form as it stands."""

    lines: tuple[LineShown, ...]
    in_hand: LineShown | None
    back: int | None
    onward: int | None

    @property
    def initialled(self) -> int:
        """How many lines carry initials."""
        return sum(line.state == "initialled" for line in self.lines)

    @property
    def open_questions(self) -> tuple[int, ...]:
        """The lines that wait for an answer."""
        return tuple(line.number for line in self.lines if line.state == "question")

    @property
    def declined(self) -> tuple[int, ...]:
        """The lines the patient does not agree to."""
        return tuple(line.number for line in self.lines if line.state == "declined")

    @property
    def squares(self) -> tuple[str, ...]:
        """One square for each line: done, question, open for the line in hand, later."""
        return tuple(self._square(line) for line in self.lines)

    @property
    def label(self) -> str:
        """What the squares say, for a screen reader."""
        questions = "".join(f"; line {number}: question open" for number in self.open_questions)
        return f"{self.initialled} of {len(self.lines)} lines initialled{questions}"

    def _square(self, line: LineShown) -> str:
        if line.state in ("question", "declined"):
            return "question"
        if line.state == "initialled":
            return "done"
        return "open" if line.in_hand else "later"

    @property
    def is_whole(self) -> bool:
        """Whether nothing stands in the way of the signature on the form itself."""
        return self.initialled == len(self.lines)


def form_shown(consent: Consent, wanted: int | None = None) -> FormShown:
    """The form with the wanted line in hand, else the first that waits for initials, else the first question."""
    last = actions.last_entries(consent)
    lines = [_line(consent, each, last.get(each["number"])) for each in consent.form.lines]
    number = _number_in_hand(lines, wanted)
    shown = tuple(LineShown(**{**vars(line), "in_hand": line.number == number}) for line in lines)
    numbers = [line.number for line in shown]
    place = numbers.index(number) if number in numbers else len(numbers)
    return FormShown(
        lines=shown,
        in_hand=shown[place] if place < len(shown) else None,
        back=numbers[place - 1] if place > 0 else None,
        onward=numbers[place + 1] if place + 1 < len(numbers) else None,
    )


def _line(consent: Consent, kept: dict[str, Any], entry: ConsentLine | None) -> LineShown:
    addition = f" {kept['with_interpreter']}" if consent.interpreter and kept.get("with_interpreter") else ""
    return LineShown(
        number=kept["number"],
        heading=kept["heading"],
        text=kept["text"] + addition,
        question=kept.get("question", ""),
        choices=tuple(kept.get("choices", ())),
        state=entry.did if entry else "open",
        entry=entry,
    )


def _number_in_hand(lines: list[LineShown], wanted: int | None) -> int | None:
    if wanted in [line.number for line in lines]:
        return wanted
    waiting = [line.number for line in lines if line.state in ("open", "answered")]
    undecided = [line.number for line in lines if line.state in ("question", "declined")]
    return next(iter(waiting or undecided), None)


def state_of(consent: Consent | None, *, version_in_force: int | None, today: date) -> tuple[str, str]:
    """A status of the one table and the sentence beside it: how this consent stands."""
    if consent is None:
        return "not_recorded", "No consent form has been begun."
    if hasattr(consent, "withdrawal"):
        return "withdrawn", "No consent is in force: it was withdrawn."
    if not hasattr(consent, "signature"):
        return "draft", "The form is begun and not signed."
    if consent.form.version != version_in_force:
        return "step_open", f"Version {consent.form.version} was signed; version {version_in_force} is now in force."
    if consent.signature.valid_until_on < today:
        return "step_open", "The consent has run out."
    return "signed", "Consent is in force."


def dotted(initials: str) -> str:
    """Initials as one writes them: M.O."""
    return "".join(f"{letter}." for letter in initials if letter.isalpha())
