"""What does the gallery of parts show? The people of the drawings, all invented."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from holdspace.ui import charts, parts, statuses
from holdspace.ui.forms import AmountField, ChoiceText, DayField, YesNoField

MAYA = parts.Identity(
    name="Maya Okafor", born_on=date(1987, 3, 14), age=39, pronouns="she/her", number="HS-0147",
    weight="68 kg on 14 May", allergies=("Penicillin allergy",),
)  # fmt: skip
DATES = ("2 Mar", "9 Mar", "11 Mar", "16, 23 Mar", "13 May", "14 May", "14 May 13:05", "14 May 13:20")
NAMES = ("Evaluation", "Eligible", "Plan", "Preparation", "Dose order", "Dose 4", "Ready to leave", "Session closed")
STEPS = (
    *(parts.Step(name, "done", on) for name, on in zip(NAMES, DATES, strict=True)),
    parts.Step("Next dose", "blocked", "3 things missing", 3),
)
LATER = ("Preparation", "Dose order", "Dosing", "Ready to leave", "Close", "Next dose")
EARLY_STEPS = (
    parts.Step("Evaluation", "done", "2 Mar"),
    parts.Step("Eligible", "open", "waits for you"),
    parts.Step("Plan", "blocked", "2 things missing", 2),
    *(parts.Step(name, "later") for name in LATER),
)
BLOCKS = (
    parts.BlockCard("24 h call", "Safety, sleep and thoughts of suicide are asked once the drug has worn off.",
                    "T. Bauer RN, by 14:20 today", "#call", "Call"),
    parts.BlockCard("Integration session", "At least one between two doses. Best within 72 h.",
                    "L. Moreau, Sat 16 May 11:00", "#open"),
    parts.BlockCard("PHQ-9 after dose 4", "The last score is from before this dose.",
                    "Maya, sent for 21 May", "#send", "Send now"),
)  # fmt: skip


def _from(at: int, says: str, tone: str = "clear") -> parts.RailMark:
    return parts.RailMark(Decimal(at), says, tone)


SCALE = parts.Rails(
    unit="upper pressure, mmHg", low=Decimal(130), high=Decimal(172), step=Decimal(10), value=Decimal(146),
    rails=(
        parts.Rail("US label, esketamine", "Warnings: blood pressure", (_from(140, "weigh the risk above 140/90"),)),
        parts.Rail("EU label, under 65", "Special warnings", (_from(140, "delay is a decision above 140/90"),)),
        parts.Rail("A clinic’s own page", "not from trials", (_from(160, "not above 160/90, or heart rate 100"),)),
        parts.Rail("This clinic uses", "Dr Lindqvist, 12 Jan 2026",
                   (_from(140, "needs clearance"), _from(160, "do not treat", "stop")), is_clinic=True),
    ),
)  # fmt: skip
COURSE = charts.CourseChart(
    title="PHQ-9", top=27, today=date(2026, 5, 15),
    bands=tuple(charts.ScoreBand(at, name) for at, name in (
        (0, "minimal"), (5, "mild"), (10, "moderate"), (15, "moderately severe"), (20, "severe"))),
    scores=tuple(charts.ScorePoint(date(2026, month, on), total, note) for month, on, total, note in (
        (3, 2, 19, ""), (3, 16, 18, "baseline"), (4, 2, 13, ""), (4, 16, 11, ""), (5, 7, 9, ""), (5, 13, 8, ""))),
    missed=(charts.MissedScore(date(2026, 4, 23)),),
    doses=(
        charts.DoseMark(date(2026, 3, 26), "40 mg"), charts.DoseMark(date(2026, 4, 9), "50 mg"),
        charts.DoseMark(date(2026, 4, 30), "60 mg"), charts.DoseMark(date(2026, 5, 14), "60 mg"),
        charts.DoseMark(date(2026, 5, 28), "dose 5", planned=True),
    ),
    target=Decimal(9), target_words="response: half of 18", target_from=date(2026, 3, 16),
    sentence="PHQ-9, 0–27 · 6 of 7 answered · 18 → 8, response reached 7 May",
)  # fmt: skip


ROOMS = (("", "Choose a room"), ("1", "Room 1"), ("2", "Room 2"))
PLACES = ("Today", "Patients", "Import", "Staff")


class SampleForm(forms.Form):
    """One field of each kind."""

    decision = forms.ChoiceField(
        label="Your decision",
        widget=forms.RadioSelect,
        choices=[
            ("wait", ChoiceText("Wait for clearance", "Ask the family doctor for treatment and two readings")),
            ("accept", ChoiceText("Accept with clearance", "Needs the document and a second signature")),
            ("no", ChoiceText("Not suitable now")),
        ],
    )
    reason = forms.CharField(label="Reason", help_text="What the second signer needs to know.", widget=forms.Textarea)
    weight = AmountField(label="Weight", help_text="Weighed, not asked.", max_value=400)
    weighed_on = DayField(label="Weighed on")
    room = forms.ChoiceField(label="Room", choices=ROOMS, required=False)
    pregnant = YesNoField(label="Could you be pregnant?", not_known=True)
    escort = YesNoField(label="Escort named and answering the phone")
    interest = forms.ChoiceField(
        label="Little interest or pleasure in doing things",
        widget=forms.RadioSelect,
        choices=list(enumerate(("Not at all", "Several days", "More than half the days", "Nearly every day"))),
    )
    witnessed = forms.BooleanField(label="A second person saw the drug drawn", help_text="Both names are kept.")


def contents(now: datetime, answers: QueryDict | None) -> dict[str, Any]:
    """Everything the gallery page shows."""
    return {
        "now": now,
        "navigation": [{"label": label, "href": "#", "current": label == "Today"} for label in PLACES],
        "search_url": "#",
        "demo": True,
        "themes": ("day", "dim"),
        "statuses": statuses.STATUSES,
        "person": MAYA,
        "steps": STEPS,
        "early_steps": EARLY_STEPS,
        "blocks": BLOCKS,
        "scale": SCALE,
        "course": COURSE,
        "form": SampleForm(answers),
        "moments": _moments(now),
        "rooms": _rooms(now),
        "lines": parts.squares(18, 12, questions=(7,)),
        "questions": parts.squares(9, 2),
        "counts": (("absolute", 0), ("cannot_tell", 1), ("relative", 1), ("caution", 2), ("no_finding", 48)),
        "signatures": (
            parts.Signature("First signature", "Dr A. Lindqvist", now - timedelta(minutes=4)),
            parts.Signature("Second signature", waits_for="another prescriber"),
        ),
    }  # fmt: skip


def _moments(now: datetime) -> dict[str, datetime]:
    minutes = {"due": 7, "soon": 1, "over": -2, "over_twice": -32, "recent": -8, "old": -190, "just_now": 0}
    return {name: now + timedelta(minutes=offset) for name, offset in minutes.items()}


def _rooms(now: datetime) -> tuple[parts.RoomCard, ...]:
    value = parts.RoomValue
    return (
        parts.RoomCard(
            "Room 1", "recovery", due=now - timedelta(seconds=130), due_words="Vital signs were due 10:38",
            patient="Jamal Rahman", patient_href="#", patient_line="T+96 min · IM 50 mg",
            values=(value("BP", "128/80"), value("HR", "72"), value("SpO₂", "98 %")), values_stale=True,
            values_line="32 min ago", staff="P. Osei RN", href="#", link="Record",
        ),
        parts.RoomCard(
            "Room 2", "dosing", due=now + timedelta(minutes=7), due_words="Vital signs at 10:47",
            patient="Maya Okafor", patient_href="#", patient_line="T+38 min · IM 60 mg",
            values=(value("BP", "134/84"), value("HR", "78"), value("SpO₂", "97 %")),
            values_line="BP 8 min ago · HR, SpO₂ now", staff="T. Bauer RN · L. Moreau", href="#",
        ),
        parts.RoomCard(
            "Room 4", "time_out", figure="6 of 9", due_words="Next: name the escort", patient="Sofia Lindgren",
            patient_href="#", patient_line="first dose · SL 100 mg", squares=parts.squares(9, 6),
            note="Left: escort, pregnancy test, drug drawn with witness", staff="K. Adeyemi RN", href="#",
        ),
        parts.RoomCard(
            "Room 3", "free", figure="11:30", due_words="Daniel Kim, evaluation",
            note="Room check done 09:50 by R. Alvarez. Oxygen, suction, defibrillator ready.", href="#", link="Room",
        ),
    )  # fmt: skip
