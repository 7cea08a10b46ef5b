"""What does every page carry, whom does it let in, and what may it load?"""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from holdspace.clinic.models import Account
from holdspace.config.sign_in import EncryptedAuthenticators

HERE = {"host": "localhost:8000"}
PASSWORD = "a long enough password"


@pytest.fixture
def visitor():
    return Client(headers=HERE)


@pytest.fixture
def ada(db):
    return Account.objects.create_user("ada@example.org", PASSWORD)


def policy_of(response):
    header = response.headers["Content-Security-Policy"]
    return {name: allowed.split() for name, _, allowed in (part.partition(" ") for part in header.split("; "))}


class TestEveryPage:
    @pytest.mark.parametrize("path", ["/accounts/login/", "/no-such-page", "/live/ticket"])
    def test_is_stored_by_nobody(self, visitor, db, path):
        assert visitor.get(path).headers["Cache-Control"] == "no-store"

    def test_runs_and_loads_only_what_this_server_sends(self, visitor, db):
        policy = policy_of(visitor.get("/accounts/login/"))
        assert policy["script-src"] == policy["style-src"] == policy["font-src"] == ["'self'"]
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
        assert policy["connect-src"] == ["'self'", "http://localhost:8001"]
        assert not [word for allowed in policy.values() for word in allowed if "unsafe" in word or word == "*"]

    def test_behind_a_proxy_hears_events_from_itself(self, db):
        with override_settings(ADDRESS="https://clinic.example", ALLOWED_HOSTS=["clinic.example"]):
            page = Client(headers={"host": "clinic.example"}).get("/accounts/login/")
        assert policy_of(page)["connect-src"] == ["'self'"]

    def test_is_refused_under_a_foreign_name(self, db):
        assert Client(headers={"host": "evil.example"}).get("/accounts/login/").status_code == 400

    def test_has_nothing_inline_that_the_policy_would_block(self, visitor, db):
        html = visitor.get("/accounts/login/").content.decode()
        assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)", html)


class TestAPageOfTheClinic:
    def test_sends_a_stranger_to_sign_in(self, visitor, db):
        answer = visitor.get("/live/ticket")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/accounts/login/?next=")


class TestSigningIn:
    def test_is_by_email_and_password(self, visitor, ada):
        answer = visitor.post("/accounts/login/", {"login": "Ada@Example.org", "password": PASSWORD})
        assert answer.status_code == 302
        assert visitor.session["_auth_user_id"] == str(ada.pk)

    @pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"login": "ben@example.org"}, {"login": ""}])
    def test_is_refused_to_anybody_else(self, visitor, ada, wrong):
        answer = visitor.post("/accounts/login/", {"login": ada.email, "password": PASSWORD} | wrong)
        assert answer.status_code == 200
        assert "_auth_user_id" not in visitor.session

    def test_is_refused_to_an_account_that_was_closed(self, visitor, ada):
        Account.objects.filter(pk=ada.pk).update(is_active=False)
        visitor.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
        assert "_auth_user_id" not in visitor.session

    def test_is_refused_for_a_while_after_ten_wrong_passwords(self, visitor, ada):
        cache.clear()
        with override_settings(ACCOUNT_RATE_LIMITS={}):
            for _ in range(10):
                visitor.post("/accounts/login/", {"login": ada.email, "password": "wrong"})
            visitor.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
        assert "_auth_user_id" not in visitor.session

    @pytest.mark.parametrize(
        "name", ["account_signup", "account_reset_password", "account_email", "mfa_signup_webauthn"]
    )
    def test_has_no_way_in_for_somebody_without_an_account(self, name):
        with pytest.raises(NoReverseMatch):
            reverse(name)

    @pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_login_webauthn"])
    def test_offers_second_factors_and_passkeys(self, name):
        assert reverse(name)


class TestTheSecretOfAnAuthenticator:
    def test_cannot_be_read_in_the_database(self):
        assert "JBSWY3DP" not in EncryptedAuthenticators().encrypt("JBSWY3DP")

    def test_can_be_read_with_the_keys_of_the_data_folder(self):
        adapter = EncryptedAuthenticators()
        assert adapter.decrypt(adapter.encrypt("JBSWY3DP")) == "JBSWY3DP"

    def test_survives_a_new_key(self):
        from cryptography.fernet import Fernet

        adapter = EncryptedAuthenticators()
        old = adapter.encrypt("JBSWY3DP")
        with override_settings(FIELD_KEYS=(Fernet.generate_key().decode(), *settings.FIELD_KEYS)):
            assert adapter.decrypt(old) == "JBSWY3DP"


class TestAFileFromAFrontEndPackage:
    @pytest.mark.parametrize(
        "path", ["pico/pico.min.css", "htmx/htmx.min.js", "newsreader/wght.css", "uplot/uPlot.min.css"]
    )
    def test_is_served_from_where_npm_put_it(self, visitor, path):
        assert visitor.get(f"/static/npm/{path}").status_code == 200

    @pytest.mark.parametrize("path", ["pico/../package.json", "axe-core/axe.js", "lucide-static/icons/x.svg"])
    def test_that_no_page_loads_is_not_served(self, visitor, db, path):
        assert visitor.get(f"/static/npm/{path}").status_code == 404
