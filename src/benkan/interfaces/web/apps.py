from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "benkan.interfaces.web"
    label = "web"
