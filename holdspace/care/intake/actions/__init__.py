"""What can be done at intake, one file for each kind of thing that is written down."""

from holdspace.care.intake.actions.answers import record_answers, record_suicide_screener
from holdspace.care.intake.actions.corrections import take_back_history, take_back_observation
from holdspace.care.intake.actions.episodes import open_episode
from holdspace.care.intake.actions.form import record_intake
from holdspace.care.intake.actions.history import (
    record_allergy,
    record_condition,
    record_medicine,
    record_no_known_allergy,
    record_relative,
    review_medicines,
)
from holdspace.care.intake.actions.measurements import record_measurements, record_pregnancy_test, record_result
from holdspace.care.intake.actions.patients import (
    LooksAlike,
    change_details,
    look_alikes,
    record_birth_date,
    register_patient,
)

__all__ = [
    "LooksAlike",
    "change_details",
    "look_alikes",
    "open_episode",
    "record_allergy",
    "record_answers",
    "record_birth_date",
    "record_condition",
    "record_intake",
    "record_measurements",
    "record_medicine",
    "record_no_known_allergy",
    "record_pregnancy_test",
    "record_relative",
    "record_result",
    "record_suicide_screener",
    "register_patient",
    "review_medicines",
    "take_back_history",
    "take_back_observation",
]
