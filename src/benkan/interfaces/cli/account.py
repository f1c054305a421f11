"""`benkan account administrator`: the first account of a programme; it invites all others."""

from typing import Annotated

import typer

from benkan.interfaces.cli.house import writing
from benkan.interfaces.cli.words import _

app = typer.Typer(help=_("Accounts."), no_args_is_help=True)


@app.callback()
def account() -> None:
    """A group of one command, so that its name stays when others join it."""


@app.command("administrator", help=_("Make somebody administrator, and print a link for them."))
def administrator(
    email: Annotated[str, typer.Argument(help=_("The address that they log in with."))],
    programme: Annotated[str, typer.Option(help=_("Short name of the programme."))],
    name: Annotated[str, typer.Option(help=_("The person's name."))],
) -> None:
    with writing():
        from django.conf import settings
        from django.utils import timezone

        from benkan.apps.registry.actions.programmes import name_administrator

        account = name_administrator(
            programme=programme, email=email, name=name, moment=timezone.now()
        )
        link = settings.ORIGIN + _password_link(email)
    typer.echo(_("%(email)s administers %(programme)s.") % {"email": email, "programme": programme})
    typer.echo(_("Give them this link, and nobody else: with it they choose their password."))
    typer.echo(f"  {link}")
    assert account, "an account has a key"


def _password_link(email: str) -> str:
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.contrib.auth import get_user_model
    from django.urls import reverse

    user = get_user_model().objects.get(email=email.lower())
    return reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
