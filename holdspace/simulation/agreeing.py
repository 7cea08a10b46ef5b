"""Consent, goals, plan and preparation."""

from datetime import datetime, timedelta
from typing import Any

from holdspace.care.consent import actions as consents
from holdspace.care.planning import actions as planning
from holdspace.care.preparation import actions as preparation
from holdspace.simulation import phrases
from holdspace.simulation.life import Life
from holdspace.simulation.telling import Story

CHOSEN = ("agreed", "none", "no")
QUESTION_AT = 7


def open_consent(life: Life) -> Story:
    """The form is gone through up to a question that stays open."""
    at = yield life.calendar.at(life.first - 13, 10)
    life.consent = consents.begin(episode=life.episode, by=life.therapist, at=at)
    for line in life.consent.form.lines[: QUESTION_AT - 1]:
        at += timedelta(seconds=70)
        _initial(life, line, at)
    at = yield life.calendar.after(at + timedelta(minutes=2))
    consents.ask(
        consent=life.consent,
        number=QUESTION_AT,
        words="How long will I not be able to drive? My night shift starts at six.",
        by=life.therapist,
        at=at,
    )


def signed_consent(life: Life) -> Story:
    """Every line is initialled, one question asked and answered, and the form is signed."""
    at = yield life.calendar.at(life.first - 13, 10)
    life.consent = consents.begin(episode=life.episode, by=life.therapist, at=at)
    asked_at = life.chance.choice((3, 5, 9))
    for line in life.consent.form.lines:
        at += timedelta(seconds=75)
        if line["number"] == asked_at:
            _ask_and_answer(life, asked_at, at)
            at += timedelta(seconds=100)
        _initial(life, line, at)
    at = yield life.calendar.after(at + timedelta(minutes=3))
    consents.sign(consent=life.consent, signed_name=life.person.full_name, capacity_seen=True, by=life.therapist, at=at)


def _ask_and_answer(life: Life, number: int, at: datetime) -> None:
    asked: dict[str, Any] = {"consent": life.consent, "number": number, "by": life.therapist}
    consents.ask(**asked, words="What if I want to stop in the middle?", at=at)
    answer = "You say the stop word, we stay with you until it has passed. Nothing more is given."
    consents.answer(**asked, words=answer, at=at + timedelta(seconds=80))


def _initial(life: Life, line: dict[str, Any], at: datetime) -> None:
    offered = [each["value"] for each in line["choices"]]
    chosen = next((value for value in CHOSEN if value in offered), offered[0] if offered else "")
    consents.initial_line(
        consent=life.consent,
        number=line["number"],
        initials=life.person.initials,
        choice=chosen,
        by=life.therapist,
        at=at,
    )


def withdraws(life: Life, on: int) -> Story:
    """The person takes consent back."""
    at = yield life.calendar.at(on, 16)
    words = "I thought about it at home. Not now. I may come back to it."
    consents.withdraw(consent=life.consent, in_their_words=words, by=life.staff("alvarez"), at=at)


def writes_plan(life: Life) -> Story:
    """Goals in the patient's words, and a plan that waits for a prescriber."""
    at = yield life.calendar.at(life.first - 12, 11)
    planning.add_goal(episode=life.episode, words=life.person.goal, by=life.therapist, at=at)
    at = yield life.calendar.after(at + timedelta(minutes=12))
    way = life.way
    life.plan = planning.write_plan(
        episode=life.episode,
        protocol_id=way.protocol,
        route=way.route,
        sessions_planned=way.sessions_planned,
        preparation_sessions=way.preparation_sessions,
        days_between=way.days_between,
        target_instrument=way.target,
        beside="Weekly therapy goes on; a walk outside on most days.",
        why_this_protocol=way.because,
        by=life.therapist,
        at=at,
    )


def approves_plan(life: Life) -> Story:
    """A prescriber answers for the plan."""
    at = yield life.calendar.at(life.first - 11, 9)
    planning.approve_plan(plan=life.plan, by=life.prescriber, at=at)


def safety_plan(life: Life) -> Story:
    """The safety plan is written with the patient."""
    at = yield life.calendar.at(life.first - 10, 13)
    parts = {**phrases.SAFETY_PLAN, "people_to_ask": f"{life.person.contact}, {life.contact_phone}"}
    preparation.write_safety_plan(
        episode=life.episode, parts=parts, worth_living_for=life.person.goal, by=life.therapist, at=at
    )


def prepares_once(life: Life, number: int, on: int) -> Story:
    """One preparation session."""
    at = yield life.calendar.at(on, 14)
    person = life.person
    preparation.record_session(
        episode=life.episode,
        held_at=at - timedelta(minutes=55),
        minutes=50,
        intention=person.intention,
        fears="That I lose control and cannot come back." if number == 1 else "",
        how_to_calm=person.calmed_by,
        covered=phrases.TOPICS_FIRST if number == 1 else phrases.TOPICS_THEN,
        by=life.therapist,
        at=at,
    )


def setting(life: Life) -> Story:
    """Room and touch are chosen with a clear head."""
    at = yield life.calendar.at(life.first - 4, 15)
    music, avoid = phrases.MUSIC[life.place % len(phrases.MUSIC)]
    preparation.choose_setting(
        episode=life.episode,
        music=music,
        music_avoid=avoid,
        eye_shade=bool(life.place % 4),
        light="Low, one lamp",
        comfort="Heavy blanket, socks",
        brings="A photograph" if life.place % 2 else "",
        by=life.therapist,
        at=at,
    )
    areas = ((), ("hand",), ("hand", "shoulder"), ("hand", "shoulder", "feet"))[life.place % 4]
    preparation.agree_touch(
        episode=life.episode,
        areas=areas,
        stop_word=phrases.STOP_WORDS[life.place % len(phrases.STOP_WORDS)],
        hand_signal="Flat palm, raised",
        by=life.therapist,
        at=at + timedelta(minutes=9),
    )


def agreed(life: Life) -> Story:
    """Consent, goals and an approved plan."""
    yield from signed_consent(life)
    yield from writes_plan(life)
    yield from approves_plan(life)


def prepared(life: Life) -> Story:
    """Safety plan, every preparation session the plan asks for, room and touch."""
    yield from safety_plan(life)
    asked = life.way.preparation_sessions
    for number in range(1, asked + 1):
        yield from prepares_once(life, number, life.first - 4 - 2 * (asked - number))
    yield from setting(life)
