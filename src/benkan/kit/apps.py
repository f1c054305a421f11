from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "benkan.kit"
    label = "kit"
