from django.urls import path

from benkan.apps.messaging.pages import messages

app_name = "messaging"
urlpatterns = [
    path("sms/", messages.outbox, name="outbox"),
]
