"""What each command does, once its surroundings are chosen and Django is loaded."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import timezone

from holdspace.config.cli import REFUSED

if TYPE_CHECKING:
    from holdspace.config.checks import Line
    from holdspace.simulation import DemoClinic

BROKEN = 1


class Refused(Exception):
    """The command did nothing; the text says why and what to do."""


def run(options: argparse.Namespace) -> int:
    """Run the chosen command; every refusal is one sentence and exit 2."""
    try:
        django.setup()
        return COMMANDS[options.command](options)
    except (Refused, ImproperlyConfigured) as refusal:
        return _say(str(refusal))
    except DatabaseError as fault:
        return _say(f"Nothing was done: the database could not be used ({_first_line(fault)}).")
    except OSError as fault:
        return _say(f"Nothing was done: {fault.strerror or fault}: {fault.filename or settings.DATA}.")


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED


def _first_line(fault: Exception) -> str:
    return str(fault).strip().partition("\n")[0]


def serve(options: argparse.Namespace) -> int:
    """Serve the clinic of the data folder."""
    _prepare()
    _refuse_an_empty_house()
    _refuse_what_is_not_fit()
    return _serve(options.host, _addresses())


def _refuse_an_empty_house() -> None:
    from holdspace.clinic.models import Clinic

    if not Clinic.objects.exists():
        raise Refused(
            "Holdspace did not start. No clinic is set up yet, so nobody could sign in. "
            "Set one up with: holdspace begin --help. To look around, use: holdspace demo."
        )


def demo(options: argparse.Namespace) -> int:
    """Fill an empty clinic with invented patients, then serve it."""
    simulation = _part("holdspace.simulation", "the demo clinic")
    if options.afresh:
        _empty_the_demo()
    _prepare()
    filled = _fill(simulation, seed=options.seed)
    _refuse_what_is_not_fit()
    sign_ins = [f"  {who.roles:<18} {who.name:<22} {who.email:<36} {who.password}" for who in filled.sign_ins]
    told = ["Invented people only. Sign in as:", *sign_ins]
    if options.no_serve:
        print("\n".join(told))
        return 0
    return _serve(options.host, [*_addresses(), *told])


def _fill(simulation: ModuleType, *, seed: int | None) -> "DemoClinic":
    chosen = {} if seed is None else {"seed": seed}
    try:
        return simulation.fill(at=timezone.now(), told=lambda line: print(line, flush=True), **chosen)
    except simulation.RealClinic as refusal:
        raise Refused(str(refusal)) from refusal


def _empty_the_demo() -> None:
    """Take an old demo away, so that it is filled as of today; a record of real patients is never taken away."""
    from django.db import connections

    from holdspace.clinic.models import Clinic

    if settings.DATABASE_FILE is None:
        raise Refused("Nothing was done: only a demo in the embedded database can begin afresh.")
    _prepare()
    if Clinic.objects.filter(is_demo=False).exists():
        raise Refused(f"Nothing was done: the data folder {settings.DATA} holds a real clinic.")
    connections.close_all()
    for ending in ("", "-wal", "-shm"):
        settings.DATABASE_FILE.with_name(settings.DATABASE_FILE.name + ending).unlink(missing_ok=True)


def bring_in(options: argparse.Namespace) -> int:
    """Import FHIR bundles into the charts of the one clinic there is."""
    missing = [name for name in options.files if not Path(name).is_file()]
    if missing:
        raise Refused(f"Nothing was imported. There is no file {', '.join(missing)}.")
    _prepare()
    importing = _part("holdspace.fhir.importing", "the import")
    files = [Path(name) for name in options.files]
    reports = importing.import_paths(files, clinic=_the_clinic(), at=timezone.now())
    print(importing.as_json(reports) if options.json else importing.as_text(reports))
    return REFUSED if any(report.refused for report in reports) else 0


def _the_clinic() -> object:
    from holdspace.clinic.models import Clinic

    clinics = list(Clinic.objects.all()[:2])
    if len(clinics) != 1:
        raise Refused(
            "Nothing was imported. No clinic is set up yet; set one up with: holdspace begin --help"
            if not clinics
            else "Nothing was imported. This database holds several clinics; import on the page of the right one."
        )
    return clinics[0]


def begin(options: argparse.Namespace) -> int:
    """Set up a clinic and its first manager, who then lets everybody else in."""
    from holdspace.config import beginning

    try:
        wanted = beginning.asked(options)
        beginning.refuse_what_makes_no_sense(wanted)
        _prepare()
        beginning.begin(wanted, at=timezone.now())
    except beginning.NotBegun as refusal:
        raise Refused(str(refusal)) from refusal
    print(f"{options.clinic} is set up. Start it with: holdspace serve. Sign in as {options.email}.")
    return 0


def check(options: argparse.Namespace) -> int:
    """Say whether this installation is fit, line by line."""
    from holdspace.config import checks

    lines = checks.lines()
    if options.json:
        print(json.dumps({"fit": all(line.good for line in lines), "lines": [line.as_dict() for line in lines]}))
    else:
        print("\n".join(_in_words(lines)))
    return 0 if all(line.good for line in lines) else BROKEN


def verify(options: argparse.Namespace) -> int:
    """Say whether the record is whole; name the first bad row."""
    from holdspace.config import proving

    _refuse_an_old_database()
    try:
        return proving.verify(options, at=timezone.now())
    except proving.Unreadable as refusal:
        raise Refused(str(refusal)) from refusal


def rebuild(options: argparse.Namespace) -> int:
    """Build what is kept beside the entries of sessions from them anew, or say where it differs."""
    from holdspace.config import proving

    _refuse_an_old_database()
    return proving.rebuild(options)


def _refuse_an_old_database() -> None:
    from holdspace.config import database

    if database.waiting_migrations():
        raise Refused("Nothing was done: the database is of an earlier version. Start Holdspace once with: serve.")


def _in_words(lines: "Iterable[Line]") -> list[str]:
    return [
        f"{'ok ' if line.good else 'NOT'} {line.name:<22} {line.value}" + ("" if line.good else f"\n    {line.because}")
        for line in lines
    ]


def _prepare() -> None:
    from holdspace.config import database

    database.prepare()


def _refuse_what_is_not_fit() -> None:
    from holdspace.config import checks

    # Development shows its error pages on purpose; `check` still calls it unfit.
    unfit = [line for line in checks.lines() if not line.good and line.name != "debug"]
    if unfit:
        raise Refused("Holdspace did not start.\n" + "\n".join(_in_words(unfit)))


def _addresses() -> list[str]:
    return [f"Holdspace is at {settings.ADDRESS or f'http://localhost:{settings.PORT}'}. Stop it with Ctrl-C."]


def _serve(host: str, told: list[str]) -> int:
    from django.db import connections

    from holdspace.config import serve as serving

    connections.close_all()
    both = serving.servers(
        port=settings.PORT, events_port=settings.EVENTS_PORT, workers=settings.WORKERS, threads=settings.THREADS
    )
    try:
        serving.serve(both, host=host, when_ready=lambda: print("\n".join(told), flush=True))
    except serving.NotServed as refusal:
        raise Refused(str(refusal)) from refusal
    return 0


def _part(name: str, in_words: str) -> ModuleType:
    """A part of the house that commands need and pages do not."""
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as fault:
        if not name.startswith(fault.name or ""):
            raise
        raise Refused(f"Nothing was done: {in_words} is not part of this installation.") from fault


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "serve": serve,
    "demo": demo,
    "import": bring_in,
    "begin": begin,
    "check": check,
    "verify": verify,
    "rebuild": rebuild,
}
