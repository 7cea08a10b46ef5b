"""Addresses of preparation."""

from django.urls import path

from holdspace.care.preparation import views

app_name = "preparation"
urlpatterns = [
    path("episodes/<uuid:pk>/preparation/", views.show, name="show"),
    path("episodes/<uuid:pk>/preparation/session/", views.session, name="session"),
    path("preparation-sessions/<uuid:pk>/correct/", views.correct, name="correct"),
    path("episodes/<uuid:pk>/preparation/draft/<slug:purpose>/", views.draft, name="draft"),
    path("episodes/<uuid:pk>/safety-plan/", views.safety_plan, name="safety_plan"),
    path("episodes/<uuid:pk>/safety-plan/paper/", views.safety_plan_paper, name="safety_plan_paper"),
    path("episodes/<uuid:pk>/setting/", views.setting, name="setting"),
    path("episodes/<uuid:pk>/touch/", views.touch, name="touch"),
]
