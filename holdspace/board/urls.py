"""Addresses of the wide views."""

from django.urls import path

from holdspace.board.views import audit, patient, patients, today

app_name = "board"
urlpatterns = [
    path("", today.show, name="today"),
    path("patients/", patients.show, name="patients"),
    path("patients/<uuid:pk>/", patient.show, name="patient"),
    path("audit/", audit.show, name="audit"),
]
