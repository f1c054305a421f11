from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "benkan.apps.assessments"
    label = "assessments"
