"""What a tablet takes with it so that a session opens without the server, and what it never takes."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client

from holdspace.care.dosing.forms.tablet import LEAST_FREE_MB, TabletForm
from holdspace.care.dosing.views import offline
from holdspace.chart.models import SessionEvent
from tests.care.dosing import build

pytestmark = pytest.mark.database

STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
IMPORTED = re.compile(r'(?:from|import)\s*\(?"(\.{1,2}/[^"]+)"')


def signed_in(session: build.Session, who: str = "bauer") -> Client:
    client = Client()
    client.force_login(session.house.people[who].account)
    return client


def imported_from(name: str, seen: set[str]) -> set[str]:
    """Every module that a module loads, and those load."""
    if name in seen:
        return seen
    seen.add(name)
    folder, text = Path(name).parent, Path(find(name)).read_text()
    for module in IMPORTED.findall(text):
        parts: list[str] = []
        for part in (folder / module).parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        if not parts[0].startswith("npm"):
            imported_from("/".join(parts), seen)
    return seen


class TestTheFrame:
    def test_holds_nothing_about_anybody_whoever_asks_for_it(self):
        session = build.dosing()
        asked = [client.get("/sessions/frame/") for client in (Client(), signed_in(session))]
        assert {answer.status_code for answer in asked} == {200}
        assert asked[0].headers["X-Holdspace-Frame"] == offline.release()
        for canary in ("Okafor", "Maya", "Bauer", str(session.row.pk), str(session.row.patient_id)):
            assert all(canary not in answer.content.decode() for answer in asked), canary

    def test_is_dressed_as_the_page_itself(self):
        session = build.dosing()
        page = signed_in(session).get(f"/sessions/{session.row.pk}/").content.decode()
        assert STYLES.findall(Client().get("/sessions/frame/").content.decode()) == STYLES.findall(page)


class TestTheWorker:
    def test_keeps_every_module_and_style_that_the_page_loads(self):
        answer = Client().get("/sessions/worker.js")
        assert answer.headers["Content-Type"].startswith("text/javascript")
        told = json.loads(
            answer.content.decode().partition("\n")[0].removeprefix("self.HOLDSPACE = ").removesuffix(";")
        )
        kept = {address.removeprefix("/static/") for address in told["files"]}
        loaded = set().union(*(imported_from(f"dosing/{name}.js", set()) for name in ("frame", "session", "screen")))
        assert loaded and loaded <= kept, loaded - kept
        styles = re.findall(r'@import url\("([^"]+)"\)', Path(find("ui/ui.css")).read_text())
        wanted = {style.removeprefix("../") if style.startswith("../") else f"ui/{style}" for style in styles}
        assert wanted <= kept, wanted - kept
        # One file that the server does not give would keep the worker from being installed at all.
        assert {Path(name).suffix for name in kept} <= {".js", ".css", ".svg", ".woff2", ".webmanifest"}
        assert all(find(name) for name in kept) and told["release"] == offline.release()


class TestWhoIsHere:
    def test_is_told_by_name_or_as_nobody(self):
        session = build.dosing()
        assert Client().get("/sessions/here/").json() == {"author": None, "called": ""}
        told = signed_in(session).get("/sessions/here/").json()
        assert told == {"author": str(session.house.bauer.pk), "called": "T. Bauer RN"}

    def test_decides_whose_entries_are_taken(self):
        session = build.dosing()
        entry = session.written("note", {"text": "Written by T. Bauer."})
        answer = signed_in(session, "moreau").post(
            f"/sessions/{session.row.pk}/events/",
            json.dumps({"entries": [entry]}),
            content_type="application/json",
            headers={"X-Holdspace-Author": str(session.house.bauer.pk)},
        )
        assert answer.status_code == 403
        assert (answer.json()["code"], answer.json()["called"]) == ("another_author", "L. Moreau")
        assert not SessionEvent.objects.filter(kind="note").exists()


class TestATablet:
    @pytest.mark.parametrize(
        ("said", "because"),
        [
            ({}, ""),
            ({"tablet_keeps": "yes", "tablet_free_mb": str(LEAST_FREE_MB)}, ""),
            ({"tablet_keeps": "yes", "tablet_free_mb": ""}, ""),
            ({"tablet_keeps": "yes", "tablet_free_mb": str(LEAST_FREE_MB - 1)}, "room for 49 MB"),
            ({"tablet_keeps": "no"}, "can keep nothing"),
            ({"tablet_keeps": "yes", "tablet_free_mb": "-"}, "could not be read"),
        ],
    )
    def test_starts_no_session_that_it_cannot_keep(self, said, because):
        missing = TabletForm(said).what_is_missing()
        assert because in missing and bool(missing) is bool(because)

    def test_is_asked_before_anything_is_written(self):
        session = build.ready_to_start()
        client = signed_in(session)
        start = f"/sessions/{session.row.pk}/time-out/start/"
        refused = client.post(start, {"tablet_keeps": "yes", "tablet_free_mb": "12"})
        assert refused.status_code == 409 and "room for 12 MB" in refused.content.decode()
        session.row.refresh_from_db()
        assert session.row.state == "time_out"


class TestTheApp:
    def test_can_be_installed_and_begins_at_the_sessions(self):
        told = json.loads(Path(find("ui/app.webmanifest")).read_text())
        session = build.dosing()
        client = signed_in(session)
        assert 'rel="manifest"' in client.get(f"/sessions/{session.row.pk}/").content.decode()
        assert client.get(told["start_url"]).headers["Location"] == "/"
        assert told["display"] == "standalone"
        assert find(f"ui/{told['icons'][0]['src']}")
