"""Pages carry nothing a strict browser would refuse, and what went wrong is said in plain words."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory

from holdspace.ui import views
from holdspace.ui.gallery import contents

HOUSE = Path(__file__).parents[2] / "holdspace"
TEMPLATES = sorted(HOUSE.rglob("templates/**/*.html"))
REFUSED_BY_THE_BROWSER = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "a script in the page": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>",
    "an event attribute": r"<[^>]*\son[a-z]+\s*=",
    "an htmx event attribute": r"\shx-on",
}
BLAME = re.compile(r"\b(please|sorry|oops|invalid|illegal)\b|!(?=[\s<])", re.IGNORECASE)
WENT_WRONG = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]


def markup(template: Path) -> str:
    """A template without its comments and Django tags."""
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", template.read_text(), flags=re.DOTALL)
    return re.sub(r"{[%#].*?[%#]}", "", text, flags=re.DOTALL)


class TestEveryTemplateOfTheHouse:
    @pytest.mark.parametrize("what", REFUSED_BY_THE_BROWSER)
    def test_is_free_of(self, what):
        pattern = re.compile(REFUSED_BY_THE_BROWSER[what])
        guilty = [str(each.relative_to(HOUSE)) for each in TEMPLATES if pattern.search(markup(each))]
        assert not guilty, f"{what} in: {', '.join(guilty)}"

    def test_is_watched_by_patterns_that_would_catch_each(self):
        caught = {
            "a style attribute": '<p class="x" style="color: red">',
            "a style element": "<style>p{}</style>",
            "a script in the page": '<script type="module">go()</script>',
            "an event attribute": '<a href="#" onclick="go()">',
            "an htmx event attribute": '<a hx-on:click="go()">',
        }
        assert caught.keys() == REFUSED_BY_THE_BROWSER.keys()
        for what, example in caught.items():
            assert re.search(REFUSED_BY_THE_BROWSER[what], example), what


class TestWhenSomethingWentWrong:
    @pytest.mark.parametrize("page", WENT_WRONG)
    def test_the_page_says_what_did_not_happen_without_blame(self, page):
        said = re.sub(r"<!doctype html>|<[^>]+>", " ", render_to_string(page))
        assert re.search(r"\b(not|nothing|no)\b", said, re.IGNORECASE)
        assert not BLAME.search(said)

    @pytest.mark.parametrize("page", WENT_WRONG)
    def test_the_page_leads_somewhere(self, page):
        assert '<a class="button primary" href="/">' in render_to_string(page)

    def test_a_form_without_its_token_is_answered_in_words(self):
        answer = views.csrf_failure(RequestFactory().post("/"), reason="CSRF token missing.")
        assert answer.status_code == 403
        assert b"This was not recorded" in answer.content
        assert b"CSRF" not in answer.content

    def test_the_last_page_needs_nothing_that_may_be_broken(self):
        text = (HOUSE / "ui" / "templates" / "500.html").read_text()
        assert set(re.findall(r"{%\s*(\w+)", text)) == {"load", "static"}
        assert "{{" not in text


class TestTheGallery:
    def test_is_not_shown_in_a_clinic(self, rf, settings):
        settings.DEBUG = False
        with pytest.raises(Http404):
            views.gallery(rf.get("/ui/"))

    def test_draws_every_part_there_is(self):
        parts = {path.stem for path in (HOUSE / "ui" / "templates" / "ui" / "components").glob("*.html")}
        gallery = "".join(path.read_text() for path in (HOUSE / "ui" / "templates" / "ui" / "gallery").glob("*.html"))
        inside_others = {"field_error", "field_help", "field_optional"}
        undrawn = {part for part in parts - inside_others if part not in gallery}
        assert undrawn <= {"signatures"}

    def test_writes_each_of_its_pieces(self):
        context = contents(datetime(2026, 5, 14, 12, 0, tzinfo=UTC), None) | {"theme": "dim"}
        for piece in ("words", "patient", "forms", "board", "session"):
            assert render_to_string(f"ui/gallery/_{piece}.html", context).strip()
