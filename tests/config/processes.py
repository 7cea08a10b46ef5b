"""Which processes did a served clinic start? Read from /proc, as Linux shows them."""

from pathlib import Path


def children(parent: int) -> dict[int, str]:
    """The running children of a process, each with its command line."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and _parent_of(folder) == parent:
            found[int(folder.name)] = _command_of(folder)
    return found


def children_with(parent: int, words: str) -> list[int]:
    """The children whose command line contains these words."""
    return [pid for pid, command in children(parent).items() if words in command]


def child_with(parent: int, words: str) -> int:
    """The one child whose command line contains these words."""
    (found,) = children_with(parent, words)
    return found


def running(pid: int) -> bool:
    """Whether the process still runs; one that ended and was not yet collected does not."""
    return _state_of(Path(f"/proc/{pid}")) not in ("", "Z", "X")


def _fields(folder: Path) -> list[str]:
    try:
        # The name stands in brackets and may hold spaces.
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _state_of(folder: Path) -> str:
    return (_fields(folder) or [""])[0]


def _parent_of(folder: Path) -> int:
    fields = _fields(folder)
    return int(fields[1]) if fields and fields[0] not in "ZX" else -1


def _command_of(folder: Path) -> str:
    try:
        return (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
