"""What does a filled questionnaire of another system answer? Read without a database, strictly, by our instruments.

Which instrument it is, is told by the end of the questionnaire's name ("…/mii-qst-pro-phq-9|1.0") or by the LOINC codes
in its link ids. Which question an answer belongs to, is told by our own item code, a LOINC code, or the number at the
end of the link id; where both sides carry words and the words name another question, nothing is read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from holdspace.clinical.instruments import ALL, Answer, Choice, Instrument, Item, by_code, score
from holdspace.fhir.elements import ORDINAL_VALUE, NotReadable, Resource, element, elements, extension, word

FINISHED = frozenset({"completed", "amended"})
LOINC_AT_THE_END = re.compile(r"(?<![0-9])([0-9]{3,6}-[0-9])$")
NUMBER_AT_THE_END = re.compile(r"(?<![0-9])0*([0-9]{1,2}[a-z]?)$", re.IGNORECASE)
TOTAL_AT_THE_END = re.compile(r"(total|score|sum|ts)$", re.IGNORECASE)
LONGEST_NAME_IN_TOKENS = 6

# One LOINC answer list gives GAD-7's value 2 another code and other words than its authors do.
OTHER_CODES = {"LA18938-3": 2}


@dataclass(frozen=True)
class Filled:
    """One filled form of an instrument that we know."""

    instrument: Instrument
    answers: Mapping[str, Answer]
    questionnaire: str = ""
    language: str = ""
    stated_total: Decimal | None = None
    remarks: tuple[str, ...] = field(default=())


def read_response(resource: Resource, instrument: Instrument | None = None) -> Filled:
    """The answers of a QuestionnaireResponse; with `instrument` one that is about another instrument is refused."""
    _refuse_unfinished(resource)
    leaves = tuple(_leaves(resource))
    named = _named(resource)
    known = named or _by_loinc(leaves)
    if instrument is not None and known is not None and known.code != instrument.code:
        raise NotReadable(f"It is a {known.short}, not a {instrument.short}.")
    known = known or instrument
    if known is None:
        raise NotReadable("Its questionnaire is none that the clinic knows.")
    answers, stated = _matched(known, leaves, by_number=(named or instrument) is not None)
    if not answers:
        raise NotReadable(f"It answers none of the questions of the {known.short}.")
    return Filled(
        instrument=known,
        answers=answers,
        questionnaire=word(resource, "questionnaire"),
        language=word(resource, "language"),
        stated_total=stated,
        remarks=_remarks(known, answers, stated),
    )


def _refuse_unfinished(resource: Resource) -> None:
    if resource.get("resourceType") != "QuestionnaireResponse":
        raise NotReadable("It is no filled questionnaire.")
    status = word(resource, "status")
    if status == "entered-in-error":
        raise NotReadable("Its source says it was entered in error.")
    if status not in FINISHED:
        raise NotReadable("It is not finished: its status is neither “completed” nor “amended”.")


def _leaves(inside: Resource) -> Iterator[Resource]:
    """Every item that is answered, however deep it stands."""
    for item in elements(inside, "item"):
        answers = elements(item, "answer")
        if answers:
            yield item
        yield from _leaves(item)
        for answer in answers:
            yield from _leaves(answer)


def _named(resource: Resource) -> Instrument | None:
    """The instrument that the questionnaire's name ends with."""
    canonical = word(resource, "questionnaire").partition("|")[0]
    tokens = [token for token in re.split(r"[^A-Za-z0-9]+", canonical) if token]
    for count in range(min(len(tokens), LONGEST_NAME_IN_TOKENS), 0, -1):
        try:
            return by_code("-".join(tokens[-count:]))
        except ValueError:
            continue
    return None


def _by_loinc(leaves: tuple[Resource, ...]) -> Instrument | None:
    """The smallest instrument that asks everything that is answered under a LOINC code."""
    found = [LOINC_AT_THE_END.search(word(leaf, "linkId")) for leaf in leaves]
    codes = {match[1] for match in found if match}
    asking = [one for one in ALL if codes and codes - {one.loinc_total} <= {item.loinc for item in one.items}]
    return min(asking, key=lambda one: len(one.items), default=None)


def _matched(
    instrument: Instrument, leaves: tuple[Resource, ...], *, by_number: bool
) -> tuple[dict[str, Answer], Decimal | None]:
    answers: dict[str, Answer] = {}
    stated: Decimal | None = None
    for leaf in leaves:
        item = _item_of(instrument, leaf, by_number=by_number)
        if item is None:
            stated = _stated_total(instrument, leaf)
            continue
        if item.code in answers:
            raise NotReadable(f"It answers the same question of the {instrument.short} twice.")
        answers[item.code] = _value(instrument, item, leaf)
    try:
        score(instrument, answers)
    except ValueError as refusal:
        raise NotReadable(_without_value(refusal)) from None
    return answers, stated


def _without_value(refusal: ValueError) -> str:
    """The refusal without what was answered, because reports name no values."""
    return f"{str(refusal).partition(';')[0].partition(': ')[0].rstrip('.')}."


def _item_of(instrument: Instrument, leaf: Resource, *, by_number: bool) -> Item | None:
    """The item that this answers; None for a total; anything else is refused."""
    link = word(leaf, "linkId")
    found = _by_code_of(instrument, link)
    if found is None and by_number and not LOINC_AT_THE_END.search(link):
        found = _by_number(instrument, link)
    by_words = _by_words(instrument, word(leaf, "text"))
    if found is not None and by_words is not None and found.code != by_words.code:
        raise NotReadable("Its link ids and its words name different questions.")
    found = found or by_words
    if found is None and not _is_total(instrument, leaf):
        raise NotReadable(f"It answers something that the {instrument.short} does not ask.")
    return found


def _by_code_of(instrument: Instrument, link: str) -> Item | None:
    loinc = LOINC_AT_THE_END.search(link)
    last = re.split(r"[/.\- ]", link)[-1].casefold()
    for item in instrument.items_and_about:
        if link == item.code or last == item.code.casefold() or (loinc and loinc[1] == item.loinc):
            return item
    return None


def _by_number(instrument: Instrument, link: str) -> Item | None:
    match = NUMBER_AT_THE_END.search(link)
    if match is None:
        return None
    in_order = (*instrument.scored_items, *(item for item in instrument.items if not item.scored))
    for place, item in enumerate(in_order, start=1):
        if match[1].casefold() == (item.called or str(place)):
            return item
    return None


def _by_words(instrument: Instrument, text: str) -> Item | None:
    said = _plain(text)
    return next((item for item in instrument.items if item.wording and said == _plain(item.wording)), None)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _is_total(instrument: Instrument, leaf: Resource) -> bool:
    link = word(leaf, "linkId")
    loinc = LOINC_AT_THE_END.search(link)
    if loinc:
        return loinc[1] == instrument.loinc_total
    return bool(TOTAL_AT_THE_END.search(link))


def _stated_total(instrument: Instrument, leaf: Resource) -> Decimal | None:
    answer = _only_answer(instrument, leaf)
    for name in ("valueInteger", "valueDecimal"):
        if _is_number(answer.get(name)):
            return Decimal(answer[name])
    value = element(answer, "valueQuantity").get("value")
    return Decimal(value) if value is not None and _is_number(value) else None


def _only_answer(instrument: Instrument, leaf: Resource) -> Resource:
    answers = elements(leaf, "answer")
    if len(answers) > 1:
        raise NotReadable(f"It gives several answers to one question of the {instrument.short}.")
    return answers[0]


def _value(instrument: Instrument, item: Item, leaf: Resource) -> Answer:
    answer = _only_answer(instrument, leaf)
    if "valueCoding" in answer:
        found = _coded(instrument, item, element(answer, "valueCoding"))
    elif isinstance(answer.get("valueBoolean"), bool):
        found = int(answer["valueBoolean"])
    else:
        found = _numeric(answer)
    if found is None:
        raise NotReadable(f"An answer is none that the {instrument.short} knows.")
    return found


def _numeric(answer: Resource) -> Answer | None:
    """A number, whole where it is whole: a file may write 3 as 3.0."""
    for name in ("valueInteger", "valueDecimal"):
        if _is_number(answer.get(name)):
            value = Decimal(answer[name])
            return int(value) if value == value.to_integral_value() else value
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite()


def _coded(instrument: Instrument, item: Item, coding: Resource) -> Answer | None:
    """By LOINC answer code, by the number the sender gives the answer, by its code as a number, or by its words."""
    code, choices = word(coding, "code"), instrument.choices_of(item)
    by_loinc = next((choice.value for choice in choices if choice.loinc and choice.loinc == code), None)
    if by_loinc is not None:
        return by_loinc
    if code in OTHER_CODES:
        return OTHER_CODES[code]
    ordinal = extension(coding, ORDINAL_VALUE)
    if ordinal:
        return _numeric(ordinal)
    if re.fullmatch(r"-?[0-9]{1,3}", code):
        return int(code)
    return _by_answer_words(choices, {_plain(code), _plain(word(coding, "display"))} - {""})


def _by_answer_words(choices: tuple[Choice, ...], said: set[str]) -> int | None:
    return next((choice.value for choice in choices if choice.text and _plain(choice.text) in said), None)


def _remarks(instrument: Instrument, answers: Mapping[str, Answer], stated: Decimal | None) -> tuple[str, ...]:
    total = getattr(score(instrument, answers), "total", None)
    if stated is None or total is None or stated == total:
        return ()
    return (f"The total that it states is not the sum of its answers; the {instrument.short} was scored anew.",)
