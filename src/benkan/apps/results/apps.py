from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "benkan.apps.results"
    label = "results"
