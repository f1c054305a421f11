"""The passphrase of exported keys: asked for, never an argument that others could read in the list of
processes. For a machine without a terminal it stands in `BENKAN_PASSPHRASE`."""

import os
import sys

import typer

from benkan.interfaces.cli.keeping.refusals import (
    PassphraseNeeded,
    PassphraseTooEasy,
    PassphraseTooShort,
)
from benkan.interfaces.cli.words import _

LEAST, LEAST_DIFFERENT = 12, 5


def new_passphrase() -> str:
    """A passphrase that is strong enough, typed twice."""
    given = _ask(twice=True)
    check_strong_enough(given)
    return given


def passphrase_again() -> str:
    """The passphrase of a file that is there."""
    return _ask(twice=False)


def check_strong_enough(passphrase: str) -> None:
    """Refuse what is short, or among the first that would be tried."""
    from django.contrib.auth.password_validation import CommonPasswordValidator
    from django.core.exceptions import ValidationError

    if len(passphrase) < LEAST:
        raise PassphraseTooShort(least=LEAST)
    if passphrase.isdecimal() or len(set(passphrase)) < LEAST_DIFFERENT:
        raise PassphraseTooEasy()
    try:
        CommonPasswordValidator().validate(passphrase)
    except ValidationError:
        raise PassphraseTooEasy() from None


def _ask(*, twice: bool) -> str:
    given = os.environ.get("BENKAN_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise PassphraseNeeded()
    return str(typer.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=twice))
