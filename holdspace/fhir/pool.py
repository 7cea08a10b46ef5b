"""What came together? The files of one import are read as one sender's: an entry may point into another of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from holdspace.fhir.bundles import Incoming, Opened, is_worldwide, reference_key, references_of
from holdspace.fhir.elements import NotReadable, Resource, element, elements, word
from holdspace.fhir.mappers.context import contained

WHOSE = {"AllergyIntolerance": "patient", "FamilyMemberHistory": "patient"}
"""The element that says whom a resource is about; `subject` for all others."""

NOT_SAID = "It does not say whom it is about."
NOT_A_PATIENT = "It is not about a patient."
NOT_HERE = "The patient it is about did not come with it."
MORE_THAN_ONE = "The patient it names could be any of several that came with it."


@dataclass
class Shelf:
    """The patients and medications of one file, under every name they go by."""

    by_alias: dict[str, list[Incoming]] = field(default_factory=dict)
    own: set[tuple[str, str]] = field(default_factory=set)

    def put(self, incoming: Iterable[Incoming]) -> None:
        """Keep what other resources point at."""
        for one in incoming:
            if one.type in ("Patient", "Medication"):
                self.own.add((one.key, one.digest))
                for alias in one.aliases:
                    self.by_alias.setdefault(alias, []).append(one)


@dataclass(frozen=True)
class Subject:
    """Whom a resource is about: a patient who came along, or the keys and numbers of one who may be known here."""

    patient: Incoming | None = None
    key: str = ""
    identifier: tuple[str, str] | None = None


@dataclass
class Pool:
    """All files of one import."""

    shelves: dict[int, Shelf] = field(default_factory=dict)

    def add(self, place: int, file: Opened) -> None:
        """Put one file's patients and medications on its shelf."""
        shelf = self.shelves[place] = Shelf()
        shelf.put(file.incoming)

    def subject_of(self, incoming: Incoming, place: int) -> Subject:
        """Whom a resource is about; refused where that cannot be told for certain."""
        name = WHOSE.get(incoming.type, "subject")
        pointed = element(incoming.resource, name)
        target, identifier = word(pointed, "reference"), identifier_of(element(pointed, "identifier"))
        if target.startswith("#"):
            return self._inside(incoming, target)
        if not target and not identifier:
            raise NotReadable(NOT_A_PATIENT if pointed else NOT_SAID)
        if condition := _conditional(target):
            return Subject(identifier=condition)
        if target and "/" in target and "Patient/" not in target:
            raise NotReadable(NOT_A_PATIENT)
        return Subject(self._one(references_of(target, incoming), place), _worldwide(target), identifier)

    def _inside(self, incoming: Incoming, target: str) -> Subject:
        patient = contained(incoming.resource, target)
        if patient is None or patient.get("resourceType") != "Patient":
            raise NotReadable(NOT_A_PATIENT)
        numbers = [pair for one in elements(patient, "identifier") if (pair := identifier_of(one))]
        if not numbers:
            raise NotReadable(NOT_HERE)
        return Subject(identifier=numbers[0])

    def _one(self, keys: Iterable[str], place: int) -> Incoming | None:
        for key in keys:
            found = {(one.key, one.digest): one for one in self._named(key, place) if one.type == "Patient"}
            if len(found) > 1:
                raise NotReadable(MORE_THAN_ONE)
            if found:
                return next(iter(found.values()))
        return None

    def _named(self, key: str, place: int) -> Iterator[Incoming]:
        """What goes by this name: in the same file, or, where that has none, in the others."""
        own = self.shelves[place].by_alias.get(key)
        if own is not None:
            yield from own
            return
        for shelf in self.shelves.values():
            yield from shelf.by_alias.get(key, ())

    def medication(self, target: str, incoming: Incoming, place: int) -> Resource | None:
        """The Medication a reference names, where exactly one goes by that name."""
        for key in references_of(target, incoming):
            found = {one.digest: one for one in self._named(key, place) if one.type == "Medication"}
            if len(found) == 1:
                return next(iter(found.values())).resource
        return None


def identifier_of(identifier: Resource) -> tuple[str, str] | None:
    """System and value, where both are there."""
    pair = (word(identifier, "system"), word(identifier, "value"))
    return pair if all(pair) else None


def _conditional(target: str) -> tuple[str, str] | None:
    """The number in `Patient?identifier=system|value`."""
    if not target.startswith("Patient?identifier="):
        return None
    system, _, value = target.removeprefix("Patient?identifier=").partition("|")
    return (system, value) if system and value else None


def _worldwide(target: str) -> str:
    """The reference's key, where it can mean only one patient in the world."""
    key = reference_key(target)
    return key if is_worldwide(key) else ""
