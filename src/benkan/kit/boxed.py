"""Pages that take a box: a form that was filled in without a network, sent by a script.

They answer in JSON. What is refused is said in one sentence, with the fields that may be sent anew
beside the box (`mend-…`), since nobody can open it on the telephone to correct it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from benkan.kit.boxes import MOST_BYTES, BoxNotOpened, open_box
from benkan.kit.pages import PageRequest
from benkan.kit.refusals import N_, NotAllowed, NotFound, Refused
from benkan.kit.words import sentence

MEND = "mend-"
LATER = {"too_many_cases"}
"""What is refused now and taken later: the telephone keeps it and tries again."""


class BoxOfSomebodyElse(Refused):
    code = "box_of_somebody_else"
    text = N_("Another person wrote this on this telephone. It is sent once she logs in again.")


@dataclass(frozen=True)
class BoxedForm:
    """What a form takes. `here`: the sender is looking at the page, and will be shown what came of it.
    `language`: that of the page on which it was written."""

    data: dict[str, str]
    files: "MultiValueDict[str, UploadedFile[Any]]"
    here: bool
    language: str


def boxed_form(request: PageRequest, *, kind: str) -> BoxedForm:
    """The form in the box of this request, with what was mended since.

    A box says for which programme and page it was sealed, and who was logged in: moved to another
    one it does not open, and nobody sends in her own name what another person has written.
    """
    upload = request.FILES.get("box")
    if not isinstance(upload, UploadedFile):
        raise BoxNotOpened()
    contents = open_box(Path(settings.KEYS_DIR), upload.read(MOST_BYTES + 1))
    told = contents.envelope
    if (told.get("kind"), told.get("programme")) != (kind, request.programme.slug):
        raise BoxNotOpened()
    if told.get("who", "") != who_of(request) and kind != "said":
        raise BoxOfSomebodyElse()
    data = dict(contents.fields)
    files: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict()
    for field, file in contents.files.items():
        files[field] = SimpleUploadedFile(file.name or field, file.content, file.media_type)
    _mend(data, files, request.POST)
    written = told.get("language", "")
    language = written if written in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return BoxedForm(data, files, here="here" in request.POST, language=language)


def who_of(request: PageRequest) -> str:
    """Who is logged in, as a telephone may note it: an id that names nobody."""
    return str(request.actor.account or "")


def _mend(
    data: dict[str, str], files: "MultiValueDict[str, UploadedFile[Any]]", sent: QueryDict
) -> None:
    for name, value in sent.items():
        field = name.removeprefix(MEND)
        if field != name:
            data[field] = str(value)
            files.pop(field, None)


def refused_form(form: forms.Form) -> HttpResponse:
    """The first thing that is wrong, and the fields that are."""
    first = next(iter(form.errors.values()))
    return _refused(str(first[0]), [name for name in form.errors if name != "__all__"])


def refused(refusal: Refused, *, fields: Collection[str] = ()) -> HttpResponse:
    status = 429 if refusal.code in LATER else 422
    return _refused(sentence(refusal), fields, status)


def _refused(words: str, fields: Collection[str], status: int = 422) -> HttpResponse:
    return JsonResponse({"sentence": words, "fields": list(fields)}, status=status)


def takes_boxes(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A page to which boxes are posted; a refusal is an answer for a script."""

    @wraps(page)
    def answered(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        try:
            return page(request, *args, **kwargs)
        except (NotAllowed, NotFound):
            raise
        except BoxOfSomebodyElse as refusal:
            return _refused(sentence(refusal), (), 403)
        except BoxNotOpened as refusal:
            return _refused(sentence(refusal), (), 400)
        except Refused as refusal:
            return refused(refusal)

    return answered


def shell_page(
    request: PageRequest, template: str, shown: Callable[[], dict[str, Any]] = dict
) -> HttpResponse:
    """A page that a browser keeps for when there is no network, in the language that the worker asks
    for: it asks without cookies, so that nobody's page is kept. What is shown is made in it too."""
    asked = request.GET.get("langue", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(language):
        response = render(request, template, shown())
    response.headers["Content-Language"] = language or settings.LANGUAGE_CODE
    return response
