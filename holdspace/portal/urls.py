"""The addresses a link opens."""

from django.urls import path

from holdspace.portal import views

app_name = "portal"
urlpatterns = [
    path("library/instruments/<str:code>/preview/<int:place>/", views.preview, name="preview"),
    path("q/<slug:token>/", views.start, name="start"),
    path("q/<slug:token>/<slug:code>/finish/", views.finish, name="finish"),
    path("q/<slug:token>/<slug:code>/<int:place>/", views.question, name="question"),
]
