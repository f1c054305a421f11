from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "benkan.apps.commitments"
    label = "commitments"
