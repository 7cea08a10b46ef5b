"""Which resources does a file hold, and what is each one called? Bundles are opened, doubles and faults named.

Identity. Our key for a resource is, in this order: its id where that is a UUID; its absolute address; its type and id;
the `urn:uuid:` it is listed under; the hash of its content. The third kind is not unique in the world (two systems
both have a Condition/1), so it alone never decides that two things are the same.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from holdspace.fhir.elements import NotReadable, Resource, element, elements, every_text, listed, word
from holdspace.fhir.reading_files import FileContents, UnreadableFile
from holdspace.fhir.resource_types import ALL_OF_R4, BECOME_ROWS, READ_ALONG

READABLE_BUNDLES = frozenset({"transaction", "batch", "collection", "searchset", "document"})
UUID = re.compile(r"(urn:uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", re.IGNORECASE)
RESTFUL = re.compile(r"(?P<base>https?://.+?)/(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9.-]{1,64})(/_history/.+)?")
RELATIVE = re.compile(r"(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9.-]{1,64})(/_history/.+)?")
PUBLIC_HOST = re.compile(r"https?://([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?(/|$)", re.IGNORECASE)
LONGEST_KEY = 150
WANTED = READ_ALONG | frozenset(BECOME_ROWS)


@dataclass(frozen=True)
class Incoming:
    """One resource as it came: what it is, what it is called, and the hash of what it says."""

    type: str
    key: str
    name: str
    resource: Resource = field(repr=False)
    digest: str
    aliases: frozenset[str]
    base: str = ""

    @property
    def is_known_worldwide(self) -> bool:
        """Whether the key can mean only this resource, whichever system sent it."""
        return is_worldwide(self.key)


@dataclass(frozen=True)
class Fault:
    """An entry that could not be taken in, and why."""

    type: str
    name: str
    reason: str


@dataclass
class Opened:
    """A file, opened: what can be read further, what cannot, and what is left aside by name."""

    file_name: str
    sha256: str
    incoming: list[Incoming] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_aside: Counter[str] = field(default_factory=Counter)
    repeated: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    written_at: list[str] = field(default_factory=list)
    wanted: frozenset[str] = WANTED


def opened(contents: FileContents, *, also: frozenset[str] = frozenset()) -> Opened:
    """Open a file's bundles and take every resource out that becomes a row, and those of the types in `also`."""
    file = Opened(contents.file_name, contents.sha256, wanted=WANTED | also)
    file.faults = [Fault("Line", where, reason) for where, reason in contents.unreadable_lines]
    for value in contents.values:
        _take(value.value, value.where, file, is_alone=len(contents.values) == 1)
    file.incoming = list(_without_doubles(file))
    return file


def _take(value: Any, where: str, file: Opened, *, is_alone: bool) -> None:
    try:
        _take_value(value, where, file)
    except NotReadable as fault:
        if is_alone:
            raise UnreadableFile(
                file.file_name, f"{fault} It should hold a FHIR R4 bundle, or resources one a line."
            ) from None
        file.faults.append(Fault("Unknown", where, str(fault)))


WHAT_IT_SHOULD_HOLD = "It should hold a FHIR R4 bundle, or resources one a line."


def _take_value(value: Any, where: str, file: Opened) -> None:
    if reason := _why_no_resource(value):
        raise NotReadable(reason)
    if value["resourceType"] == "Bundle":
        _open_bundle(value, where, file)
    else:
        _take_resource(value, "", where, file)


def _why_no_resource(value: Any) -> str:
    if not isinstance(value, dict):
        return "It holds no FHIR resource."
    kind = value.get("resourceType")
    if not isinstance(kind, str):
        return "It holds no FHIR resource: “resourceType” is missing."
    return "" if kind in ALL_OF_R4 else "Its resource type is none that FHIR R4 knows."


def _open_bundle(bundle: Resource, where: str, file: Opened) -> None:
    if word(bundle, "type") not in READABLE_BUNDLES:
        known = ", ".join(sorted(READABLE_BUNDLES))
        raise NotReadable(f"Its bundle is not of a kind that can be imported ({known}).")
    _note_missing_pages(bundle, file)
    file.written_at.append(word(bundle, "timestamp"))
    for number, entry in enumerate(listed(bundle, "entry"), start=1):
        _open_entry(entry, f"{where} entry {number}".strip(), file)


def _note_missing_pages(bundle: Resource, file: Opened) -> None:
    if any(link.get("relation") == "next" for link in elements(bundle, "link")):
        file.notes.append("The file is one page of a longer answer. Import the other pages too.")


def _open_entry(entry: Any, where: str, file: Opened) -> None:
    try:
        resource, url = _inside(entry)
        _take_resource(resource, url, where, file)
    except NotReadable as fault:
        file.faults.append(Fault("Unknown", where, str(fault)))


def _inside(entry: Any) -> tuple[Resource, str]:
    if not isinstance(entry, dict):
        raise NotReadable("It is no bundle entry.")
    resource, method = element(entry, "resource"), word(element(entry, "request"), "method")
    if method == "DELETE":
        raise NotReadable("It asks for something to be removed; the record keeps everything.")
    if not resource and method in ("GET", "HEAD"):
        raise NotReadable("It only asks a question.")
    if reason := _why_no_resource(resource):
        raise NotReadable(reason)
    return resource, word(entry, "fullUrl")


def _take_resource(resource: Resource, url: str, where: str, file: Opened) -> None:
    kind = resource["resourceType"]
    if kind not in file.wanted:
        file.left_aside[kind] += 1
        return
    try:
        file.incoming.append(_incoming(resource, url, where))
    except NotReadable as fault:
        file.faults.append(Fault(kind, where, str(fault)))


def _incoming(resource: Resource, url: str, where: str) -> Incoming:
    kind, identity = resource["resourceType"], word(resource, "id")
    digest = _digest(resource)
    restful = RESTFUL.fullmatch(url)
    key = _key(kind, identity, url, digest)
    aliases = {key, reference_key(url)} | ({f"{kind}/{identity}"} if identity else set())
    return Incoming(
        type=kind,
        key=key,
        name=f"{kind}/{identity}" if identity else f"{kind}, {where}" if where else kind,
        resource=resource,
        digest=digest,
        aliases=frozenset(aliases - {""}),
        base=restful["base"] if restful else "",
    )


def _key(kind: str, identity: str, url: str, digest: str) -> str:
    if UUID.fullmatch(identity):
        return identity.lower()
    if RESTFUL.fullmatch(url):
        return reference_key(url)
    if RELATIVE.fullmatch(f"{kind}/{identity}"):
        return f"{kind}/{identity}"
    if UUID.fullmatch(url):
        return reference_key(url)
    return f"sha256:{digest}"


def reference_key(reference: str) -> str:
    """The key that a reference's text stands for; empty when it has none."""
    if match := UUID.fullmatch(reference):
        return match[2].lower()
    if match := RESTFUL.fullmatch(reference):
        return _bounded(f"{match['base']}/{match['type']}/{match['id']}")
    if match := RELATIVE.fullmatch(reference):
        return match["id"].lower() if UUID.fullmatch(match["id"]) else f"{match['type']}/{match['id']}"
    return ""


def is_worldwide(key: str) -> bool:
    """Whether a key can mean only one thing in the world: not Condition/1, nor one on somebody's own machine."""
    if restful := RESTFUL.fullmatch(key):
        return bool(PUBLIC_HOST.match(restful["base"]))
    return bool(key) and not RELATIVE.fullmatch(key)


def _bounded(key: str) -> str:
    return key if len(key) <= LONGEST_KEY else f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def _digest(resource: Resource) -> str:
    try:
        canonical = json.dumps(resource, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
        if "\\u0000" in canonical and any("\0" in text for text in every_text(resource)):
            raise NotReadable(NO_TEXT)
        return hashlib.sha256(canonical.encode()).hexdigest()
    except RecursionError:
        raise NotReadable("It is nested far deeper than FHIR is.") from None
    except UnicodeEncodeError:
        raise NotReadable(NO_TEXT) from None


NO_TEXT = "It holds characters that are no text."


def _without_doubles(file: Opened) -> Iterator[Incoming]:
    """Each resource once; where two of one name differ, neither, because which one holds cannot be told."""
    versions: dict[tuple[str, str], dict[str, Incoming]] = {}
    for one in file.incoming:
        same_name = versions.setdefault((one.type, one.key), {})
        file.repeated[one.type] += one.digest in same_name
        same_name[one.digest] = one
    for same_name in versions.values():
        if len(same_name) == 1:
            yield from same_name.values()
        else:
            file.faults.extend(Fault(one.type, one.name, SAME_NAME_TWICE) for one in same_name.values())


SAME_NAME_TWICE = "The file holds it more than once, each time saying something else; which one holds cannot be told."


def references_of(reference: str, incoming: Incoming) -> tuple[str, ...]:
    """The keys a reference inside a resource can mean, the nearest first."""
    key = reference_key(reference)
    if RELATIVE.fullmatch(reference) and incoming.base:
        nearest = reference_key(f"{incoming.base}/{reference}")
        return (nearest, key)
    return (key,) if key else ()
