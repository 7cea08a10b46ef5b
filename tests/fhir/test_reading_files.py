"""A file is read, or refused with one sentence; nothing of a hostile one is believed."""

import gzip
import io
import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from holdspace.fhir import reading_files
from holdspace.fhir.reading_files import LIMIT, UnreadableFile, read

PATIENT = b'{"resourceType": "Patient"}'


def read_bytes(raw: bytes, name: str = "file.json") -> reading_files.FileContents:
    return read(io.BytesIO(raw), name)


class TestReadingAFile:
    @pytest.mark.parametrize("name", ["a.json", "a.json.gz", "a.ndjson", "a.ndjson.gz", "no-ending"])
    @pytest.mark.parametrize("raw", [PATIENT, gzip.compress(PATIENT)], ids=["plain", "packed"])
    def test_takes_json_and_lines_packed_or_not_whatever_the_name_says_of_packing(self, name: str, raw: bytes) -> None:
        assert [one.value for one in read_bytes(raw, name).values] == [{"resourceType": "Patient"}]

    def test_keeps_numbers_as_they_were_written(self) -> None:
        (one,) = read_bytes(b'{"value": 0.10, "count": 3}').values
        assert str(one.value["value"]) == "0.10"
        assert one.value["count"] == Decimal(3)

    def test_forgives_a_byte_order_mark(self) -> None:
        assert read_bytes(b"\xef\xbb\xbf" + PATIENT).values

    def test_reads_the_good_lines_and_names_the_bad_ones(self) -> None:
        contents = read_bytes(PATIENT + b'\n{"cut": \n\n' + PATIENT, "a.ndjson")
        assert [one.where for one in contents.values] == ["line 1", "line 4"]
        assert contents.unreadable_lines[0][0] == "line 2"

    def test_does_not_take_a_line_separator_inside_a_text_for_the_end_of_a_line(self) -> None:
        line = json.dumps({"text": "one\u2028two"}, ensure_ascii=False).encode()
        assert len(read_bytes(line, "a.ndjson").values) == 1


@cache
def a_bomb(unpacked: int) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as stream:
        for _ in range(unpacked // 1_000_000):
            stream.write(b" " * 1_000_000)
    return packed.getvalue()


def nested(depth: int) -> bytes:
    return b'{"a":' * depth + b"1" + b"}" * depth


REFUSED = [
    (b"", "empty"),
    (b" \n\t ", "empty"),
    (b'{"resourceType": "Pati', "not well-formed"),
    (b"hello", "not well-formed"),
    (b"<Patient/>", "not well-formed"),
    (PATIENT + PATIENT, "goes on after its end"),
    (PATIENT.decode().encode("utf-16"), "not UTF-8"),
    (b'{"name": "Mu\xf1oz"}', "not UTF-8"),
    (b'{"value": NaN}', "NaN"),
    (b'{"value": -Infinity}', "-Infinity"),
    (b'{"status": "final", "status": "entered-in-error"}', "same element twice"),
    (b'{"value": 1e' + b"9" * 40 + b"}", "number that cannot be read"),
    (nested(200_000), "nested"),
    (gzip.compress(PATIENT)[:-6], "damaged"),
    (gzip.compress(PATIENT) + b"rubbish", "damaged"),
    (b"\x1f\x8b not gzip at all", "damaged"),
    (gzip.compress(b""), "empty"),
    (a_bomb(2_000_000), "packed far more tightly"),
    (a_bomb(300_000_000), "50 MB"),
    (b" " * LIMIT, "50 MB"),
]


class TestRefusingAFile:
    @pytest.mark.parametrize(("raw", "because"), REFUSED, ids=[because for _, because in REFUSED])
    def test_says_why_in_one_sentence(self, raw: bytes, because: str) -> None:
        with pytest.raises(UnreadableFile, match=because) as refusal:
            read_bytes(raw)
        assert str(refusal.value).startswith("file.json was not imported. ")

    @pytest.mark.parametrize(("size", "is_read"), [(LIMIT - 1, True), (LIMIT, False)])
    def test_begins_at_fifty_megabytes(self, size: int, is_read: bool) -> None:
        raw = PATIENT + b" " * (size - len(PATIENT))
        if is_read:
            assert read_bytes(raw).values
        else:
            with pytest.raises(UnreadableFile, match="50 MB"):
                read_bytes(raw)

    def test_never_unpacks_a_bomb_beyond_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read_chunks = []
        whole = gzip.GzipFile.read
        monkeypatch.setattr(gzip.GzipFile, "read", lambda self, size=-1: read_chunks.append(size) or whole(self, size))
        with pytest.raises(UnreadableFile):
            read_bytes(a_bomb(300_000_000))
        assert max(read_chunks) <= reading_files.CHUNK
        assert sum(read_chunks) <= LIMIT + 2 * reading_files.CHUNK

    def test_covers_a_file_of_lines_none_of_which_can_be_read(self) -> None:
        with pytest.raises(UnreadableFile, match="None of its lines"):
            read_bytes(b"{\n{\n", "a.ndjson")


class TestOpeningAPath:
    def test_says_that_there_is_no_such_file(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="no such file"), reading_files.opened(tmp_path / "gone.json"):
            pass

    def test_says_that_a_folder_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="folder"), reading_files.opened(tmp_path):
            pass

    def test_refuses_a_large_file_by_its_size_before_reading_it(self, tmp_path: Path) -> None:
        path = tmp_path / "large.json"
        with path.open("wb") as stream:
            stream.truncate(LIMIT)
        with pytest.raises(UnreadableFile, match="50 MB"), reading_files.opened(path):
            pytest.fail("It was opened.")
