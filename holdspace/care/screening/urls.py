"""The addresses of the screening."""

from django.urls import path

from holdspace.care.screening import views

app_name = "screening"
urlpatterns = [
    path("episodes/<uuid:pk>/screening/", views.show, name="show"),
    path("episodes/<uuid:pk>/screening/run/", views.run, name="run"),
    path("episodes/<uuid:pk>/screening/findings/<uuid:finding_pk>/decide/", views.decide, name="decide"),
    path(
        "episodes/<uuid:pk>/screening/decisions/<uuid:decision_pk>/countersign/", views.countersign, name="countersign"
    ),
]
