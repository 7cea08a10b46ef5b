"""The addresses of intake."""

from django.urls import path

from holdspace.care.intake.views import form, history, measurements, patients

app_name = "intake"
urlpatterns = [
    path("patients/new/", patients.new_patient, name="new_patient"),
    path("patients/<uuid:pk>/details/", patients.edit_patient, name="edit_patient"),
    path("patients/<uuid:pk>/episodes/new/", patients.open_episode, name="open_episode"),
    path("episodes/<uuid:pk>/intake/", form.edit, name="edit"),
    path("episodes/<uuid:pk>/birth-date/", patients.birth_date, name="birth_date"),
    path("episodes/<uuid:pk>/history/", history.history, name="history"),
    path("episodes/<uuid:pk>/history/allergy/none/", history.no_known_allergy, name="no_known_allergy"),
    path("episodes/<uuid:pk>/history/medicine/review/", history.review_medicines, name="review_medicines"),
    path("episodes/<uuid:pk>/history/<slug:kind>/", history.add, name="add"),
    path("episodes/<uuid:pk>/history/<slug:kind>/<uuid:row_pk>/", history.correct, name="correct"),
    path("intake/recognise/", history.recognise, name="recognise"),
    path("episodes/<uuid:pk>/questions/", measurements.questions, name="questions"),
    path("episodes/<uuid:pk>/suicide-screener/", measurements.suicide_screener, name="suicide_screener"),
    path("episodes/<uuid:pk>/measurements/", measurements.measurements, name="measurements"),
    path("episodes/<uuid:pk>/measurements/<uuid:row_pk>/", measurements.observation, name="observation"),
    path("episodes/<uuid:pk>/measurements/<uuid:row_pk>/take-back/", measurements.take_back, name="take_back"),
]
