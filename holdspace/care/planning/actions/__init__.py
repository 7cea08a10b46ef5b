"""Acts of planning: goals, plan, order, booking, going on past a block with a reason."""

from holdspace.care.planning.actions.booking import book_session
from holdspace.care.planning.actions.goals import add_goal, drop_goal
from holdspace.care.planning.actions.orders import cancel_order, countersign_order, sign_order
from holdspace.care.planning.actions.plans import approve_plan, write_plan
from holdspace.care.planning.actions.waivers import waive_step

__all__ = [
    "add_goal",
    "approve_plan",
    "book_session",
    "cancel_order",
    "countersign_order",
    "drop_goal",
    "sign_order",
    "waive_step",
    "write_plan",
]
