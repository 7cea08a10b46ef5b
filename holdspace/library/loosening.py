"""Is an edited protocol less careful than the published one it comes from? Then a second person signs."""

from collections.abc import Iterator

from holdspace.clinical.protocols import Phase, Protocol


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
    if ours.observation_minutes < published.observation_minutes:
        watched = f"{ours.observation_minutes} min after the last dose"
        yield f"Watched for {watched}, published {published.observation_minutes}."


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


def _days(phase: Phase) -> int:
    return phase.every.shortest_days if phase.every else 0


def _most(phase: Phase) -> float:
    """The most sessions of a phase; one left to the clinician has no end."""
    return phase.sessions_at_most or phase.sessions or float("inf")


def _sessions(ours: Protocol, published: Protocol) -> Iterator[str]:
    for name, words in (("preparation_sessions", "preparation"), ("integration_sessions", "integration")):
        count, was = getattr(ours, name), getattr(published, name)
        if count < was:
            yield f"{count} {words} session{'s' if count != 1 else ''}, published {was}."
    if (ours.group_at_most or 1) > (published.group_at_most or 1):
        yield f"Up to {ours.group_at_most} people at once, published {published.group_at_most or 1}."
    if published.indications and not _is_narrower(ours, published):
        yield "It is for more conditions than published."


def _is_narrower(ours: Protocol, published: Protocol) -> bool:
    return bool(ours.indications) and all(published.covers(code) for code in ours.indications)
