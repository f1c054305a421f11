from django.db import models

from benkan.kit.models import Row


class StoredFile(Row):
    """One thing that somebody brought, after re-encoding. Its content lies under its SHA-256."""

    class Kind(models.TextChoices):
        PICTURE = "picture"
        AUDIO = "audio"
        DOCUMENT = "document"

    class Sensitivity(models.TextChoices):
        ORDINARY = "ordinary"
        SENSITIVE = "sensitive"

    programme = models.UUIDField()
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    # Seconds of an audio; pixels of a picture as "800x600"; pages of a document.
    extent = models.CharField(max_length=20, blank=True)
    sensitivity = models.CharField(max_length=10, choices=Sensitivity.choices)
    kept_at = models.DateTimeField()
    delete_after = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["digest"], name="stored_file_by_content"),
            models.Index(
                fields=["delete_after"],
                name="stored_file_to_remove",
                condition=models.Q(delete_after__isnull=False),
            ),
        ]


class ErasedContent(models.Model):
    """That whoever brought a content was forgotten: it leaves the backups of this host too."""

    digest = models.CharField(max_length=64, primary_key=True)
    erased_at = models.DateTimeField(db_index=True)
