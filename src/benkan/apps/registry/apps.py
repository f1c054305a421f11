from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "benkan.apps.registry"
    label = "registry"
