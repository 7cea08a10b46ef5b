"""How is an answer laid out on a terminal? Words wrapped to its width, no colour needed to understand them."""

import shutil
import textwrap
from collections.abc import Iterable, Sequence

NARROWEST, WIDEST = 40, 100


def width() -> int:
    """The columns to write in: those of the terminal, within reason."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def wrapped(text: str, indent: int = 0) -> str:
    """One paragraph, indented."""
    margin = " " * indent
    return textwrap.fill(text, width(), initial_indent=margin, subsequent_indent=margin, break_long_words=False)


def listed(title: str, lines: Iterable[str]) -> list[str]:
    """A titled list, a dash before each; nothing when there is nothing to list."""
    items = [textwrap.fill(line, width(), initial_indent="  - ", subsequent_indent="    ") for line in lines]
    return [title, *items, ""] if items else []


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows in columns; the last column takes what is left of the width and wraps."""
    if not rows:
        return []
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
    return [_row(row, widths) for row in rows]


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    head = "".join(f"{cell:<{size + 2}}" for cell, size in zip(row[:-1], widths, strict=True))
    if len(head) > width() // 2:
        return "\n".join([head.rstrip(), wrapped(row[-1], 4)])
    return textwrap.fill(row[-1], width(), initial_indent=head, subsequent_indent=" " * len(head)) or head.rstrip()
