"""What rules, protocols and instruments are there, and who says so?"""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from holdspace.clinic.refusals import Refused
from holdspace.clinical import catalogue
from holdspace.clinical.catalogue import Known
from holdspace.config.knowing import terminal


@dataclass(frozen=True)
class One:
    """One entry, in full."""

    known: Known

    def as_dict(self) -> dict[str, Any]:
        """The entry as plain data for JSON."""
        return self.known.as_dict()

    def as_text(self) -> str:
        """The entry for a terminal."""
        known = self.known
        paragraphs = [f"{known.code}  {known.title}", "", known.says, known.because]
        lines = [terminal.wrapped(each) if each else "" for each in paragraphs]
        lines += ["", *terminal.table([(name, value) for name, value in known.details]), ""]
        lines += [terminal.wrapped(f"Source: {source}") for source in known.sources]
        return "\n".join(_without_gaps(lines))


@dataclass(frozen=True)
class Many:
    """A list of entries."""

    known: tuple[Known, ...]

    def as_dict(self) -> list[dict[str, Any]]:
        """The entries as plain data for JSON."""
        return [each.as_dict() for each in self.known]

    def as_text(self) -> str:
        """One line an entry."""
        return "\n".join(terminal.table([(each.code, each.title) for each in self.known]))


def _rules() -> tuple[Known, ...]:
    return (*catalogue.rules(), *catalogue.interactions(), *catalogue.guards())


LISTS: dict[str, Callable[[], tuple[Known, ...]]] = {
    "rules": _rules,
    "protocols": catalogue.protocols,
    "instruments": catalogue.instruments,
}


def listed(command: str, code: str | None) -> One | Many:
    """The whole list, or the one entry asked for."""
    entries = LISTS[command]()
    if code is None:
        return Many(entries)
    wanted = _plain(code)
    found = next((each for each in entries if _plain(each.code) == wanted), None)
    if found is None:
        raise Refused(_not_here(command, code, entries))
    return One(found)


def _plain(code: str) -> str:
    return "".join(letter for letter in code.casefold() if letter.isalnum())


def _not_here(command: str, code: str, entries: tuple[Known, ...]) -> str:
    by_code = {each.code.casefold(): each.code for each in entries}
    near = [by_code[each] for each in difflib.get_close_matches(code.casefold(), by_code, n=3)]
    hint = f"Near to it: {', '.join(near)}. " if near else ""
    return f"There is no {command.removesuffix('s')} {code}. {hint}See them all with: holdspace {command}"


def _without_gaps(lines: list[str]) -> list[str]:
    """No two empty lines in a row."""
    return [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
