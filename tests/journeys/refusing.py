"""Sending a form that the page does not offer: a refusal that says why, and nothing written."""

import json
import sqlite3
import time
from contextlib import closing
from html import unescape

from playwright.sync_api import Page

from tests.chart.build import PASSWORD
from tests.journeys.walking import Walk
from tests.serving import ServedClinic

REFUSED = (403, 409, 422)
# Less than the five minutes for which the clinic takes one at one's word.
SIGNS_FOR_S = 120
# The clinic hands a risk answer on by its own clock, whoever is at the pages.
BY_PEOPLE = {
    "chart_risktaskevent": "SELECT * FROM chart_risktaskevent WHERE recorded_by_id IS NOT NULL",
    "clinic_auditentry": "SELECT * FROM clinic_auditentry WHERE NOT is_read AND by_id IS NOT NULL",
}
Moment = tuple[float, int]


class Shut:
    """The steps of a course that are not open yet."""

    def __init__(self, walk: Walk, clinic: ServedClinic) -> None:
        self.walk, self.clinic = walk, clinic
        self._tokens: dict[Page, tuple[Moment, str]] = {}

    def refuses(self, who: str, path: str, answers: dict[str, object], because: str) -> None:
        """The form is sent past the page; the answer is a page that says why, and the record is as it was."""
        before = self._record()
        page, address = self.walk.as_(who), f"{self.walk.address}{path}"
        form = {"csrfmiddlewaretoken": self._token(page), "seen": "none"}
        form |= {name: str(value) for name, value in answers.items()}
        answer = page.request.post(address, form=form, headers={"Referer": address})
        assert answer.status in REFUSED, f"{path} answered {answer.status}"
        said = " ".join(unescape(answer.text()).split())
        assert because in said, f"{path} did not say {because!r} to {who} but:\n{said[said.find('<main') :]}"
        changed = [table for table, rows in self._record().items() if rows != before[table]]
        assert not changed, f"{path} was refused and yet wrote into {changed}"

    def _token(self, page: Page) -> str:
        """What a form of this person carries, from a page on which they have just said who they are."""
        now = self.walk.clock.hours, int(time.monotonic() // SIGNS_FOR_S)
        told_at, token = self._tokens.get(page, (None, ""))
        if told_at != now:
            token = self._say_who_one_is(page)
            self._tokens[page] = now, token
        return token

    def _say_who_one_is(self, page: Page) -> str:
        page.goto(f"{self.walk.address}/accounts/reauthenticate/?next=/patients/")
        if "reauthenticate" in page.url:
            page.locator("input[name=password]").fill(PASSWORD)
            page.get_by_role("button", name="Go on").click()
            page.wait_for_load_state()
        return json.loads(page.locator("body").get_attribute("hx-headers") or "{}")["X-CSRFToken"]

    def _record(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of the record, and of the audit trail what people did."""
        with closing(sqlite3.connect(self.clinic.data / "holdspace.sqlite3")) as database:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'chart_%'")
            tables = {name: f'SELECT * FROM "{name}"' for (name,) in names.fetchall()}
            tables |= BY_PEOPLE
            rows = {name: database.execute(query).fetchall() for name, query in tables.items()}
        assert rows["chart_patient"], "This is not the record of the clinic that is served."
        return rows
