"""Addresses of the library."""

from django.urls import path

from holdspace.library.views import (
    drug_names,
    edit_protocol,
    education,
    instruments,
    numbers,
    overview,
    pharmacology,
    protocols,
    rules,
    sources,
    wording,
)

app_name = "library"
urlpatterns = [
    path("library/", overview.show, name="overview"),
    path("library/rules/", rules.index, name="rules"),
    path("library/rules/<str:code>/", rules.show, name="rule"),
    path("library/numbers/", numbers.index, name="numbers"),
    path("library/numbers/<str:code>/", numbers.show, name="number"),
    path("library/numbers/<str:code>/published/", numbers.go_back, name="go_back"),
    path("library/number-second/<uuid:pk>/", numbers.second, name="second_number"),
    path("library/protocols/", protocols.index, name="protocols"),
    path("library/protocols/<str:code>/", protocols.show, name="protocol"),
    path("library/protocols/<str:code>/adopt/", protocols.adopt, name="adopt_protocol"),
    path("library/protocols/<str:code>/edit/", edit_protocol.edit, name="edit_protocol"),
    path("library/protocols/<str:code>/edit/weigh/", edit_protocol.weigh, name="weigh_protocol"),
    path("library/protocols/<str:code>/edit/look/", edit_protocol.look, name="look_at_protocol"),
    path("library/protocols/<str:code>/edit/write/", edit_protocol.write, name="write_protocol"),
    path("library/protocols/<str:code>/keep/", protocols.keep, name="keep_protocol"),
    path("library/protocols/<str:code>/retire/", protocols.retire, name="retire_protocol"),
    path("library/protocol-second/<uuid:pk>/", protocols.second, name="second_protocol"),
    path("library/instruments/", instruments.index, name="instruments"),
    path("library/instruments/<str:code>/", instruments.show, name="instrument"),
    path("library/instruments/<str:code>/wording.json", instruments.empty_wording, name="empty_wording"),
    path("library/instruments/<str:code>/wording/", instruments.install_wording, name="install_wording"),
    path("library/instruments/<str:code>/wording/write/", wording.write, name="write_wording"),
    path("library/instruments/<str:code>/wording/draft/", wording.keep, name="keep_draft"),
    path("library/instruments/<str:code>/wording/draft/drop/", wording.drop, name="drop_draft"),
    path("library/instruments/<str:code>/wording/install/", wording.install, name="install_typed"),
    path("library/instruments/<str:code>/wording/remove/", instruments.remove_wording, name="remove_wording"),
    path("library/medicines/", drug_names.show, name="drug_names"),
    path("library/medicines/retire/", drug_names.retire, name="retire_drug_name"),
    path("library/pharmacology/", pharmacology.show, name="pharmacology"),
    path("library/sources/", sources.index, name="sources"),
    path("library/judgements/", sources.judgements, name="judgements"),
    path("learn/", education.index, name="learn"),
    path("learn/<slug:slug>/", education.show, name="learn_page"),
]
