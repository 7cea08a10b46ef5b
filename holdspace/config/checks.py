"""Is this installation fit to hold patients' records? One line for each thing that must be so, and why."""

import stat
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from holdspace.clinic.append_only import expected_triggers, missing_triggers
from holdspace.config.database import waiting_migrations
from holdspace.config.keys import OWNER_ONLY

NAMED_AT_MOST = 3


@dataclass(frozen=True)
class Line:
    """One thing that was looked at: what it is, whether it is as it must be, and why it matters."""

    name: str
    value: str
    good: bool
    because: str

    def as_dict(self) -> dict[str, str | bool]:
        """The line for `--json`."""
        return asdict(self)


def lines() -> tuple[Line, ...]:
    """Look at everything that is asserted at start."""
    return (*_folder(), *_database(), *_record(), *_pages())


def _folder() -> list[Line]:
    data = settings.DATA
    private = [_private(data, "data folder", 0o700, "It holds the keys and the patients' records.")]
    for key in ("secret-key", "field-keys"):
        private.append(_private(data / key, key, OWNER_ONLY, "Whoever reads a key can sign in as anybody."))
    if settings.DATABASE_FILE:
        # In a private folder the file cannot be reached, whatever its own mode.
        private.append(Line("database", str(settings.DATABASE_FILE), True, "Everything the clinic knows."))
    return private


def _private(path: Path, name: str, widest: int, because: str) -> Line:
    mode = stat.S_IMODE(path.stat().st_mode)
    return Line(name, f"{path} (mode {mode:04o})", not mode & ~widest, because)


def _database() -> list[Line]:
    connection.ensure_connection()
    version = ".".join(str(part) for part in connection.get_database_version())
    engine = Line("engine", f"{connection.display_name} {version}", True, "Asked when a connection opens.")
    answers = [
        Line(answer.promise.name, answer.value, answer.kept, answer.promise.because)
        for answer in connection.promises()  # type: ignore[attr-defined] # of our own engines
    ]
    waiting = waiting_migrations()
    return [
        engine,
        *answers,
        Line("migrations", _missing(waiting) or "all made", not waiting, "Serving makes the changes that are missing."),
    ]


def _missing(names: list[str]) -> str:
    named = ", ".join(names[:NAMED_AT_MOST])
    more = len(names) - NAMED_AT_MOST
    return f"missing: {named}" + (f" and {more} more" if more > 0 else "") if names else ""


def _record() -> list[Line]:
    expected, missing = expected_triggers(connection.vendor), missing_triggers(connection)
    value = _missing(sorted(missing)) or f"all {len(expected)} stand"
    return [Line("append-only refusals", value, not missing, "The database itself must refuse to alter the record.")]


def _pages() -> list[Line]:
    packages = settings.NPM / "htmx.org"
    installed = packages.is_dir()
    reach = settings.ADDRESS or "this machine only, not encrypted"
    return [
        Line(
            "front-end packages",
            str(settings.NPM) if installed else "missing; run: npm ci --ignore-scripts",
            installed,
            "Pages look and behave as designed only with them.",
        ),
        Line(
            "address",
            reach,
            settings.HTTPS or not settings.ADDRESS,
            "Beyond this machine, patients' records travel encrypted or not at all.",
        ),
        Line("debug", "on" if settings.DEBUG else "off", not settings.DEBUG, "Its error pages show patients' data."),
    ]
