from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "benkan.apps.voices"
    label = "voices"
