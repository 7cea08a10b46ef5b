"""The addresses of integration."""

from django.urls import path

from holdspace.care.integration import views

app_name = "integration"
urlpatterns = [
    path("episodes/<uuid:pk>/integration/", views.show, name="show"),
    path("episodes/<uuid:pk>/integration/new/", views.new, name="new"),
    path("episodes/<uuid:pk>/integration/draft/", views.draft, name="draft"),
    path("integration-actions/<uuid:pk>/", views.progress, name="progress"),
]
