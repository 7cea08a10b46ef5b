"""Questionnaire: one of our instruments.

We differ from R4:
- Where the wording may not be shipped, an item carries our own label and takes a whole number.
- An answer without a LOINC code is coded by what it counts, in a code system of the instrument.
- How a form is scored is not part of it; `ordinalValue` says what each answer counts.
"""

from typing import Any

from holdspace.clinical.instruments import Choice, Instrument, Item
from holdspace.fhir.elements import ORDINAL_VALUE

LOINC = "http://loinc.org"
LOINC_NOTICE = (
    "This material contains content from LOINC (https://loinc.org), copyright Regenstrief Institute, Inc. and the LOINC"
    " Committee, available at no cost under https://loinc.org/license."
)
HOME = "https://holdspace.org/fhir"
MIN_VALUE = "http://hl7.org/fhir/StructureDefinition/minValue"
MAX_VALUE = "http://hl7.org/fhir/StructureDefinition/maxValue"
ASKS = "asks"

Json = dict[str, Any]


def canonical(instrument: Instrument) -> str:
    """The address of an instrument, with the version of its scoring."""
    return f"{HOME}/Questionnaire/{instrument.code}|{instrument.scoring_version}"


def to_fhir(instrument: Instrument) -> Json:
    """The instrument as a FHIR R4 Questionnaire."""
    url, version = canonical(instrument).split("|")
    told: Json = {
        "resourceType": "Questionnaire",
        "id": instrument.code,
        "language": instrument.language,
        "url": url,
        "version": version,
        "name": "".join(part.capitalize() for part in instrument.code.split("-")),
        "title": instrument.title,
        "status": "active",
        "subjectType": ["Patient"],
        "copyright": copyright_of(instrument),
        "item": [*_asks(instrument), *(_item(instrument, item) for item in instrument.items_and_about)],
    }
    if instrument.loinc_panel:
        told["code"] = [{"system": LOINC, "code": instrument.loinc_panel}]
    return told


def copyright_of(instrument: Instrument) -> str:
    """Whose the words are, whether they travel, and the notice that LOINC asks for."""
    said = [instrument.rights_statement, instrument.rights.words]
    coded = instrument.loinc_panel or any(item.loinc for item in instrument.items)
    return " ".join([*said, LOINC_NOTICE] if coded else said)


def answer_coding(instrument: Instrument, choice: Choice) -> Json:
    """One answer as a coding, with what it counts."""
    system, code = (LOINC, choice.loinc) if choice.loinc else (_own_system(instrument), str(choice.value))
    counts = [{"url": ORDINAL_VALUE, "valueDecimal": choice.value}]
    return {"extension": counts, "system": system, "code": code, "display": choice.shown}


def is_coded(instrument: Instrument, item: Item) -> bool:
    """Whether the answers have words; otherwise they are numbers."""
    choices = instrument.choices_of(item)
    return item.number is None and bool(choices) and all(choice.text for choice in choices)


def _own_system(instrument: Instrument) -> str:
    return f"{HOME}/CodeSystem/{instrument.code}"


def _asks(instrument: Instrument) -> list[Json]:
    return [{"linkId": ASKS, "text": instrument.asks, "type": "display"}] if instrument.asks else []


def _item(instrument: Instrument, item: Item) -> Json:
    told: Json = {"linkId": item.code, "text": item.text, "required": False}
    if item.loinc:
        told["code"] = [{"system": LOINC, "code": item.loinc}]
    if item.called:
        told["prefix"] = item.called
    if item.skip is not None:
        told |= {"enableWhen": _opened_by(instrument, item), "enableBehavior": "any"}
    return told | _answer_type(instrument, item)


def _answer_type(instrument: Instrument, item: Item) -> Json:
    choices = instrument.choices_of(item)
    if is_coded(instrument, item):
        return {"type": "choice", "answerOption": [{"valueCoding": answer_coding(instrument, one)} for one in choices]}
    if item.number is None:
        return {"type": "integer", "answerOption": [{"valueInteger": choice.value} for choice in choices]}
    kind, name = ("integer", "valueInteger") if item.number.decimals == 0 else ("decimal", "valueDecimal")
    return {
        "type": kind,
        "extension": [
            {"url": MIN_VALUE, name: _json_number(item.number.lowest, kind)},
            {"url": MAX_VALUE, name: _json_number(item.number.highest, kind)},
        ],
    }


def _json_number(value: Any, kind: str) -> int | float:
    return int(value) if kind == "integer" or value == value.to_integral_value() else float(value)


def _opened_by(instrument: Instrument, item: Item) -> list[Json]:
    """When the item is asked: any of its openers was answered high enough."""
    if item.skip is None:
        return []
    found = []
    for code in item.skip.opened_by:
        opener = instrument.item(code)
        high = [one for one in instrument.choices_of(opener) if one.value >= item.skip.below]
        if is_coded(instrument, opener):
            found += [_when(code, "=", answerCoding=_bare(instrument, choice)) for choice in high]
        else:
            found.append(_when(code, ">=", answerInteger=item.skip.below))
    return found


def _when(code: str, operator: str, **answer: Any) -> Json:
    return {"question": code, "operator": operator, **answer}


def _bare(instrument: Instrument, choice: Choice) -> Json:
    coding = answer_coding(instrument, choice)
    return {"system": coding["system"], "code": coding["code"]}
