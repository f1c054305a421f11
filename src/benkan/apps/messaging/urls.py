from django.urls import path

from benkan.apps.messaging import pages

app_name = "messaging"
urlpatterns = [
    path("sms/", pages.outbox, name="outbox"),
]
