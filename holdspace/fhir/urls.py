"""The addresses of the FHIR edge."""

from django.urls import path

from holdspace.fhir import views

app_name = "fhir"
urlpatterns = [
    path("import/", views.bring_in, name="import"),
    path("import/<uuid:pk>/", views.show_run, name="import_run"),
]
