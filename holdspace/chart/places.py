"""Where is a block cleared? Turns the pathway's `where` into an address of a page."""

from uuid import UUID

from django.urls import reverse

# The part of the key before a colon -> url name; every one takes the episode, the session ones the dosing session.
EPISODE_PAGES = {
    "intake": "intake:edit",
    "screening": "screening:show",
    "finding": "screening:show",
    "measurements": "intake:measurements",
    "medical_evaluation": "evaluation:medical",
    "psychological_evaluation": "evaluation:psychological",
    "consent": "consent:show",
    "goals": "planning:goals",
    "plan": "planning:plan",
    "order": "planning:order",
    "book_session": "planning:book_session",
    "safety_plan": "preparation:safety_plan",
    "preparation": "preparation:show",
    "setting": "preparation:setting",
    "integration": "integration:show",
    "close_episode": "follow_up:close_episode",
    "misuse": "follow_up:misuse",
}
SESSION_PAGES = {
    "time_out": "dosing:time_out",
    "session": "dosing:session",
    "readiness": "dosing:readiness",
    "closing": "dosing:closing",
    "previous_session": "dosing:closing",
    "call": "follow_up:call",
}


def address_of(where: str, *, patient_id: UUID, episode_id: UUID, dosing_session_id: UUID | None) -> str:
    """The page on which a block with this `where` is cleared; the patient's page when there is nothing nearer."""
    key, _, detail = where.partition(":")
    if key == "finding":
        return f"{reverse(EPISODE_PAGES[key], args=[episode_id])}?rule={detail}"
    if key == "risk":
        return reverse("follow_up:risk", args=[detail])
    if key == "questionnaire":
        return reverse("follow_up:questionnaire", args=[episode_id, detail])
    if key == "entry":
        return reverse("follow_up:entry", args=[episode_id, detail])
    if key in EPISODE_PAGES:
        return reverse(EPISODE_PAGES[key], args=[episode_id])
    if key in SESSION_PAGES and dosing_session_id is not None:
        return reverse(SESSION_PAGES[key], args=[dosing_session_id])
    return reverse("board:patient", args=[patient_id])
