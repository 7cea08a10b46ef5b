"""What can only a person settle? Every entry is kept and counts; what is doubtful about it is asked here.

Nothing waits for an answer: an entry is stored when it comes, and the question stands beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from holdspace.care.dosing.events.lines import ENDINGS, text_of
from holdspace.care.dosing.events.phases import SERVER
from holdspace.care.dosing.events.picture import Question, SessionPicture
from holdspace.care.dosing.events.standing import Standing, does_not_fit
from holdspace.care.dosing.events.told import Frame, Told
from holdspace.clinical.units import plain

# Two tablets that tell of the same amount this close together tell of one dose more likely than of two. Our judgement.
DUPLICATE_WITHIN = timedelta(minutes=5)
# An entry that is missing is most likely still on its way for this long.
STILL_ON_ITS_WAY = timedelta(minutes=2)
NOT_ASKED_ABOUT = ("resolve", "acknowledge")


def questions_of(
    told: Sequence[Told], now: Mapping[UUID, Standing], counting: Sequence[Told], picture: SessionPicture,
    unfit: Mapping[UUID, str], frame: Frame,
) -> tuple[Question, ...]:  # fmt: skip
    """Everything about these entries that nobody has settled yet, the oldest first."""
    asked = [
        *_doubled(counting, frame),
        *_disagreeing(now, frame),
        *_late(told),
        *_with_holes(told),
        *(Question(one.id, "phase", unfit[one.id], one.received_at) for one in told if one.id in unfit),
        *_wider(told, picture, frame),
        *_aimless(told),
    ]
    answers = [one for one in told if one.kind == "resolve"]
    open_ones = [one for one in asked if not _is_settled(one, answers)]
    return tuple(sorted(open_ones, key=lambda one: (one.since, str(one.event), one.about)))


def _is_settled(question: Question, answers: Sequence[Told]) -> bool:
    """Whether somebody has answered; a choice between corrections settles by what it chooses, not by being made."""
    if question.about == "conflict":
        return False
    return any(
        (answer.payload["event"], answer.payload["about"]) == (str(question.event), question.about)
        for answer in answers
        if question.about != "parallel" or answer.received_at >= question.since
    )


def is_waiting(question: Question, *, at: datetime) -> bool:
    """Whether what is missing may still come by itself."""
    return question.about == "gap" and at - question.since < STILL_ON_ITS_WAY


def _doubled(counting: Sequence[Told], frame: Frame) -> Iterator[Question]:
    doses = [one for one in counting if one.kind == "dose"]
    for place, one in enumerate(doses):
        twin = next((other for other in doses[:place] if _may_be_one(other, one)), None)
        if twin is not None:
            says = (
                f"Possible duplicate: {plain_mg(one)} was told twice within {_minutes(one.at - twin.at)}, from two"
                " devices. Both count until somebody settles it."
            )
            between = tuple((str(each.id), text_of("dose", each.payload, frame)) for each in (twin, one))
            yield Question(one.id, "duplicate", says, one.received_at, between)


def _may_be_one(first: Told, second: Told) -> bool:
    same = all(first.payload.get(part) == second.payload.get(part) for part in ("mg", "route", "over_minutes"))
    return same and first.device != second.device and second.at - first.at <= DUPLICATE_WITHIN


def plain_mg(dose: Told) -> str:
    """The amount as it is said."""
    return f"{plain(dose.payload['mg'])} mg {dose.payload['route'].upper()}"


def _minutes(time: timedelta) -> str:
    whole = int(time.total_seconds() // 60)
    return "a minute" if whole < 1 else f"{whole} min" if whole > 1 else "1 min"


def _disagreeing(now: Mapping[UUID, Standing], frame: Frame) -> Iterator[Question]:
    for stands in now.values():
        if not stands.verdict.grade:
            continue
        one, corrections = stands.entry, stands.told_of
        who = " and ".join(dict.fromkeys(each.author for each in corrections))
        if stands.verdict.grade == "parallel":
            says = f"Parallel: {who} corrected different parts of this entry without seeing each other. Both hold."
        else:
            counts = f" {plain_mg_of(stands)} counts until then." if one.kind == "dose" else " It stands as written."
            says = f"Conflict: {who} corrected this entry differently without seeing each other.{counts}"
        between = [(str(one.id), f"As first written: {text_of(one.kind, one.payload, frame)}")]
        between += [(str(each.id), f"{each.author}: {_said(one, each, frame)}") for each in corrections]
        since = max(each.received_at for each in corrections)
        yield Question(one.id, stands.verdict.grade, says, since, tuple(between))


def plain_mg_of(stands: Standing) -> str:
    """The amount that counts."""
    return f"{plain((stands.payload or stands.entry.payload)['mg'])} mg"


def _said(one: Told, correction: Told, frame: Frame) -> str:
    if correction.payload["how"] == "void":
        return "taken back"
    return text_of(one.kind, correction.payload["payload"], frame)


def _late(told: Iterable[Told]) -> Iterator[Question]:
    for one in told:
        is_ending = one.kind == "phase" and one.payload["to"] in ENDINGS
        if one.after_closing and not is_ending and one.kind not in NOT_ASKED_ABOUT:
            yield Question(one.id, "after_closing", "It came after the session was closed.", one.received_at)


def _with_holes(told: Iterable[Told]) -> Iterator[Question]:
    """A device counts its entries in a session; a number that never came is an entry that may still be on it."""
    heard: dict[str, dict[int, Told]] = {}
    for one in told:
        if one.device != SERVER and not one.device.startswith("form:"):
            heard.setdefault(one.device, {})[one.device_sequence] = one
    for numbers in heard.values():
        # Before version 2 a device did not count from 1 in each session.
        first = 1 if all(one.schema_version > 1 for one in numbers.values()) else min(numbers)
        expected = first
        for number in sorted(numbers):
            missing = number - expected
            if missing > 0:
                after = numbers[number]
                some = "An earlier entry" if missing == 1 else f"{missing} earlier entries"
                says = f"{some} of this device {'has' if missing == 1 else 'have'} not arrived."
                since = min(one.received_at for later, one in numbers.items() if later >= number)
                yield Question(after.id, "gap", says, since)
            expected = number + 1


def _wider(told: Iterable[Told], picture: SessionPicture, frame: Frame) -> Iterator[Question]:
    areas = frame.touch_areas
    for one in sorted((one for one in told if one.kind == "touch_consent"), key=lambda one: one.order):
        said = tuple(one.payload["areas"])
        wider = [area for area in said if areas is not None and area not in areas]
        areas = said if areas is None else tuple(area for area in areas if area in said)
        if wider and picture.started_at is not None and one.at >= picture.started_at:
            says = f"Touch is agreed before the drug and never widened under it: {', '.join(wider)} stays not agreed."
            yield Question(one.id, "touch", says, one.received_at)


def _aimless(told: Sequence[Told]) -> Iterator[Question]:
    """Corrections that hold for nothing: of an entry that is not here (yet), or that is not corrected."""
    known = {str(one.id): one for one in told}
    for one in told:
        if one.kind != "amend":
            continue
        target = known.get(one.payload["event"])
        says = "The entry it corrects has not arrived." if target is None else does_not_fit(target, one)
        if says:
            yield Question(one.id, "target", f"A correction was kept and changes nothing. {says}", one.received_at)
