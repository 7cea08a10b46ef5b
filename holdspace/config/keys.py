"""Where do the secrets live? In the data folder, made on first run, readable by their owner alone.

`secret-key` signs sessions and tickets; losing it signs everybody out. `field-keys` encrypts what must not lie readable
in the database; losing it loses what it encrypted, so a database that has lost its key is refused, not given a new one.
Each file holds one key on each line: the first is used, the others still read what was made with them.
"""

import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

OWNER_ONLY = 0o600


def secret_keys(data: Path) -> tuple[str, ...]:
    """The keys that sign, newest first; made when there are none."""
    return _keys(data / "secret-key", make=lambda: secrets.token_urlsafe(64))


def field_keys(data: Path, *, database: Path | None) -> tuple[str, ...]:
    """The keys that encrypt, newest first; made only while there is nothing yet that they could have encrypted."""
    file = data / "field-keys"
    if not file.exists() and database is not None and database.exists():
        raise ImproperlyConfigured(
            f"Holdspace did not start. The database {database} is there but its key file {file} is not. "
            "A new key could not read what the old one encrypted. Put the file back from the backup."
        )
    return _keys(file, make=lambda: Fernet.generate_key().decode())


def _keys(file: Path, make: Callable[[], str]) -> tuple[str, ...]:
    if not file.exists():
        _write_once(file, make())
    refuse_when_others_may_read(file)
    keys = tuple(file.read_text(encoding="ascii").split())
    if not keys:
        raise ImproperlyConfigured(
            f"Holdspace did not start. The key file {file} is empty. Put it back from the backup."
        )
    return keys


def _write_once(file: Path, key: str) -> None:
    """Make the file whole or not at all: two processes starting together must end up with one key."""
    draft = file.with_name(f".{file.name}-{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(key + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # Another process was first; its key is the one.
    finally:
        draft.unlink()


def refuse_when_others_may_read(file: Path) -> None:
    """Stop when somebody other than the owner could have read the key."""
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & ~OWNER_ONLY:
        raise ImproperlyConfigured(
            f"Holdspace did not start. Others on this machine may read the key file {file} (mode {mode:04o}). "
            f"Close it with: chmod 600 {file}. If anybody could have copied it, replace the key as SECURITY.md says."
        )
