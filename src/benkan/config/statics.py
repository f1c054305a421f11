"""Where stylesheets, icons and scripts come from."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Statics(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Files named by their content once they are collected; by their plain name before.

    A page never fails because a file has not been collected yet: it is only cached less well.
    """

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
