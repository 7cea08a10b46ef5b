"""What the clinic knows, asked from the command line: on files, without a database and without Django."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from holdspace.clinic.refusals import Refused

REFUSED = 2


def run(options: argparse.Namespace) -> int:
    """Answer one question; bad input is one plain sentence and exit 2."""
    try:
        answer, words = ANSWERS[options.command](options)
        print(_as_json(answer) if options.json else _harmless(words()), flush=True)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever reads on has seen enough, as in: holdspace rules | head
        sys.stdout = None  # type: ignore[assignment]
    except OSError as fault:
        print(f"Nothing was done: {fault.strerror or fault}: {fault.filename or ''}.", file=sys.stderr)
        return REFUSED
    return 0


def _as_json(answer: Any) -> str:
    is_utf_8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(answer, indent=2, ensure_ascii=not is_utf_8, default=str)


def _harmless(words: str) -> str:
    """The words without what a terminal would obey: a file is hostile until read, and so is every name in it."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    return "".join(each if each.isprintable() or each == "\n" else "\N{REPLACEMENT CHARACTER}" for each in words)


Answered = tuple[Any, Callable[[], str]]


def _screen(options: argparse.Namespace) -> Answered:
    from holdspace.config.knowing import screening

    answer = screening.screened(options, now=datetime.now().astimezone())
    return answer.as_dict(), answer.as_text


def _score(options: argparse.Namespace) -> Answered:
    from holdspace.config.knowing import scoring

    answer = scoring.scored(options)
    return answer.as_dict(), answer.as_text


def _simulate(options: argparse.Namespace) -> Answered:
    from holdspace.config.knowing import simulating

    answer = simulating.simulated(options)
    if options.png:
        from holdspace.config.knowing import picturing

        picturing.draw(answer, Path(options.png))
    return answer.as_dict(), answer.as_csv if options.csv else answer.as_text


def _listed(options: argparse.Namespace) -> Answered:
    from holdspace.config.knowing import listing

    answer = listing.listed(options.command, options.code)
    return answer.as_dict(), answer.as_text


ANSWERS: dict[str, Callable[[argparse.Namespace], Answered]] = {
    "screen": _screen,
    "score": _score,
    "simulate": _simulate,
    "rules": _listed,
    "protocols": _listed,
    "instruments": _listed,
}
