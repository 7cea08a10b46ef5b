"""What follows a dose: the call, integration, the measure, the end of a course."""

from datetime import datetime, timedelta

from holdspace.care.follow_up import actions as follow_up
from holdspace.care.integration import actions as integration
from holdspace.care.integration.actions import SmallThing, Taken
from holdspace.chart.models import IntegrationAction
from holdspace.clinical.instruments import PHQ_9
from holdspace.simulation import arriving, phrases
from holdspace.simulation.dosing_day import NO_THOUGHTS
from holdspace.simulation.life import Life
from holdspace.simulation.telling import Story

# Sooner than the three months of the long-term checks, as visits do not fall on the very day.
LOOKED_FOR_EVERY = timedelta(days=60)


def called(life: Life, *, mood: int | None = None) -> Story:
    """The call about 24 hours after the dose."""
    hours = 21 + life.chance.randrange(6)
    at = yield life.calendar.after(life.dosed_at + timedelta(hours=hours))
    follow_up.record_call(
        dosing_session=life.session,
        called_at=at - timedelta(minutes=6),
        c_ssrs=NO_THOUGHTS,
        safety="Safe, not alone in the evening.",
        side_effects=life.chance.choice(phrases.AFTER_EFFECTS),
        sleep=life.chance.choice(phrases.SLEEP),
        mood=life.chance.randrange(4, 8) if mood is None else mood,
        questions="",
        by=life.session.monitor,
        at=at,
    )
    craving = (life.place + life.session.number) % 3
    asked = {"craving": craving, "requests": 0, "signs": ("none",)}
    follow_up.record_visit(episode=life.episode, by=life.session.monitor, at=at, **asked)


def tried(life: Life, at: datetime) -> Story:
    """A call that nobody answered."""
    at = yield life.calendar.after(at)
    follow_up.record_try(
        dosing_session=life.session,
        called_at=at - timedelta(minutes=2),
        note="Rang for a minute, no answer. Try again.",
        by=life.session.monitor,
        at=at,
    )


def integrated(life: Life, *, on: int, next_dose: str = "yes") -> Story:
    """An integration session: what the person takes from it, and one small thing; how the last one went."""
    at = yield life.calendar.at(on, 11)
    _how_it_went(life, at)
    person, number = life.person, life.session.number
    words = person.said[(number - 1) % len(person.said)]
    insight = person.insight if number == 1 else f"{words} It is still with me."
    integration.record_session(
        dosing_session=life.session,
        held_at=at - timedelta(minutes=50),
        since_dose=life.chance.choice(phrases.SINCE_DOSE),
        in_their_words=words,
        body="Warm hands, a slow breath.",
        meaning=person.insight if number > 1 else "",
        themes=("family", "rest") if number % 2 else ("grief",),
        safety=life.chance.choice(phrases.SAFETY_ASKED),
        next_dose=next_dose,
        taken=(Taken(insight, (_small_thing(life, number, at),)),),
        by=life.therapist,
        at=at,
    )


def _small_thing(life: Life, number: int, at: datetime) -> SmallThing:
    due_on = (at + timedelta(days=9)).astimezone(life.calendar.zone).date()
    first = (life.person.small_thing, "This week, in the morning")
    what, when = first if number == 1 else phrases.SMALL_THINGS[(life.place + number) % len(phrases.SMALL_THINGS)]
    return SmallThing(what, when, due_on, "Tired days", life.person.contact)


def _how_it_went(life: Life, at: datetime) -> None:
    told = IntegrationAction.objects.filter(episode=life.episode).exclude(progress__status="done")
    for place, action in enumerate(told.order_by("recorded_at", "id")):
        status = "under_way" if place == 0 and (life.place + life.session.number) % 3 == 0 else "done"
        integration.record_progress(
            action=action, status=status, words=phrases.HOW_IT_WENT[status], by=life.therapist, at=at
        )


def measured(life: Life, *, on: int, place: int) -> Story:
    """The plan's measure is answered again; `place` counts the scores of this person."""
    at = yield life.calendar.at(on, 18)
    arriving.answers(life, PHQ_9, life.person.phq[place], at)
    arriving.asks_about_mania(life, at + timedelta(minutes=5))
    if at - life.looked_at > LOOKED_FOR_EVERY:
        arriving.look_for_slow_harm(life, at + timedelta(minutes=10))


def closes(life: Life, *, on: int, reason: str, summary: str, staying_well: str) -> Story:
    """The course is closed."""
    at = yield life.calendar.at(on, 15)
    follow_up.close_episode(
        episode=life.episode, reason=reason, summary=summary, staying_well=staying_well, by=life.therapist, at=at
    )
