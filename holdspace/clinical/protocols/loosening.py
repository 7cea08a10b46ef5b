"""Is an edited protocol less careful than the published one it comes from? Then a second person signs."""

from collections.abc import Iterator
from decimal import Decimal

from holdspace.clinical.protocols.phase import Phase
from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.sources import Source
from holdspace.clinical.units import MgPerKg, plain

LESS_CAREFUL = Source.judgement(
    "What makes an edited protocol less careful than the published one: a higher dose or start, a shorter or faster "
    "infusion, longer in the mouth, watched for less long, sessions closer together, more or for longer, fewer "
    "sessions of preparation or integration, a larger group, more conditions. Such an edit waits for a second person"
)


def what_loosens(ours: Protocol, published: Protocol) -> tuple[str, ...]:
    """Every way in which ours is less careful, one sentence each; empty when it is as careful or more."""
    return (*_doses(ours, published), *_time(ours, published), *_spacing(ours, published), *_sessions(ours, published))


def _doses(ours: Protocol, published: Protocol) -> Iterator[str]:
    for route in ours.routes:
        most, was = ours.steps_for(route)[-1], published.steps_for(route)[-1]
        if type(most) is not type(was) or most.value > was.value:
            yield f"The highest dose {route.label.lower()} is {most}, published {was}."
        start, before = ours.start_for(route), published.start_for(route)
        if type(start) is type(before) and start.value > before.value:
            yield f"The first dose {route.label.lower()} is {start}, published {before}."


def _time(ours: Protocol, published: Protocol) -> Iterator[str]:
    if ours.minutes is not None and published.minutes is not None and ours.minutes < published.minutes:
        yield f"The dose is given over {ours.minutes} min, published {published.minutes}."
    yield from _rate(ours, published)
    if _held(ours) > _held(published):
        yield f"Held in the mouth for up to {_held(ours)} min, published {_held(published) or 'not at all'}."
    if ours.observation_minutes < published.observation_minutes:
        watched = f"{ours.observation_minutes} min after the last dose"
        yield f"Watched for {watched}, published {published.observation_minutes}."


def _rate(ours: Protocol, published: Protocol) -> Iterator[str]:
    """Parts may make the same whole and still push its beginning faster."""
    fastest, was = _fastest(ours), _fastest(published)
    if (ours.infusion or published.infusion) and fastest > was:
        yield f"Its fastest part gives {_rounded(fastest)} mg/kg a minute, published {_rounded(was)}."


def _fastest(protocol: Protocol) -> Decimal:
    whole = protocol.steps[-1]
    if protocol.infusion:
        return max(part.dose.value / part.minutes for part in protocol.infusion)
    return whole.value / protocol.minutes if protocol.minutes and isinstance(whole, MgPerKg) else Decimal(0)


def _rounded(rate: Decimal) -> str:
    return plain(rate.quantize(Decimal("0.0001")))


def _held(protocol: Protocol) -> int:
    return protocol.hold_minutes[1] if protocol.hold_minutes else 0


def _spacing(ours: Protocol, published: Protocol) -> Iterator[str]:
    for name in ("phases", "maintenance_phases"):
        yield from _phases(getattr(ours, name), getattr(published, name))


def _phases(ours: tuple[Phase, ...], published: tuple[Phase, ...]) -> Iterator[str]:
    if len(ours) != len(published):
        yield "The course has other phases than published."
        return
    for mine, theirs in zip(ours, published, strict=True):
        if _days(mine) < _days(theirs):
            yield f"{mine.name}: sessions lie at least {_days(mine)} days apart, published {_days(theirs)}."
        if _most(mine) > _most(theirs):
            yield f"{mine.name}: {mine.count_in_words} sessions, published {theirs.count_in_words}."
        if _lasting(mine) > _lasting(theirs):
            yield f"{mine.name}: {_for_days(mine)}, published {_for_days(theirs)}."


def _days(phase: Phase) -> int:
    return phase.every.shortest_days if phase.every else 0


def _most(phase: Phase) -> float:
    """The most sessions of a phase; one left to the clinician has no end."""
    return phase.sessions_at_most or phase.sessions or float("inf")


def _lasting(phase: Phase) -> float:
    return phase.lasting_days or float("inf")


def _for_days(phase: Phase) -> str:
    return f"for {phase.lasting_days} days" if phase.lasting_days else "without an end"


def _sessions(ours: Protocol, published: Protocol) -> Iterator[str]:
    for name, words in (("preparation_sessions", "preparation"), ("integration_sessions", "integration")):
        count, was = getattr(ours, name), getattr(published, name)
        if count < was:
            yield f"{count} {words} session{'s' if count != 1 else ''}, published {was}."
    if ours.integration_after_first < published.integration_after_first:
        after = f"{ours.integration_after_first} after the first dose"
        yield f"Integration sessions: {after}, published {published.integration_after_first}."
    if (ours.group_at_most or 1) > (published.group_at_most or 1):
        yield f"Up to {ours.group_at_most} people at once, published {published.group_at_most or 1}."
    if published.indications and not _is_narrower(ours, published):
        yield "It is for more conditions than published."


def _is_narrower(ours: Protocol, published: Protocol) -> bool:
    return bool(ours.indications) and all(published.covers(code) for code in ours.indications)
