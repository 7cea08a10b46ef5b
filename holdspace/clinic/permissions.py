"""Who may do what? One table, read by views, actions, templates and the page that shows it."""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from holdspace.clinical.roles import Role


class Permission(StrEnum):
    """One thing a person may or may not do; the value is how it is said to them."""

    VIEW_BOARD = "see the board"
    VIEW_CHART = "open a patient's chart"
    REGISTER_PATIENT = "register and import patients"
    BOOK = "book encounters and rooms"
    RECORD_HISTORY = "record history, medicines and allergies"
    RECORD_OBSERVATION = "record measurements and questionnaires"
    SCREEN = "run the screening"
    DECIDE_FINDING = "decide on a finding"
    COUNTERSIGN_FINDING = "give the second signature on a finding"
    SIGN_MEDICAL_EVALUATION = "sign the medical evaluation"
    SIGN_PSYCHOLOGICAL_EVALUATION = "sign the psychological evaluation"
    TAKE_CONSENT = "take consent"
    PLAN = "write goals and the care plan"
    APPROVE_PLAN = "approve the care plan"
    PREPARE = "record preparation"
    ORDER_DOSE = "order a dose"
    COUNTERSIGN_ORDER = "give the second signature on an order"
    DRAW_DRUG = "draw the drug or witness the draw"
    TIME_OUT = "do the time-out"
    START_DOSING = "start dosing"
    RECORD_SESSION = "record in a dosing session"
    LET_LEAVE = "say that a patient is ready to leave"
    OVERRIDE_READINESS = "let a patient leave against a criterion"
    CLOSE_SESSION = "close a dosing session"
    REVIEW_SESSION = "review a closed session"
    CALL_PATIENT = "make the call after a dose"
    ANSWER_RISK = "take on a risk answer"
    CLOSE_HIGH_RISK = "close a high risk"
    INTEGRATE = "record integration"
    WAIVE_STEP = "waive a step with a reason"
    CLOSE_EPISODE = "close an episode of care"
    KEEP_LIBRARY = "set the clinic's own numbers, protocols and wording"
    SECOND_LIBRARY = "give the second signature on the clinic's own numbers and protocols"
    MANAGE_STAFF = "manage staff, sites and rooms"
    VIEW_AUDIT = "see who looked at and changed what"


P = Permission
_CLINICIANS = frozenset({P.VIEW_BOARD, P.VIEW_CHART, P.RECORD_HISTORY, P.RECORD_OBSERVATION, P.SCREEN, P.BOOK})

TABLE: dict[Role, frozenset[Permission]] = {
    Role.PRESCRIBER: _CLINICIANS
    | {
        P.DECIDE_FINDING,
        P.COUNTERSIGN_FINDING,
        P.SIGN_MEDICAL_EVALUATION,
        P.TAKE_CONSENT,
        P.PLAN,
        P.APPROVE_PLAN,
        P.ORDER_DOSE,
        P.COUNTERSIGN_ORDER,
        P.DRAW_DRUG,
        P.TIME_OUT,
        P.START_DOSING,
        P.RECORD_SESSION,
        P.LET_LEAVE,
        P.OVERRIDE_READINESS,
        P.CLOSE_SESSION,
        P.REVIEW_SESSION,
        P.CALL_PATIENT,
        P.ANSWER_RISK,
        P.CLOSE_HIGH_RISK,
        P.WAIVE_STEP,
        P.CLOSE_EPISODE,
        P.SECOND_LIBRARY,
    },
    Role.THERAPIST: _CLINICIANS
    | {
        P.COUNTERSIGN_FINDING,
        P.SIGN_PSYCHOLOGICAL_EVALUATION,
        P.TAKE_CONSENT,
        P.PLAN,
        P.PREPARE,
        P.RECORD_SESSION,
        P.CALL_PATIENT,
        P.ANSWER_RISK,
        P.CLOSE_HIGH_RISK,
        P.INTEGRATE,
        P.CLOSE_EPISODE,
    },
    Role.MONITOR: _CLINICIANS
    | {
        P.TAKE_CONSENT,
        P.DRAW_DRUG,
        P.TIME_OUT,
        P.START_DOSING,
        P.RECORD_SESSION,
        P.LET_LEAVE,
        P.CLOSE_SESSION,
        P.CALL_PATIENT,
        P.ANSWER_RISK,
    },
    Role.COORDINATOR: frozenset({P.VIEW_BOARD, P.VIEW_CHART, P.REGISTER_PATIENT, P.BOOK, P.RECORD_HISTORY}),
    Role.CUSTODIAN: frozenset({P.VIEW_BOARD, P.DRAW_DRUG}),
    Role.CLINICAL_LEAD: frozenset({P.VIEW_BOARD, P.KEEP_LIBRARY, P.SECOND_LIBRARY}),
    Role.MANAGER: frozenset({P.VIEW_BOARD, P.MANAGE_STAFF}),
    Role.PRIVACY_OFFICER: frozenset({P.VIEW_AUDIT}),
    Role.AUDITOR: frozenset({P.VIEW_AUDIT}),
}


@lru_cache(maxsize=256)
def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Everything these roles may do together."""
    return frozenset().union(*(TABLE[role] for role in roles)) if roles else frozenset()


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """The roles that carry this permission: whom to ask."""
    return tuple(role for role in Role if permission in TABLE[role])


def in_words(roles: Iterable[Role]) -> str:
    """Roles as a phrase: "a prescriber or a therapist"."""
    return " or ".join(f"a {role.label.lower()}" for role in roles)
