"""`benkan account`: the first administrator of a programme, who invites all others."""

from typing import Annotated, Any

import typer

from benkan.interfaces.cli.house import open_house, writing
from benkan.interfaces.cli.words import _
from benkan.kit.refusals import N_, Refused


class NoSuchProgramme(Refused):
    code = "no_such_programme"
    text = N_("There is no programme called %(slug)s: `benkan programme create` founds one.")


class NoSuchAccount(Refused):
    code = "no_such_account"
    text = N_("Nobody logs in with this address here.")


class EmailNotValid(Refused):
    code = "email_not_valid"
    text = N_("This is not an e-mail address: write it as nom@exemple.ml.")


app = typer.Typer(help=_("The first administrator, and links to a password."), no_args_is_help=True)


@app.command("administrator", help=_("Name the first administrator, and print a link for them."))
def administrator(
    email: Annotated[str, typer.Argument(help=_("The address that they log in with."))],
    programme: Annotated[str, typer.Option(help=_("Short name of the programme."))],
    name: Annotated[str, typer.Option(help=_("The person's name."))],
) -> None:
    with writing():
        from django.utils import timezone

        from benkan.apps.registry.actions.programmes import name_first_administrator
        from benkan.apps.registry.queries import programme_called

        _check_email(email)
        here = programme_called(programme)
        if here is None:
            raise NoSuchProgramme(slug=programme)
        name_first_administrator(programme=here.id, email=email, name=name, moment=timezone.now())
        link = _password_link(email)
    typer.echo(_("%(email)s administers %(programme)s.") % {"email": email, "programme": programme})
    _hand_over(link)


@app.command("link", help=_("Print a link with which somebody chooses a new password."))
def link(
    email: Annotated[str, typer.Argument(help=_("The address that they log in with."))],
) -> None:
    open_house()
    _hand_over(_password_link(email))


@app.command("unprotect", help=_("Take the second step away from somebody who has lost it."))
def unprotect(
    email: Annotated[str, typer.Argument(help=_("The address that they log in with."))],
) -> None:
    with writing():
        from django.utils import timezone

        from benkan.apps.registry.actions.second_step import take_second_step_away

        take_second_step_away(account=_account(email).pk, moment=timezone.now())
    typer.echo(
        _("%(email)s logs in with the password alone, and sets up a second step anew.")
        % {"email": email}
    )


def _hand_over(link: str) -> None:
    typer.echo(_("Give them this link, and nobody else: with it they choose their password."))
    typer.echo(f"  {link}")


def _check_email(email: str) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email)
    except ValidationError:
        raise EmailNotValid() from None


def _password_link(email: str) -> str:
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.conf import settings
    from django.urls import reverse

    user = _account(email)
    token = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return str(settings.ORIGIN) + reverse("account_reset_password_from_key", kwargs=token)


def _account(email: str) -> Any:
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.filter(email=email.lower()).first()
    if user is None:
        raise NoSuchAccount()
    return user
