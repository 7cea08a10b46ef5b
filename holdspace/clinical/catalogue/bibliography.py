"""Who says so? Every source once, with what rests on it; and what waits for a clinician or for a check."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import FunctionType, ModuleType

from holdspace import clinical
from holdspace.clinical.catalogue.whole import everything
from holdspace.clinical.sources import Mark, Source

DEEPEST = 12


@dataclass(frozen=True)
class Cited:
    """A source, every place in it that is cited, and what rests on it."""

    source: Source
    places: tuple[Source, ...]
    rests: tuple[str, ...]
    used_in: tuple[str, ...]


@cache
def sources() -> tuple[Cited, ...]:
    """Every source that anything here names, each once, by its text."""
    rests: dict[Source, dict[str, None]] = {}
    for entry in everything():
        for source in entry.sources:
            rests.setdefault(source, {})[entry.code] = None
    used: dict[Source, dict[str, None]] = {}
    for module, source in _written_down():
        used.setdefault(source, {})[module] = None
    merged: dict[tuple[str, str], list[Source]] = {}
    for source in dict.fromkeys((*rests, *used)):
        merged.setdefault((source.text, source.link), []).append(source)
    cited = (_cited(places, rests, used) for places in merged.values())
    return tuple(sorted(cited, key=lambda each: each.source.text.casefold()))


def _cited(
    places: list[Source], rests: Mapping[Source, Mapping[str, None]], used: Mapping[Source, Mapping[str, None]]
) -> Cited:
    plain = Source(places[0].text, places[0].link, _commonest(places))
    return Cited(
        plain,
        tuple(sorted((each for each in places if each.heading), key=lambda each: each.heading)),
        tuple(sorted({code for each in places for code in rests.get(each, ())})),
        tuple(sorted({module for each in places for module in used.get(each, ())})),
    )


def _commonest(places: list[Source]) -> Mark:
    """The mark of the source itself; a place in it can be marked weaker, and is listed with that."""
    bare = [each.mark for each in places if not each.heading]
    return (bare or [min((each.mark for each in places), key=tuple(Mark).index)])[0]


def judgements() -> tuple[Cited, ...]:
    """Every choice of ours that no published source fixes: each waits for a clinician's review."""
    return _marked(Mark.JUDGEMENT)


def recalled() -> tuple[Cited, ...]:
    """Everything from memory: each waits to be held against its source."""
    return _marked(Mark.RECALLED)


def _marked(mark: Mark) -> tuple[Cited, ...]:
    return tuple(
        each for each in sources() if each.source.mark is mark or any(place.mark is mark for place in each.places)
    )


def _written_down() -> Iterator[tuple[str, Source]]:
    """Every source that stands in a module of the clinic's knowledge, and the module's name."""
    for module in _modules():
        name = module.__name__.removeprefix("holdspace.clinical.")
        for found in _inside(vars(module), DEEPEST, set()):
            yield name, found


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(clinical.__path__, f"{clinical.__name__}."):
        if ".catalogue" not in found.name and not found.ispkg:
            yield importlib.import_module(found.name)


def _inside(value: object, depth: int, seen: set[int]) -> Iterator[Source]:
    if isinstance(value, Source):
        yield value
        return
    if depth == 0 or id(value) in seen or isinstance(value, str | int | type | ModuleType):
        return
    seen.add(id(value))
    for part in _parts(value):
        yield from _inside(part, depth - 1, seen)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, tuple | list | set | frozenset):
        yield from value
    elif is_dataclass(value):
        yield from (getattr(value, each.name) for each in fields(value))
    elif isinstance(value, FunctionType):
        yield from (cell.cell_contents for cell in value.__closure__ or ())
