"""Signing in to the library's pages, as one of the clinic or another."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.chart.build import PASSWORD, House


def signed_in(house: House, name: str) -> Client:
    """Somebody who gave their password just now."""
    client = Client()
    client.post(reverse("account_login"), {"login": f"{name}@harbour.example", "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def long_ago(client: Client) -> Client:
    """The same person, ten minutes after they gave their password."""
    session = client.session
    for method in session["account_authentication_methods"]:
        method["at"] -= 600
    session.save()
    return client


def page_of(client: Client, name: str, *args: str, **query: str) -> str:
    """A page of the library that opens."""
    answer = client.get(reverse(f"library:{name}", args=args), query)
    assert answer.status_code == 200, answer.content[:400]
    return answer.content.decode()


def typed_as_it_stands(client: Client, code: str) -> dict[str, object]:
    """The form of a protocol as its page shows it."""
    form = client.get(reverse("library:edit_protocol", args=[code])).context["form"]
    return {bound.name: bound.value() for bound in form if bound.value() not in (None, False)}


def edited(client: Client, code: str, **typed: object) -> HttpResponse:
    """An edit that was looked at and then written; the answer of the last page."""
    sent = typed_as_it_stands(client, code) | typed
    looked = client.post(reverse("library:look_at_protocol", args=[code]), sent)
    assert looked.status_code == 200, looked.content[:400]
    seal = looked.context["proposal"].seal
    return client.post(reverse("library:write_protocol", args=[code]), sent | {"looked_at": seal})
