"""Read what a gateway sent, strictly: better refused and repeated than kept with `?` for letters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl
from uuid import UUID

from django.http import HttpRequest

from benkan.kit.refusals import N_, Refused

LONGEST_TEXT = 10_000
CHARSETS = frozenset({"utf-8", "utf8", "iso-8859-1", "iso-8859-15", "windows-1252", "us-ascii"})
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


class NotUnderstood(Refused):
    """What a gateway sent does not keep to the contract."""

    code = "request_not_understood"
    text = N_("Send a form by POST, as application/x-www-form-urlencoded.")


class WrongEncoding(NotUnderstood):
    code = "request_wrong_encoding"
    text = N_("The text is not in the encoding that was announced. Send UTF-8.")


class FieldMissing(NotUnderstood):
    code = "request_field_missing"
    text = N_("The field “%(field)s” is missing.")


class DateNotUnderstood(NotUnderstood):
    code = "request_date_not_understood"
    text = N_("The date must be written as in RFC 3339: 2026-11-03T09:00:00Z.")


class NothingToKnowItBy(NotUnderstood):
    code = "request_without_id"
    text = N_("Send an “id” or a “date”: without them a repeated message cannot be recognised.")


class TextTooLong(NotUnderstood):
    code = "request_text_too_long"
    text = N_("The text is longer than %(letters)s letters.")


class MessageNotNamed(NotUnderstood):
    code = "request_without_message"
    text = N_("Send the “id” that the message had when it was given to you.")


@dataclass(frozen=True)
class Incoming:
    """One message as a gateway brought it."""

    sender: str
    text: str
    date: str
    id: str


def fields_of(request: HttpRequest) -> dict[str, str]:
    """The form in the body; of a field that is there twice, the first."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise NotUnderstood()
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if charset not in CHARSETS:
        raise WrongEncoding()
    try:
        body = request.body.decode("ascii")
        pairs = parse_qsl(
            body, keep_blank_values=True, encoding=charset, errors="strict", max_num_fields=100
        )
    except UnicodeError:
        raise WrongEncoding() from None
    except ValueError:  # more fields than any gateway sends
        raise NotUnderstood() from None
    return dict(reversed(pairs))


def incoming(fields: Mapping[str, str]) -> Incoming:
    """The message in a form, or why there is none."""
    message = Incoming(
        sender=fields.get("from") or fields.get("sender") or "",
        text=fields.get("text", ""),
        date=fields.get("date") or fields.get("time") or "",
        id=fields.get("id", ""),
    )
    if not message.sender:
        raise FieldMissing(field="from")
    if "text" not in fields:
        raise FieldMissing(field="text")
    if len(message.text) > LONGEST_TEXT:
        raise TextTooLong(letters=LONGEST_TEXT)
    _check_date(message.date)
    if not message.id and not message.date:
        raise NothingToKnowItBy()
    return message


def _check_date(date: str) -> None:
    if not date:
        return
    if not _RFC3339.fullmatch(date):
        raise DateNotUnderstood()
    try:
        datetime.fromisoformat(date.upper())
    except ValueError:
        raise DateNotUnderstood() from None


def message_named(fields: Mapping[str, str]) -> str:
    """The id of a message of ours in a receipt."""
    named = fields.get("id") or fields.get("uuid") or ""
    try:
        return str(UUID(named))
    except ValueError:
        raise MessageNotNamed() from None
