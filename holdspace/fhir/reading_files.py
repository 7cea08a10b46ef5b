"""What stands in a file? Bytes in, JSON values out, or one plain sentence that says why not.

A file is hostile until read: its size, its compression and its depth are bounded before anything is believed.
"""

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from holdspace.clinic.refusals import Refused

LIMIT = 50_000_000
"""A file of this many bytes or more, packed or unpacked, is refused: its parsed form would fill a small machine."""
MOST_UNPACKED_FOR_EACH_PACKED = 200
"""Clinical JSON packs 10 to 40 times smaller; far beyond that, a file was made to fill a machine."""
UNPACKED_BEFORE_RATIO_COUNTS = 1_000_000
CHUNK = 64 * 1024
GZIP_MAGIC = b"\x1f\x8b"


class UnreadableFile(Refused):
    """A file could not be read at all; says which, why, and the next step. Nothing of it was imported."""

    def __init__(self, file_name: str, why: str) -> None:
        self.file_name, self.why = file_name, why
        super().__init__(f"{file_name} was not imported. {why}")


class Malformed(Exception):
    """Text that is not the JSON FHIR asks for; says why."""


@dataclass(frozen=True)
class Value:
    """One JSON value of a file, and where it stood."""

    where: str
    value: Any


@dataclass(frozen=True)
class FileContents:
    """What a file held: its JSON values, and the lines that could not be read."""

    file_name: str
    sha256: str
    values: tuple[Value, ...]
    unreadable_lines: tuple[tuple[str, str], ...] = ()


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading, or say plainly why it cannot be."""
    try:
        if path.is_file() and path.stat().st_size >= LIMIT:
            raise UnreadableFile(path.name, TOO_LARGE)
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError:
        raise UnreadableFile(str(path), "There is no such file. Look at how its name is spelled.") from None
    except IsADirectoryError:
        raise UnreadableFile(str(path), "It is a folder. Name the files in it.") from None
    except PermissionError:
        raise UnreadableFile(str(path), "This account may not read it. Change the file's permissions.") from None


def read(stream: BinaryIO, file_name: str) -> FileContents:
    """Read one file: json or ndjson, gzipped or not."""
    raw = _all_of(stream, file_name)
    text = _decoded(_unpacked(raw, file_name), file_name)
    if not text.strip():
        raise UnreadableFile(file_name, "It is empty. Ask the sender for it again.")
    sha256 = hashlib.sha256(raw).hexdigest()
    return _lines(text, file_name, sha256) if _is_by_lines(file_name) else _whole(text, file_name, sha256)


TOO_LARGE = "It is 50 MB or larger. Ask the sender for smaller files, for example one for each patient."
BOMB = "It is packed far more tightly than clinical files are, and was not unpacked. Ask the sender for it again."
DAMAGED = "It is damaged: its gzip packing breaks off or does not add up. Ask the sender for it again."
NOT_UTF_8 = "Its text is not UTF-8, as FHIR asks. Ask the sender to save it as UTF-8."


def _all_of(stream: BinaryIO, file_name: str) -> bytes:
    raw = stream.read(LIMIT)
    if len(raw) >= LIMIT:
        raise UnreadableFile(file_name, TOO_LARGE)
    return raw


def _unpacked(raw: bytes, file_name: str) -> bytes:
    if not raw.startswith(GZIP_MAGIC):
        return raw
    try:
        return _unpacked_within_bounds(raw, file_name)
    except (EOFError, OSError, zlib.error):
        raise UnreadableFile(file_name, DAMAGED) from None


def _unpacked_within_bounds(raw: bytes, file_name: str) -> bytes:
    most = min(LIMIT, max(UNPACKED_BEFORE_RATIO_COUNTS, MOST_UNPACKED_FOR_EACH_PACKED * len(raw)))
    unpacked = bytearray()
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as stream:
        while chunk := stream.read(CHUNK):
            unpacked += chunk
            if len(unpacked) >= most:
                raise UnreadableFile(file_name, TOO_LARGE if most == LIMIT else BOMB)
    return bytes(unpacked)


def _decoded(unpacked: bytes, file_name: str) -> str:
    try:
        return unpacked.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(file_name, NOT_UTF_8) from None


def _is_by_lines(file_name: str) -> bool:
    return file_name.lower().removesuffix(".gz").endswith((".ndjson", ".jsonl"))


def _whole(text: str, file_name: str, sha256: str) -> FileContents:
    try:
        return FileContents(file_name, sha256, (Value("", parsed(text)),))
    except Malformed as malformed:
        raise UnreadableFile(file_name, f"{malformed} Ask the sender for it again.") from None


def _lines(text: str, file_name: str, sha256: str) -> FileContents:
    values, unreadable = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values.append(Value(f"line {number}", parsed(line)))
        except Malformed as malformed:
            unreadable.append((f"line {number}", str(malformed)))
    if not values:
        raise UnreadableFile(file_name, f"None of its lines could be read. {unreadable[0][1]}")
    return FileContents(file_name, sha256, tuple(values), tuple(unreadable))


def parsed(text: str) -> Any:
    """Read one JSON value; every number is a Decimal, as written."""
    try:
        return json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_constant, object_pairs_hook=_each_name_once
        )
    except json.JSONDecodeError as fault:
        raise Malformed(_fault_in_words(fault)) from None
    except RecursionError:
        raise Malformed("It is nested far deeper than FHIR is.") from None
    except (ValueError, ArithmeticError):
        raise Malformed("It holds a number that cannot be read.") from None


def _fault_in_words(fault: json.JSONDecodeError) -> str:
    if fault.msg == "Extra data":
        return f"It goes on after its end at line {fault.lineno}; a file of one resource a line is named .ndjson."
    return f"It is not well-formed JSON: it breaks at line {fault.lineno}, column {fault.colno}."


def _no_constant(name: str) -> None:
    raise Malformed(f"It holds {name}, which is no JSON number.")


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("It gives the same element twice in one place, so which one holds cannot be told.")
    return members
