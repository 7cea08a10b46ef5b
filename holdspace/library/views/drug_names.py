"""Names of medicines the clinic added to the table that rules read."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinic.signing import signs
from holdspace.library import drug_names
from holdspace.library.actions import drug_names as actions
from holdspace.library.forms import DrugNameForm, ReasonForm


@signs
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The names that hold, what became of others, and the form to add one."""
    form = DrugNameForm(request.POST or None)
    if request.method == "GET":
        return _page(request, form)
    require(request.staff, Permission.KEEP_LIBRARY)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        row = actions.add(by=request.staff, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return _page(request, form, status=409, refusal=refusal)
    messages.success(request, f"{row.name.capitalize()} is read as {row.ingredient_name} from now on.")
    return redirect("library:drug_names")


@signs
@require_POST
def retire(request: HttpRequest) -> HttpResponse:
    """Take a name back."""
    given = {name: request.POST.get(name, "") for name in ("name", "reason")}
    try:
        actions.retire(by=request.staff, at=timezone.now(), **given)
    except Refused as refusal:
        return _page(request, DrugNameForm(), status=409, refusal=refusal)
    messages.success(request, f"{given['name'].capitalize()} is no longer read.")
    return redirect("library:drug_names")


def _page(request: HttpRequest, form: DrugNameForm, *, status: int = 200, **more: Any) -> HttpResponse:
    clinic = request.staff.clinic
    standing = drug_names.standing(clinic, at=timezone.now())
    context = {
        "form": form,
        "names": [(row, ReasonForm(auto_id=f"why_{row.version}_%s")) for row in standing],
        "history": drug_names.history(clinic),
        "may_keep": request.staff.may(Permission.KEEP_LIBRARY),
    }
    return render(request, "library/drug_names.html", context | more, status=status)
