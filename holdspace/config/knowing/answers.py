"""How are answers given to the command line: typed one after the other, or as another system's filled form?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from holdspace.clinic.refusals import Refused
from holdspace.clinical.instruments import Instrument
from holdspace.fhir import reading_files
from holdspace.fhir.answers import Filled, read_response
from holdspace.fhir.elements import NotReadable
from holdspace.fhir.reading_files import UnreadableFile

RESPONSE = "QuestionnaireResponse"


def filled_in_file(instrument: Instrument, path: Path) -> Filled:
    """The filled form of a QuestionnaireResponse, or of the one in a bundle."""
    try:
        with reading_files.opened(path) as stream:
            values = reading_files.read(stream, path.name).values
        return read_response(_the_response([each.value for each in values]), instrument)
    except UnreadableFile as fault:
        raise Refused(f"{fault.file_name} was not scored. {fault.why}") from None
    except NotReadable as reason:
        raise Refused(f"{path.name} was not scored. {reason}") from None


def _the_response(values: list[Any]) -> Mapping[str, Any]:
    found = [each for value in values for each in _resources(value) if each.get("resourceType") == RESPONSE]
    if len(found) != 1:
        many = f"{len(found)} filled forms" if found else "no filled form"
        raise NotReadable(f"It holds {many}. Scoring reads one FHIR R4 {RESPONSE}.")
    return found[0]


def _resources(value: Any) -> list[Mapping[str, Any]]:
    if not isinstance(value, dict):
        return []
    entries = value.get("entry") if value.get("resourceType") == "Bundle" else None
    if not isinstance(entries, list):
        return [value]
    inner = [each.get("resource") for each in entries if isinstance(each, dict)]
    return [each for each in inner if isinstance(each, dict)]
