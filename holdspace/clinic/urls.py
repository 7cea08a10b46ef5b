"""Addresses of the pages about who works here and where."""

from django.urls import path

from holdspace.clinic import views

app_name = "clinic"
urlpatterns = [
    path("staff/", views.staff, name="staff"),
    path("staff/new/", views.new_staff, name="new_staff"),
    path("staff/<uuid:pk>/", views.edit_staff, name="edit_staff"),
    path("staff/<uuid:pk>/end/", views.end, name="end"),
    path("sites/new/", views.new_site, name="new_site"),
    path("sites/<uuid:pk>/rooms/new/", views.new_room, name="new_room"),
    path("rooms/<uuid:pk>/", views.edit_room, name="edit_room"),
]
