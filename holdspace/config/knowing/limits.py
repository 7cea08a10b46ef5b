"""Which numbers hold for this question? Those published, or a clinic's own from a file."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from holdspace.clinic.refusals import Refused
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.fhir import reading_files
from holdspace.fhir.reading_files import UnreadableFile

FORM = 'It should read like {"version": 3, "CVS-02.systolic": 135}.'


def read_limits(path: str | None) -> Limits:
    """The numbers in a file, each within what a clinic may set; without a file those published."""
    if path is None:
        return PUBLISHED
    try:
        with reading_files.opened(Path(path)) as stream:
            (value,) = reading_files.read(stream, Path(path).name).values
    except UnreadableFile as fault:
        raise Refused(f"Nothing was screened. The numbers in {path} could not be read. {fault.why}") from None
    return _checked(value.value, path)


def _checked(value: Any, path: str) -> Limits:
    if not isinstance(value, dict) or not all(isinstance(each, Decimal) for each in value.values()):
        raise Refused(f"Nothing was screened. {path} does not hold a clinic's numbers. {FORM}")
    numbers = {code: number for code, number in value.items() if code != "version"}
    _refuse_what_may_not_be_set(numbers, path)
    return Limits.of_clinic(int(value.get("version", 1)), numbers)


def _refuse_what_may_not_be_set(numbers: Mapping[str, Decimal], path: str) -> None:
    # Listing every number loads all that is known; most screenings do not need it.
    from holdspace.clinical import catalogue

    known = {threshold.code: threshold for threshold in catalogue.thresholds()}
    for code, number in numbers.items():
        if code not in known:
            raise Refused(f"Nothing was screened. {path} sets {json.dumps(code)}, which is no number of the rules.")
        if reason := known[code].why_not(number):
            raise Refused(f"Nothing was screened. {path} sets {code} to {number:f}. {reason}")
