"""The addresses of following up."""

from django.urls import path

from holdspace.care.follow_up.views import asking, calls, course, maintenance, misuse, questionnaires, risks

app_name = "follow_up"
urlpatterns = [
    path("sessions/<uuid:pk>/call/", calls.call, name="call"),
    path("episodes/<uuid:pk>/course/", course.course, name="course"),
    path("episodes/<uuid:pk>/next/", course.next_dose, name="next"),
    path("episodes/<uuid:pk>/maintenance/", maintenance.maintenance, name="maintenance"),
    path("episodes/<uuid:pk>/misuse/", misuse.misuse, name="misuse"),
    path("episodes/<uuid:pk>/close/", course.close_episode, name="close_episode"),
    path("episodes/<uuid:pk>/questionnaires/", asking.questionnaires, name="questionnaires"),
    path("episodes/<uuid:pk>/questionnaires/<slug:code>/entry/", asking.entry, name="entry"),
    path("links/<uuid:pk>/end/", asking.revoke, name="revoke_link"),
    path("episodes/<uuid:pk>/questionnaires/<slug:code>/", questionnaires.questionnaire, name="questionnaire"),
    path("episodes/<uuid:pk>/questionnaires/<slug:code>/interview/", questionnaires.interview, name="interview"),
    path("episodes/<uuid:pk>/questionnaires/<slug:code>/finish/", questionnaires.finish, name="finish"),
    path("episodes/<uuid:pk>/questionnaires/<slug:code>/<int:place>/", questionnaires.question, name="question"),
    path("risks/notice/", risks.notice, name="risk_notice"),
    path("risks/<uuid:pk>/", risks.risk, name="risk"),
    path("risks/<uuid:pk>/acknowledge/", risks.acknowledge, name="acknowledge_risk"),
    path("responses/<uuid:pk>/thanks/", questionnaires.thanks, name="thanks"),
]
