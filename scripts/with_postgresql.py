"""Runs a command beside a PostgreSQL server of its own, and removes every trace of the server afterwards.

    python scripts/with_postgresql.py COMMAND...

The server listens on a socket in a private folder, on no port, so that it meets no other server. The command finds it
in HOLDSPACE_DATABASE_URL.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

OLDEST = 15
STARTED_WITHIN_S = 30
STOPPED_WITHIN_S = 20
PR_SET_PDEATHSIG = 1


def programs() -> Path:
    """The folder of the newest PostgreSQL on this machine."""
    found = [Path(name).parent for name in [shutil.which("initdb")] if name]
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(packaged, key=lambda folder: int(folder.parent.name), reverse=True)
    for folder in (*newest_first, *found):
        if (folder / "initdb").exists():
            return folder
    raise SystemExit("PostgreSQL is not installed. Run `make test`, or: apt-get install postgresql.")


def unprivileged() -> Mapping[str, object]:
    """PostgreSQL refuses to run as root; under root it runs as a user that owns nothing."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name for entry in pwd.getpwall()}
    name = next(name for name in ("postgres", "nobody") if name in known)
    user = pwd.getpwnam(name)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def stop_with_parent() -> None:
    """If this script is killed, the server shuts down instead of staying behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


@contextmanager
def server() -> Iterator[str]:
    """Start a server; the address of a database on it is what the block gets."""
    folder = Path(tempfile.mkdtemp(prefix="holdspace-pg-"))
    account = unprivileged()
    if account:
        os.chown(folder, int(str(account["user"])), int(str(account["group"])))
    process = None
    try:
        initdb = [programs() / "initdb", "--pgdata", folder / "data", "--username", "holdspace", "--auth", "trust"]
        options = {"cwd": folder, "stdout": subprocess.DEVNULL, **account}
        subprocess.run([*initdb, "--encoding", "UTF8", "--no-locale"], check=True, **options)
        process = start(folder, options)
        yield f"postgresql://holdspace@/holdspace?host={quote(str(folder), safe='')}"
    finally:
        if process is not None:
            stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def start(folder: Path, options: Mapping[str, object]) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers."""
    log = (folder / "log").open("wb")
    command = [programs() / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses="]
    process = subprocess.Popen(
        command, **{**options, "stdout": log, "stderr": log}, start_new_session=True, preexec_fn=stop_with_parent
    )
    deadline = time.monotonic() + STARTED_WITHIN_S
    asking = [programs() / "pg_isready", "--quiet", "--host", folder]
    while subprocess.run(asking, check=False).returncode != 0:
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"The database server did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.05)
    return process


def stop(process: subprocess.Popen[bytes]) -> None:
    """Shut the server down at once, whoever is still connected."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(number)
        try:
            process.wait(STOPPED_WITHIN_S)
            return
        except subprocess.TimeoutExpired:
            continue


def main(command: Sequence[str]) -> int:
    """Run the command beside the server; its exit status is ours."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as url:
        return subprocess.run(command, env={**os.environ, "HOLDSPACE_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit("Nothing was run. Say what to run: python scripts/with_postgresql.py COMMAND...")
    sys.exit(main(sys.argv[1:]))
