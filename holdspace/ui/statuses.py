"""How is a status said? One table: a word, a shape and a colour, so that none of them has to be trusted alone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Status:
    """One status as it appears everywhere: the word read aloud, the shape seen without colour, the colour last."""

    code: str
    word: str
    shape: str
    tone: str


STATUSES = (
    # What a rule says about the patient, worst first.
    Status("absolute", "Do not treat", "octagon", "stop"),
    Status("relative", "Needs clearance", "diamond", "clear"),
    Status("caution", "Caution", "triangle", "caution"),
    Status("hold", "Hold today", "pause", "hold"),
    Status("cannot_tell", "Cannot tell", "question", "unknown"),
    Status("no_finding", "Clear", "tick", "ok"),
    # Screening decisions carry the shape of the finding that decided.
    Status("not_eligible", "Not suitable", "octagon", "stop"),
    Status("incomplete", "Incomplete", "question", "unknown"),
    Status("needs_clearance", "Needs clearance", "diamond", "clear"),
    Status("eligible_with_mitigation", "Suitable with care", "triangle", "caution"),
    Status("eligible", "Suitable", "tick", "ok"),
    # The pathway.
    Status("blocked", "Blocked", "dashed-ring", "clear"),
    Status("nothing_blocks", "Nothing blocks", "tick", "ok"),
    Status("step_done", "Done", "tick", "ok"),
    Status("step_open", "Open", "ring", "pine"),
    Status("step_later", "Later", "dotted-ring", "ink-3"),
    Status("allergy", "Allergy", "diamond", "clear"),
    # A dosing session: the moon waxes to the dose and wanes to leaving.
    Status("scheduled", "Scheduled", "moon-dashed", "ink-2"),
    Status("free", "Free", "moon-dashed", "ink-2"),
    Status("time_out", "Time-out", "moon-waxing", "ink"),
    Status("dosing", "Dosing", "moon-full", "ink"),
    Status("recovery", "Recovery", "moon-half", "ink"),
    Status("ready_to_leave", "Ready to leave", "moon-waning", "ink"),
    Status("completed", "Completed", "ring-tick", "ink-2"),
    Status("reviewed", "Reviewed", "tick", "ok"),
    Status("on_hold", "On hold", "ring-pause", "hold"),
    Status("stopped", "Stopped", "square", "stop"),
    Status("abandoned", "Abandoned", "ring-slash", "ink-2"),
    Status("transferred", "Transferred", "ring-arrow", "clear"),
    # Where an entry is.
    Status("on_this_tablet", "on this tablet", "tablet", "unknown"),
    Status("on_the_server", "on the server", "double-tick", "ink-3"),
    Status("refused", "refused", "square-cross", "stop"),
    Status("late", "late", "clock", "ink-2"),
    Status("amended", "corrected", "pen", "ink-2"),
    # Alarms, checks and links.
    Status("implausible", "Check this number", "question", "unknown"),
    Status("abnormal", "Abnormal", "triangle", "caution"),
    Status("act", "Act now", "octagon", "stop"),
    Status("overdue", "over", "hourglass", "caution"),
    Status("overdue_twice", "over", "hourglass", "stop"),
    Status("no_signal", "no signal", "broken-link", "unknown"),
    Status("no_network", "no network", "cloud-off", "unknown"),
    # A risk somebody answered, and what became of it.
    Status("risk_high", "High risk", "octagon", "stop"),
    Status("risk_moderate", "Moderate risk", "diamond", "clear"),
    Status("risk_low", "Low risk", "triangle", "caution"),
    Status("risk_closed", "Closed", "tick", "ok"),
    # Papers, answers and people.
    Status("question_open", "Question open", "pause", "hold"),
    Status("not_recorded", "Not recorded", "dashed-ring", "unknown"),
    Status("draft", "Draft", "pen", "ink-2"),
    Status("signed", "Signed", "tick", "ok"),
    Status("waits_for_second", "Waits for a second signature", "ring", "caution"),
    Status("withdrawn", "Withdrawn", "ring-slash", "stop"),
    Status("invented", "Invented", "dotted-ring", "ink-2"),
)

BY_CODE = {status.code: status for status in STATUSES}


def status(code: str) -> Status:
    """The status of that name; an unknown name is our mistake and is not shown as anything."""
    return BY_CODE[str(code)]
