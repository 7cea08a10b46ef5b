"""The addresses of the evaluations."""

from django.urls import path

from holdspace.care.evaluation import views

app_name = "evaluation"
urlpatterns = [
    path("episodes/<uuid:pk>/evaluation/medical/", views.medical, name="medical"),
    path("episodes/<uuid:pk>/evaluation/psychological/", views.psychological, name="psychological"),
    path("episodes/<uuid:pk>/evaluation/<slug:kind>/draft/", views.draft, name="draft"),
]
