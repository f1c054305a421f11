from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "benkan.apps.messaging"
    label = "messaging"
