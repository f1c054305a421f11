"""Addresses of accounts: those of allauth that we support, under its names, and our own.

What is not listed (signing up, other e-mail addresses, codes by e-mail, passkeys) is not there.
"""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache

from benkan.apps.registry.pages import accounts, invitations
from benkan.apps.registry.pages.accounts import not_in_demonstrations
from benkan.kit.pages import Page, for_accounts, for_everyone


def _open(page: Page) -> Page:
    return for_everyone(never_cache(page))


def _own(page: Page) -> Page:
    return for_accounts(not_in_demonstrations(page))


urlpatterns: list[URLPattern] = [
    path("invitation/<str:token>/", invitations.accept, name="account_invitation"),
    path("comptes/", accounts.mine, name="account_mine"),
    path("comptes/proteger/", accounts.protect, name="account_protect"),
    path(
        "comptes/deconnexion/partout/",
        accounts.log_out_everywhere,
        name="account_log_out_everywhere",
    ),
    path("comptes/connexion/", _open(accounts.log_in), name="account_login"),
    path("comptes/connexion/code/", _open(mfa.authenticate), name="mfa_authenticate"),
    path("comptes/deconnexion/", _open(allauth.logout), name="account_logout"),
    path("comptes/ferme/", _open(allauth.account_inactive), name="account_inactive"),
    path("comptes/confirmer/", for_accounts(allauth.reauthenticate), name="account_reauthenticate"),
    path("comptes/confirmer/code/", for_accounts(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("comptes/mot-de-passe/", _own(allauth.password_change), name="account_change_password"),
    path("comptes/mot-de-passe/premier/", _own(allauth.password_set), name="account_set_password"),
    path(
        "comptes/mot-de-passe/oublie/",
        _open(allauth.password_reset),
        name="account_reset_password",
    ),
    path(
        "comptes/mot-de-passe/oublie/envoye/",
        _open(allauth.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^comptes/mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _open(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "comptes/mot-de-passe/change/",
        _open(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("comptes/deuxieme-etape/", for_accounts(mfa.index), name="mfa_index"),
    path("comptes/deuxieme-etape/activer/", _own(totp.activate_totp), name="mfa_activate_totp"),
    path("comptes/deuxieme-etape/arreter/", _own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "comptes/codes-de-secours/",
        _own(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "comptes/codes-de-secours/nouveaux/",
        _own(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "comptes/codes-de-secours/telecharger/",
        _own(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
