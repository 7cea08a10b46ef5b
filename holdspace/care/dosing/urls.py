"""Where the pages of a dosing session are."""

from django.urls import path

from holdspace.care.dosing.views import leaving, locking, offline, questions, sending, session, time_out

app_name = "dosing"
urlpatterns = [
    path("sessions/", offline.start, name="start_of_the_app"),
    path("sessions/worker.js", offline.worker, name="worker"),
    path("sessions/frame/", offline.frame, name="frame"),
    path("sessions/here/", offline.here, name="here"),
    path("sessions/questions/", questions.over_all, name="all_questions"),
    path("sessions/<uuid:pk>/", session.show, name="session"),
    path("sessions/<uuid:pk>/feed/", questions.feed, name="feed"),
    path("sessions/<uuid:pk>/questions/", questions.show, name="questions"),
    path("sessions/<uuid:pk>/questions/<uuid:event>/", questions.answer, name="answer_question"),
    path("sessions/<uuid:pk>/picture/", session.picture, name="picture"),
    path("sessions/<uuid:pk>/lock/", locking.lock, name="lock"),
    path("sessions/<uuid:pk>/unlock/", locking.unlock, name="unlock"),
    path("sessions/<uuid:pk>/locked/", locking.locked, name="locked"),
    path("sessions/<uuid:pk>/sheet/", session.sheet, name="sheet"),
    path("sessions/<uuid:pk>/phase/", session.move, name="move"),
    path("sessions/<uuid:pk>/events/", sending.events, name="events"),
    path("sessions/<uuid:pk>/record/<slug:kind>/", sending.record, name="record"),
    path("sessions/<uuid:pk>/entries/<uuid:event>/", sending.amend, name="amend"),
    path("sessions/<uuid:pk>/time-out/", time_out.show, name="time_out"),
    path("sessions/<uuid:pk>/time-out/begin/", time_out.begin, name="begin"),
    path("sessions/<uuid:pk>/time-out/decide/", time_out.decide, name="decide"),
    path("sessions/<uuid:pk>/time-out/draw/", time_out.draw, name="draw"),
    path("sessions/<uuid:pk>/time-out/start/", time_out.start, name="start"),
    path("sessions/<uuid:pk>/time-out/end/", time_out.abandon, name="abandon"),
    path("sessions/<uuid:pk>/time-out/items/<slug:item>/", time_out.answer, name="answer"),
    path("sessions/<uuid:pk>/readiness/", leaving.readiness, name="readiness"),
    path("sessions/<uuid:pk>/readiness/settled/", leaving.settled, name="settled"),
    path("sessions/<uuid:pk>/readiness/leave/", leaving.leave, name="leave"),
    path("sessions/<uuid:pk>/closing/", leaving.closing, name="closing"),
    path("sessions/<uuid:pk>/review/", leaving.review, name="review"),
]
