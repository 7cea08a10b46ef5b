"""Patient. We differ from R4: address, marital status, photo, general practitioner and links are not kept. Of the
names the official one in force is used, else the usual one; maiden and old names are kept out. Of the contacts an
emergency contact is used, else the first with a telephone. A birth date known only to the month or year is kept as
written and gives no age. Gender is the administrative gender; an animal is no patient here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from holdspace.fhir.dates import is_over, when
from holdspace.fhir.elements import (
    NotReadable,
    Resource,
    choice,
    concept,
    concepts,
    element,
    elements,
    extension,
    fit,
    flag,
    number,
    word,
    words,
    wrong_form,
)

ANIMAL = "http://hl7.org/fhir/StructureDefinition/patient-animal"
GENDERS = frozenset({"male", "female", "other", "unknown"})
NAMES_IN_ORDER = ("official", "usual", "", "temp", "anonymous")
# A member or subscriber number belongs to an insurance policy; a whole family can share it.
OF_A_POLICY = frozenset({"MB", "SN"})
EMERGENCY = frozenset({"C", "EP", "N"})


@dataclass(frozen=True)
class Described:
    """A person as another system describes them: our columns, and the numbers they are known by."""

    columns: dict[str, Any]
    identifiers: tuple[tuple[str, str], ...]
    says_deceased: bool | None = None
    remarks: tuple[str, ...] = field(default=())


def from_fhir(resource: Resource, *, at: datetime) -> Described:
    """The person described; one without a name cannot become a patient."""
    if is_animal(resource):
        raise NotReadable("It is an animal.")
    sex, remarks = _sex(resource)
    born, died = _birth(resource, at), _death(resource, at)
    if died[1] and born["birth_on"] and died[1] < born["birth_on"]:
        raise NotReadable("It says that the person died before being born.")
    columns: dict[str, Any] = {
        **_name(resource, at),
        **born,
        "sex": sex,
        "language": _language(resource),
        **_reach(resource, at),
    }
    columns |= _contact(resource, at) | {"is_deceased": bool(died[0]), "deceased_on": died[1]}
    return Described(columns, identifiers_of(resource, at=at), died[0], remarks)


def _name(resource: Resource, at: datetime) -> dict[str, str]:
    names = [one for one in elements(resource, "name") if not is_over(one, at=at)]
    by_use = {use: [one for one in names if word(one, "use") == use] for use in NAMES_IN_ORDER}
    chosen = next((one for use in NAMES_IN_ORDER for one in by_use[use] if any(_parts(one))), None)
    if chosen is None:
        raise NotReadable("It gives no name the person bears now.")
    given, family = _parts(chosen)
    called = next((c for one in (*_of_use(names, "nickname"), *by_use["usual"]) if (c := _parts(one)[0])), "")
    is_other = called != given
    return {"given_name": given, "family_name": family, "called": called if is_other else ""}


def _of_use(names: Iterable[Resource], use: str) -> list[Resource]:
    return [one for one in names if word(one, "use") == use]


def _parts(name: Resource) -> tuple[str, str]:
    given, family = " ".join(filter(None, words(name, "given"))), word(name, "family")
    if not given and not family:
        family = word(name, "text")
    return fit(given, 120), fit(family, 120)


def birth_on(resource: Resource, *, at: datetime) -> date | None:
    """The day the person was born; None where only the month or year is known, or nothing."""
    born: date | None = _birth(resource, at)["birth_on"]
    return born


def sex_of(resource: Resource) -> str:
    """The administrative gender; empty when it is not given or no word FHIR knows."""
    return _sex(resource)[0]


def has_died(resource: Resource, *, at: datetime) -> bool:
    """Whether the resource says that the person has died."""
    return bool(_death(resource, at)[0])


def is_animal(resource: Resource) -> bool:
    """Whether the patient is a veterinary one."""
    return bool(extension(resource, ANIMAL))


def _birth(resource: Resource, at: datetime) -> dict[str, Any]:
    born = when(resource, "birthDate", at=at)
    if born.moment:
        raise wrong_form("birthDate")
    return {"birth_on": born.day, "birth_written": "" if born.day else born.written}


def _death(resource: Resource, at: datetime) -> tuple[bool | None, date | None]:
    kind, _ = choice(resource, "deceased")
    if kind == "DateTime":
        died = when(resource, "deceasedDateTime", at=at)
        return bool(died), died.day
    if kind == "Boolean":
        return flag(resource, "deceasedBoolean"), None
    if kind:
        raise wrong_form("deceased")
    return None, None


def _sex(resource: Resource) -> tuple[str, tuple[str, ...]]:
    sex = word(resource, "gender")
    if sex and sex not in GENDERS:
        return "", ("Its gender is no word FHIR R4 knows; it was kept as not recorded.",)
    return sex, ()


def _language(resource: Resource) -> str:
    spoken = elements(resource, "communication")
    first = sorted(spoken, key=lambda one: flag(one, "preferred") is not True)[:1]
    code = concept(first[0], "language").code if first else ""
    return code if len(code) <= 20 else ""


def _reach(resource: Resource, at: datetime) -> dict[str, str]:
    email = _telecom(resource, "email", at)
    is_address = "@" in email and len(email) <= 254 and " " not in email
    return {"phone": fit(_telecom(resource, "phone", at), 60), "email": email if is_address else ""}


def _telecom(resource: Resource, system: str, at: datetime) -> str:
    points = [one for one in elements(resource, "telecom") if word(one, "system") == system]
    usable = [one for one in points if word(one, "use") != "old" and not is_over(one, at=at) and word(one, "value")]
    usable.sort(key=_preference)
    return word(usable[0], "value") if usable else ""


def _preference(point: Resource) -> tuple[bool, Any, bool]:
    rank = number(point, "rank")
    return rank is None, rank or 0, word(point, "use") != "mobile"


def _contact(resource: Resource, at: datetime) -> dict[str, str]:
    reachable = [one for one in elements(resource, "contact") if _telecom(one, "phone", at)]
    reachable.sort(key=lambda one: not any(_is_for_emergencies(each.codings) for each in concepts(one, "relationship")))
    if not reachable:
        return {"contact_name": "", "contact_phone": ""}
    given, family = _parts(element(reachable[0], "name"))
    return {
        "contact_name": fit(f"{given} {family}".strip(), 120),
        "contact_phone": fit(_telecom(reachable[0], "phone", at), 60),
    }


def _is_for_emergencies(codings: list[dict[str, Any]]) -> bool:
    return any(coding["code"] in EMERGENCY for coding in codings)


def identifiers_of(resource: Resource, *, at: datetime) -> tuple[tuple[str, str], ...]:
    """The numbers the person is known by now."""
    numbers = [one for one in elements(resource, "identifier") if word(one, "use") != "old"]
    current = [one for one in numbers if not is_over(one, at=at) and not _is_of_a_policy(one)]
    pairs = [(word(one, "system"), word(one, "value")) for one in current]
    return tuple(dict.fromkeys(pair for pair in pairs if all(pair) and len(pair[0]) <= 300 and len(pair[1]) <= 200))


def _is_of_a_policy(identifier: Resource) -> bool:
    return any(coding["code"] in OF_A_POLICY for coding in concept(identifier, "type").codings)
