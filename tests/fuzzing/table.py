"""Every module that takes bytes or texts of a stranger apart, and the fuzzer that attacks it.

`tests/architecture/test_parsers.py` holds this list against the source: a new reader stands here, or
the build fails.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzzing import addresses, conversations, files, gateways, sealed, tables

Fuzzer = Callable[[bytes], None]

FUZZERS: dict[str, Fuzzer] = {
    "address": gateways.address,
    "anchors": sealed.anchors,
    "backup": sealed.backup,
    "box": sealed.box,
    "country": tables.country,
    "document": files.document,
    "form": gateways.form,
    "headers": gateways.headers,
    "hotline": tables.hotline,
    "inside": sealed.inside,
    "instrument": tables.instrument,
    "keypad": conversations.keys,
    "keys": sealed.keys,
    "law": conversations.law,
    "letters": conversations.letters,
    "lists": addresses.lists,
    "message": gateways.message,
    "method": tables.method,
    "number": gateways.number,
    "picture": files.picture,
    "prompt": files.prompt,
    "screens": conversations.screens,
    "settings": gateways.settings,
    "sheet": sealed.sheet,
    "sound": files.sound,
    "table": tables.table,
    "telephone": gateways.telephone,
    "template": conversations.template,
}


@dataclass(frozen=True)
class Ours:
    """A reader of what this house wrote itself, or of what it ships; `why` nobody else's gets there."""

    why: str


_SHIPPED = Ours("files of the package, which lie beside its code")
_SIGNED = Ours("a column that only we write, in the form that we wrote")
_OWN_FILE = Ours("a note in the data folder, which only the server writes")

READERS: dict[str, str | Ours] = {
    "apps/activities/queries/people.py": Ours("opened from our own seal, which nobody can forge"),
    "apps/assessments/actions/load_instruments.py": "instrument",
    "apps/assessments/forms/boxes.py": "sheet",
    "apps/commitments/actions/policy_texts.py": "law",
    "apps/commitments/forms/board.py": "lists",
    "apps/commitments/queries/history.py": _SIGNED,
    "apps/commitments/rules/articles.py": "law",
    "apps/commitments/rules/comparison.py": "law",
    "apps/files/rules/audio.py": "sound",
    "apps/files/rules/documents.py": "document",
    "apps/files/rules/pictures.py": "picture",
    "apps/files/rules/telephone.py": "prompt",
    "apps/journal/rules.py": "anchors",
    "apps/messaging/actions/fetching.py": "address",
    "apps/messaging/actions/letters.py": Ours("the sender of our own letters, from the settings"),
    "apps/messaging/rules/contracts/android.py": "address",
    "apps/messaging/rules/contracts/kannel.py": "address",
    "apps/messaging/rules/contracts/parts.py": "address",
    "apps/messaging/rules/contracts/sealed.py": "settings",
    "apps/messaging/rules/numbers.py": "number",
    "apps/registry/actions/pack_files.py": "country",
    "apps/registry/queries/maps.py": Ours("shapes that the reader of countries has checked"),
    "apps/results/actions/facts.py": _SHIPPED,
    "apps/results/rules/marks.py": _SIGNED,
    "apps/voices/actions/dialling.py": Ours("opened from our own seal, which nobody can forge"),
    "apps/voices/forms/calls.py": Ours("a month that the form offers: any other is refused before"),
    "apps/voices/pages/call_charts/waiting.py": _SIGNED,
    "apps/voices/pages/desk.py": Ours("a query that `query_of` wrote a line above"),
    "apps/voices/pages/memory.py": Ours("the session, which only the server writes"),
    "apps/voices/pages/several.py": "lists",
    "apps/voices/queries/calls/figures.py": _SIGNED,
    "apps/voices/queries/words.py": Ours("opened from our own seal, which nobody can forge"),
    "config/middleware.py": "headers",
    "interfaces/cli/demonstration/assessments.py": _SHIPPED,
    "interfaces/cli/demonstration/contents.py": _SHIPPED,
    "interfaces/cli/demonstration/meetings.py": _SHIPPED,
    "interfaces/cli/demonstration/policies.py": _SHIPPED,
    "interfaces/cli/gateway/kannel.py": Ours("the address in our own settings"),
    "interfaces/cli/keeping/needed.py": _OWN_FILE,
    "interfaces/cli/keeping/sealed.py": "keys",
    "interfaces/cli/keeping/sqlite.py": Ours("a member of a backup whose digest was checked"),
    "interfaces/cli/method/inputs.py": "table",
    "interfaces/cli/serving/before_parting.py": Ours("the address in our own settings"),
    "interfaces/cli/serving/readiness.py": Ours(
        "what a process of ours learned, through a pipe of ours"
    ),
    "interfaces/gateways/android.py": "telephone",
    "interfaces/gateways/kannel.py": "headers",
    "interfaces/gateways/reading.py": "form",
    "interfaces/gateways/ussd.py": "headers",
    "interfaces/gateways/voice.py": "address",
    "kit/archives/archive.py": "backup",
    "kit/archives/manifest.py": "backup",
    "kit/archives/wrapped_keys.py": "backup",
    "kit/boxes.py": "inside",
    "kit/documents.py": Ours("the addresses in a page that we have just made"),
    "kit/sealing.py": "box",
    "kit/text.py": "letters",
    "kit/typesetting.py": Ours("what `kit/documents.py` hands to the process that it has started"),
    "methods/barometer/reading_model.py": "method",
    "methods/budget_vote/lines.py": "method",
    "methods/opinion_map/gathering.py": "method",
    "methods/opinion_map/plain.py": "method",
    "methods/survey/reading/blocks.py": "method",
    "methods/survival/reading.py": "method",
    "methods/tables.py": "table",
    "reactions/clock.py": _OWN_FILE,
    "reactions/heartbeat.py": _OWN_FILE,
    "reactions/retention.py": Ours("a moment in an event of our own journal"),
}
