"""What is known of slow harm: doses over all courses, laboratory values, and scores of bladder, mind and mood."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from holdspace.chart.facts.rows import SCREENING_FACT, Rows
from holdspace.chart.given import given_by
from holdspace.chart.models import (
    Condition,
    DosingSession,
    EpisodeOfCare,
    Observation,
    QuestionnaireResponse,
    SessionEvent,
)
from holdspace.clinical import instruments
from holdspace.clinical.eligibility.measurements import POSITIVE
from holdspace.clinical.eligibility.thresholds import ALT_LIMIT, AST_LIMIT, BILIRUBIN_LIMIT, BILIRUBIN_LIMIT_SI
from holdspace.clinical.monitoring.long_term import LiverTest, LongTermFacts, Seen, Value
from holdspace.clinical.monitoring.long_term import misuse as asked
from holdspace.clinical.thresholds import Limits, Threshold

COUNTED = ("final", "amended", "corrected")
# code: (name, its limits of normal by unit where a result came without its own)
LIVER_VALUES: dict[str, tuple[str, dict[str, Threshold]]] = {
    "1742-6": ("ALT", {"U/L": ALT_LIMIT}),
    "1920-8": ("AST", {"U/L": AST_LIMIT}),
    "6768-6": ("ALP", {}),
    "2324-2": ("GGT", {}),
    "1975-2": ("Bilirubin", {"mg/dL": BILIRUBIN_LIMIT, "umol/L": BILIRUBIN_LIMIT_SI}),
}
BLOOD_IN_URINE = "5794-3"
MOCA = "72172-0"
PRESSURES = ("85354-9", "55284-4")
TOTALS = {"ipss-total": "ipss", "asrm-total": "asrm"}
BLADDER = ("ipss", "icsi", "luts")
COGNITION = ("moca", "mini-cog", "slums", "dsst")
# Psychosis and mania; use of ketamine stands among the hallucinogens.
POLARITY_CODES = ("F20", "F21", "F22", "F23", "F24", "F25", "F28", "F29", "F30", "F31.1", "F31.2")
MISUSE_CODES = ("F16.1", "F16.2", "F19.1", "F19.2")


def long_term(episode: EpisodeOfCare, rows: Rows, today: date, own: Limits) -> LongTermFacts:
    """Everything the long-term checks read of this patient."""
    here = ZoneInfo(episode.site.time_zone)
    given = list(_given(episode, rows))
    scores = _scores(episode, rows, here)
    sessions_on = tuple(sorted(row.started_at.astimezone(here).date() for row, _ in given if row.started_at))
    answers = list(misuse_answers(episode, rows, here))
    return LongTermFacts(
        today=today,
        sessions_on=sessions_on,
        bladder={_short(code): scores[code] for code in BLADDER if code in scores},
        blood_or_pain=tuple(sorted(_blood_or_pain(episode, rows, here), key=lambda seen: seen.on)),
        liver=_liver(episode, rows, here, own),
        cognition={_short(code): scores[code] for code in COGNITION if code in scores},
        pressures_on=tuple(sorted(_pressures(episode, rows, here))),
        craving=scores.get("craving", ()),
        drug_seeking=tuple(dict.fromkeys(_signs(answers, since=max(sessions_on, default=today)))),
        requests=tuple(_requests(answers)),
        prescription_register_on=_register(answers),
        mania=scores.get("asrm", ()),
        psychosis_or_mania=_recorded_since(POLARITY_CODES, episode, rows),
        side_effect_tool=scores.get("kset", ()),
        total_mg=sum((amount for _, amount in given), Decimal(0)),
        limits=own,
    )


def misuse(episode: EpisodeOfCare, rows: Rows) -> bool:
    """Whether misuse has been written down since the first dose: as a diagnosis, or among the signs at a visit."""
    return _recorded_since(MISUSE_CODES, episode, rows) or any(
        sign.is_misuse for row in _since_the_first(episode, rows, asked.SIGNS) for sign in _named(row)
    )


def misuse_answers(episode: EpisodeOfCare, rows: Rows, here: ZoneInfo) -> Iterator[tuple[date, Observation]]:
    """What was answered at the visits about craving and misuse, oldest first, each with its day."""
    for row in rows.of_patient(Observation, episode):
        if row.system == asked.SYSTEM and row.status in COUNTED and row.effective_at:
            yield row.effective_at.astimezone(here).date(), row


def _named(row: Observation) -> list[asked.Sign]:
    codes = (coding.get("code") for coding in row.value_codings)
    return [asked.SIGN_BY_CODE[code] for code in codes if code in asked.SIGN_BY_CODE]


def _signs(answers: Iterable[tuple[date, Observation]], *, since: date) -> Iterator[str]:
    """The signs seen on the day of the last dose or since, in words."""
    for on, row in answers:
        if on < since:
            continue
        if row.code == asked.SIGNS:
            for sign in _named(row):
                if sign is not asked.NONE:
                    yield row.value_text if sign is asked.ANOTHER and row.value_text else sign.title.casefold()
        if row.code == asked.REGISTER and _answer_of(row) == asked.UNEXPECTED:
            yield f"unexpected entries in the prescription register{f' ({row.value_text})' if row.value_text else ''}"


def _answer_of(row: Observation) -> str:
    return next((str(coding.get("code")) for coding in row.value_codings), "")


def _requests(answers: Iterable[tuple[date, Observation]]) -> Iterator[Value]:
    for on, row in answers:
        if row.code == asked.REQUESTS and row.value_number is not None:
            yield Value(on, row.value_number.normalize() + 0)


def _register(answers: Iterable[tuple[date, Observation]]) -> tuple[date, ...] | None:
    """The days on which the register was asked; None where the last answer was that there is none."""
    told = [(on, _answer_of(row)) for on, row in answers if row.code == asked.REGISTER]
    if told and told[-1][1] == asked.NO_REGISTER:
        return None
    return tuple(on for on, answer in told if answer != asked.NO_REGISTER)


def _since_the_first(episode: EpisodeOfCare, rows: Rows, code: str) -> Iterator[Observation]:
    started = [row.started_at for row, _ in _given(episode, rows) if row.started_at]
    for row in rows.of_patient(Observation, episode):
        counts = row.system == asked.SYSTEM and row.code == code and row.status in COUNTED and row.effective_at
        if counts and started and row.effective_at >= min(started):
            yield row


def _short(code: str) -> str:
    return instruments.by_code(code).short


def _given(episode: EpisodeOfCare, rows: Rows) -> Iterator[tuple[DosingSession, Decimal]]:
    """Every session in which something was given, with how much."""
    told = defaultdict(list)
    for event in rows.of_patient(SessionEvent, episode):
        told[event.dosing_session_id].append(event)
    for row in rows.of_patient(DosingSession, episode):
        amount = given_by(row, told.get(row.pk, ())).mg
        if amount > 0:
            yield row, amount


def _observations(episode: EpisodeOfCare, rows: Rows, codes: Iterable[str]) -> Iterator[Observation]:
    wanted = set(codes)
    for row in rows.of_patient(Observation, episode):
        if row.code in wanted and row.status in COUNTED and row.effective_at and not row.is_absent:
            yield row


def _scores(episode: EpisodeOfCare, rows: Rows, here: ZoneInfo) -> dict[str, tuple[Value, ...]]:
    """Totals by instrument: of forms that were filled, and of scores that came as numbers."""
    found = defaultdict(list)
    for row in rows.of_patient(QuestionnaireResponse, episode):
        if row.total is not None:
            found[row.instrument].append(Value(row.answered_at.astimezone(here).date(), Decimal(row.total)))
    for row in _observations(episode, rows, (*TOTALS, MOCA)):
        if row.value_number is not None and (row.system == SCREENING_FACT or row.code == MOCA):
            day = row.effective_at.astimezone(here).date()
            found[TOTALS.get(row.code, "moca")].append(Value(day, row.value_number.normalize() + 0))
    return {code: tuple(sorted(values, key=lambda value: value.on)) for code, values in found.items()}


def _blood_or_pain(episode: EpisodeOfCare, rows: Rows, here: ZoneInfo) -> Iterator[Seen]:
    for row in rows.of_patient(QuestionnaireResponse, episode):
        if row.instrument == "luts":
            there = _answer(row, "blood") >= 1 or _answer(row, "pain") >= 2
            yield Seen(row.answered_at.astimezone(here).date(), there)
    for row in _observations(episode, rows, (BLOOD_IN_URINE,)):
        there = any(coding.get("code") == POSITIVE for coding in row.value_codings)
        yield Seen(row.effective_at.astimezone(here).date(), there)


def _answer(row: QuestionnaireResponse, item: str) -> int:
    told: Any = row.answers.get(item)
    return told if isinstance(told, int) else 0


def _liver(episode: EpisodeOfCare, rows: Rows, here: ZoneInfo, own: Limits) -> tuple[LiverTest, ...]:
    """The values of each day, each against its own upper limit; one without any limit cannot be compared."""
    by_day: dict[date, dict[str, Decimal]] = defaultdict(dict)
    for row in _observations(episode, rows, LIVER_VALUES):
        name, usual = LIVER_VALUES[row.code]
        ours = usual.get(row.unit)
        limit = row.reference_high or (own.of(ours) if ours is not None else None)
        if row.value_number is not None and limit:
            by_day[row.effective_at.astimezone(here).date()][name] = row.value_number / limit
    return tuple(LiverTest(on, by_day[on]) for on in sorted(by_day))


def _pressures(episode: EpisodeOfCare, rows: Rows, here: ZoneInfo) -> Iterator[date]:
    for row in _observations(episode, rows, PRESSURES):
        yield row.effective_at.astimezone(here).date()
    for session in rows.of(DosingSession, episode):
        yield from (
            check.happened_at.astimezone(here).date()
            for check in session.time_out_checks.all()
            if check.item == "vital_signs" and check.answer != "not_due"
        )


def _recorded_since(codes: tuple[str, ...], episode: EpisodeOfCare, rows: Rows) -> bool:
    """Whether such a diagnosis was written down after the first dose ever."""
    started = [row.started_at for row, _ in _given(episode, rows) if row.started_at]
    if not started:
        return False
    return any(
        row.recorded_at > min(started) and any(str(each.get("code", "")).startswith(codes) for each in row.codings)
        for row in rows.of_patient(Condition, episode)
    )
