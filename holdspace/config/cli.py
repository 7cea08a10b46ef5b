"""The command line. Bad input gets one plain sentence and exit 2, and nothing is written."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from holdspace.config import simulate_options

REFUSED = 2
# Asked of files alone: without a database, and without loading what a clinic needs to run.
ASKED_OF_KNOWLEDGE = ("screen", "score", "simulate", "rules", "protocols", "instruments")
# The events take the port after the pages'.
LAST_PORT = 65_534


class PlainParser(argparse.ArgumentParser):
    """Says in one sentence what was not understood."""

    def error(self, message: str) -> NoReturn:
        """Name the mistake and where to read on."""
        print(f"Nothing was done: {message}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(REFUSED)


def parser() -> PlainParser:
    """Describe every command."""
    top = PlainParser(prog="holdspace", description="Runs a ketamine-assisted psychotherapy clinic.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    serve = _command(commands, "serve", "serve the clinic")
    demo = _command(commands, "demo", "serve a clinic of invented patients")
    for served in (serve, demo):
        served.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
        served.add_argument("--port", type=_port, help="port of the pages (default: 8000); events use the next one")
    demo.add_argument("--seed", type=int, help="another number, other chances in the same stories")
    demo.add_argument("--afresh", action="store_true", help="take an older demo away and fill it as of today")
    demo.add_argument("--no-serve", action="store_true", help="fill the clinic and stop")
    importing = _command(commands, "import", "bring FHIR R4 bundles into charts")
    importing.add_argument("files", nargs="+", metavar="FILE", help=".json, .json.gz or .ndjson")
    _beginning(_command(commands, "begin", "set up a clinic and its first manager; asks for the password"))
    checking = _command(commands, "check", "say whether this installation is fit for patients' records")
    verifying = _command(commands, "verify", "say whether the record is whole, or name its first bad row")
    verifying.add_argument(
        "--head", metavar="FILE", help="heads saved before, to show a cut tail; saved there anew when all is whole"
    )
    rebuilding = _command(commands, "rebuild", "build what is kept of sessions from their entries anew")
    rebuilding.add_argument("--check", action="store_true", help="change nothing; say where they differ")
    for answering in (importing, checking, verifying, *_knowledge(commands)):
        answering.add_argument("--json", action="store_true", help="answer in JSON")
    return top


def _knowledge(commands: "argparse._SubParsersAction[PlainParser]") -> list[PlainParser]:
    screen = _question(commands, "screen", "say whether ketamine is safe for the patient in a FHIR R4 bundle")
    screen.add_argument("file", metavar="FILE", help="one patient's bundle: .json or .json.gz")
    screen.add_argument("--on", type=_day, metavar="DATE", help="the day to screen as of (default: the bundle's own)")
    screen.add_argument("--limits", metavar="FILE", help="a clinic's own numbers (default: those published)")
    score = _question(commands, "score", "add up a filled rating scale")
    score.add_argument("code", metavar="INSTRUMENT", help="as in phq-9; see: holdspace instruments")
    score.add_argument("answers", nargs="+", metavar="ANSWERS", help="as in 3,0,1,2,0,0,1,0,3, or a file")
    score.add_argument("--sex", choices=("female", "male"), help="where a cut-off depends on it")
    lists = [
        _question(commands, name, f"list the {name} the clinic knows, with their sources")
        for name in ("rules", "protocols", "instruments")
    ]
    for listing in lists:
        listing.add_argument("code", nargs="?", metavar="ID", help="only this one, in full")
    simulate = _question(commands, "simulate", "foretell the level a dose gives, with the band nine in ten lie in")
    simulate_options.describe(simulate)
    return [screen, score, simulate, *lists]


def _question(commands: "argparse._SubParsersAction[PlainParser]", name: str, helps: str) -> PlainParser:
    return commands.add_parser(name, help=helps, description=helps.capitalize() + ".")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-01-15") from None


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to {LAST_PORT}")


def _beginning(command: argparse.ArgumentParser) -> None:
    for name, helps in (
        ("clinic", "its name"),
        ("crisis-line", "whom a patient in danger can call, as pages show it"),
        ("manager", "name of the first manager"),
        ("email", "address the manager signs in with"),
    ):
        command.add_argument(f"--{name}", required=True, help=helps)
    command.add_argument("--site", help="name of the first site (default: the clinic's)")
    command.add_argument("--time-zone", default="UTC", help="of the site, as in Europe/Berlin")


def _command(commands: "argparse._SubParsersAction[PlainParser]", name: str, helps: str) -> PlainParser:
    command = commands.add_parser(name, help=helps, description=helps.capitalize() + ".")
    command.add_argument("--data", metavar="FOLDER", help="where this clinic keeps its keys and records")
    return command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the exit status."""
    options = parser().parse_args(arguments)
    if options.command in ASKED_OF_KNOWLEDGE:
        from holdspace.config import knowing

        return knowing.run(options)
    os.umask(0o077)  # Whatever this process writes is the clinic's own.
    _choose_surroundings(options)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.config.settings")
    # Django is not loaded before its surroundings are chosen.
    from holdspace.config import commands

    return commands.run(options)


def _choose_surroundings(options: argparse.Namespace) -> None:
    """Options win over the environment; the demo never moves into a real clinic's folder by itself."""
    if options.data:
        os.environ["HOLDSPACE_DATA"] = options.data
    elif options.command == "demo" and not os.environ.get("HOLDSPACE_DATA"):
        from platformdirs import user_data_path

        os.environ["HOLDSPACE_DATA"] = str(user_data_path("holdspace-demo", appauthor=False))
    if getattr(options, "port", None) is not None:
        os.environ["HOLDSPACE_PORT"] = str(options.port)
        os.environ["HOLDSPACE_EVENTS_PORT"] = str(options.port + 1)


if __name__ == "__main__":
    sys.exit(main())
