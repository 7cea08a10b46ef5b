"""The gallery of parts, for those who build pages."""

from django.urls import path

from holdspace.ui import views

app_name = "ui"
urlpatterns = [path("ui/", views.gallery, name="gallery")]
