"""The settings under test: those of the product, and what tests cannot wait for."""

from benkan.config.settings import *  # noqa: F403
from benkan.config.settings import DATABASES, STATIC_ROOT, STORAGES

# Argon2 is slow on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest exists only after `collectstatic`.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Every test of a page of staff would have to set up a second step; its own tests turn it on.
SECOND_STEP_ASKED = False
# What is sent by the clock of this machine would wait for the morning; its own tests set it.
QUIET_HOURS = [0, 0]
if DATABASES["default"]["ENGINE"] == "benkan.config.sqlite":
    # Said in so many words, because several test processes would otherwise name a file each.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
