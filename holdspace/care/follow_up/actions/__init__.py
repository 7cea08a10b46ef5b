"""Acts of following up: call, questionnaire, closing."""

from holdspace.care.follow_up.actions.calls import record_call, record_try
from holdspace.care.follow_up.actions.closing import close_episode
from holdspace.care.follow_up.actions.misuse import record_visit
from holdspace.care.follow_up.actions.questionnaires import (
    drop_answers,
    hand_in,
    keep_answer,
    record_response,
    record_total,
)

__all__ = [
    "close_episode",
    "drop_answers",
    "hand_in",
    "keep_answer",
    "record_call",
    "record_response",
    "record_total",
    "record_try",
    "record_visit",
]
