from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "benkan.apps.files"
    label = "files"
