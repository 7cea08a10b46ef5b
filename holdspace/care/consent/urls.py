"""Addresses of the consent form."""

from django.urls import path

from holdspace.care.consent import views

app_name = "consent"
urlpatterns = [
    path("episodes/<uuid:pk>/consent/", views.show, name="show"),
    path("episodes/<uuid:pk>/consent/begin/", views.begin, name="begin"),
    path("consents/<uuid:pk>/", views.form, name="form"),
    path("consents/<uuid:pk>/lines/<int:number>/", views.line, name="line"),
    path("consents/<uuid:pk>/sign/", views.sign, name="sign"),
    path("consents/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("consents/<uuid:pk>/copy/", views.copy, name="copy"),
]
