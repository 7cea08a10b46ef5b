"""How grave can a rule's answer be? Read from the rule itself: the levels its question can build an answer with."""

from collections.abc import Callable, Iterator
from inspect import unwrap
from types import CodeType, FunctionType

from holdspace.clinical.eligibility.rule import Answer, Rule, absolute, cannot_tell, caution, relative
from holdspace.clinical.eligibility.rules.interaction_rows import ROWS
from holdspace.clinical.findings import Level

BUILDERS: dict[Callable[..., Answer], Level] = {
    absolute: Level.ABSOLUTE,
    relative: Level.RELATIVE,
    caution: Level.CAUTION,
    cannot_tell: Level.CANNOT_TELL,
}


def levels_of(rule: Rule) -> tuple[Level, ...]:
    """Every level this rule can answer with, worst first."""
    row = next((row for row in ROWS if row.id == rule.id), None)
    if row is not None:
        return (row.level,)
    found = set(_levels(rule.asks, set()))
    return tuple(level for level in Level if level in found)


def _levels(asked: Callable[..., object], seen: set[object]) -> Iterator[Level]:
    if asked in BUILDERS:
        yield BUILDERS[asked]
        return
    asks = unwrap(asked)
    if not isinstance(asks, FunctionType) or asks in seen:
        return
    seen.add(asks)
    for name in _names(asks.__code__):
        used = asks.__globals__.get(name)
        if isinstance(used, FunctionType) and _is_of_the_rules(used):
            yield from _levels(used, seen)
        elif used is Level:
            yield from (level for level in Level if level.name in _names(asks.__code__))
    for cell in asks.__closure__ or ():
        if isinstance(cell.cell_contents, FunctionType):
            yield from _levels(cell.cell_contents, seen)


def _is_of_the_rules(used: FunctionType) -> bool:
    return used in BUILDERS or ".eligibility.rules" in (used.__module__ or "")


def _names(code: CodeType) -> set[str]:
    inner = (const for const in code.co_consts if isinstance(const, CodeType))
    return set(code.co_names).union(*(_names(each) for each in inner))
