from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "benkan.apps.activities"
    label = "activities"
