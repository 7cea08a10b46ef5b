"""What people do in a dosing session. Rules may stop an act, never the record of one."""

from holdspace.care.dosing.actions.beginning import begin_time_out, start_dosing
from holdspace.care.dosing.actions.closing import abandon, close_session, review_session
from holdspace.care.dosing.actions.drawing import draw_drug
from holdspace.care.dosing.actions.events import Outcome, record_event, record_events
from holdspace.care.dosing.actions.leaving import assess_readiness, let_leave, sign_settled
from holdspace.care.dosing.actions.phases import move_phase
from holdspace.care.dosing.actions.time_out import answer_time_out, decide_on_pressure

__all__ = [
    "Outcome",
    "abandon",
    "answer_time_out",
    "assess_readiness",
    "begin_time_out",
    "close_session",
    "decide_on_pressure",
    "draw_drug",
    "let_leave",
    "move_phase",
    "record_event",
    "record_events",
    "review_session",
    "sign_settled",
    "start_dosing",
]
