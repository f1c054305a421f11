"""Accounts, the roles they hold in programmes, and invitations."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, UUIDField, Value
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from benkan.apps.registry.models.organisations import Organisation
from benkan.apps.registry.models.places import Place
from benkan.apps.registry.models.programmes import Programme
from benkan.kit.actor import Role
from benkan.kit.models import Row

# Two NULLs are never equal in a unique constraint, so "everywhere" is compared as this key.
_NONE = Value(UUID(int=0), output_field=UUIDField())


class AccountManager(BaseUserManager["Account"]):
    def create_user(
        self, email: str, password: str | None = None, *, moment: datetime, **fields: Any
    ) -> "Account":
        account = self.model(email=self.normalize_email(email).lower(), created_at=moment, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, Row):
    """Somebody who can log in. Shared by the whole host: what it may do is in its roles."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="fr")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    # Raised by one to log the account out of every browser: each session carries its value.
    session_round = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[AccountManager] = AccountManager()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        fixed = f"{self.password}{self.session_round}"
        salt = "benkan.apps.registry.models.Account.session"
        return salted_hmac(salt, fixed, secret=secret, algorithm="sha256").hexdigest()


class RoleGrant(Row):
    """A role of an account in a programme, for an organisation or none, at a place or everywhere."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "account",
                "programme",
                "role",
                Coalesce("organisation", _NONE),
                Coalesce("place", _NONE),
                condition=Q(closes_at=None),
                name="role_is_granted_once",
            ),
            models.CheckConstraint(
                name="role_ends_after_it_begins",
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
            ),
        ]


class Invitation(Row):
    """An invitation to hold a role or an office. The token is stored as its hash; it serves once."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    # For an office holder: the holding that gets the account. By name, since offices know accounts.
    holding = models.ForeignKey(
        "registry.OfficeHolding", models.CASCADE, null=True, related_name="+"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_to_an_office_names_the_holding",
                condition=Q(role=Role.OFFICE_HOLDER.value, holding__isnull=False)
                | (~Q(role=Role.OFFICE_HOLDER.value) & Q(holding=None)),
            )
        ]
