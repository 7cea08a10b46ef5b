"""Addresses of the wide views."""

from django.urls import path

from holdspace.board.views import patient, patients

app_name = "board"
urlpatterns = [
    path("patients/", patients.show, name="patients"),
    path("patients/<uuid:pk>/", patient.show, name="patient"),
]
