from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "benkan.apps.journal"
    label = "journal"
