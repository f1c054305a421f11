"""Languages, laws and telephone prefixes of a country, as the fields that are kept of each."""

from collections.abc import Iterable, Mapping

from benkan.apps.registry.rules.pack_lines import Line, PackKeyTwice, PackValueUnknown
from benkan.apps.registry.rules.rights import CONCERNS
from benkan.kit.services import Service

Fields = Mapping[str, object]
_YES = {"yes": "yes", "no": ""}
SERVICES = frozenset(service.value for service in Service)


def _by_key(pairs: Iterable[tuple[Line, str, Fields]], column: str) -> dict[str, Fields]:
    found: dict[str, Fields] = {}
    for line, key, fields in pairs:
        if key in found:
            raise line.refusal(PackKeyTwice, column, value=key)
        found[key] = fields
    return found


def languages(lines: Iterable[Line]) -> dict[str, Fields]:
    """By ISO 639-3 code. `spoken_in` is a hint for the order of a menu, as codes of cercles."""
    return _by_key(
        (
            (
                line,
                line.text("iso639_3", most=3),
                {
                    "name": line.text("name_fr", most=80),
                    "local_name": line.maybe("local_names", most=80),
                    "status": line.maybe("status_2023", most=120),
                    "script": line.maybe("script", most=80),
                    "spoken_in": list(line.parts("cercle_codes_hint")),
                    "source": line.text("source"),
                    "verified": bool(line.one_of("region_hint_verified", _YES)),
                    "note": line.maybe("note"),
                },
            )
            for line in lines
        ),
        "iso639_3",
    )


def laws(lines: Iterable[Line]) -> dict[str, Fields]:
    """By our own code; what was verified and on which basis stays beside each."""
    return _by_key(
        (
            (
                line,
                line.text("id", most=20),
                {
                    "number": line.text("number", most=120),
                    "dated": line.maybe("date", most=20),
                    "title": line.text("title_fr"),
                    "subject": line.text("subject", most=120),
                    "plain_text": line.text("right_or_duty_in_plain_french"),
                    "source": line.text("source"),
                    "verified": bool(line.one_of("verified", _YES)),
                    "verification_basis": line.maybe("verification_basis"),
                    "published_in": line.maybe("published_in"),
                    "in_force": line.maybe("status_2025", most=120),
                },
            )
            for line in lines
        ),
        "id",
    )


def rights(lines: Iterable[Line], *, laws: Mapping[str, Fields]) -> dict[str, Fields]:
    """By our own code, in the order of the file. The law must be one that is known and was verified:
    nobody is told of a right on hearsay."""
    verified = {code: code for code, law in laws.items() if law["verified"]}
    return _by_key(
        (
            (
                line,
                line.text("code", most=40),
                {
                    "turn": line.number,
                    "law": line.one_of("law", verified),
                    "article": line.maybe("article", most=20),
                    "services": _each_of(line, "services", SERVICES),
                    "concerns": _each_of(line, "concerns", CONCERNS),
                    "right_fr": line.text("right_fr", most=300),
                    "right_en": line.text("right_en", most=300),
                    "see_fr": line.maybe("see_fr", most=300),
                    "see_en": line.maybe("see_en", most=300),
                    "refused_fr": line.maybe("refused_fr", most=300),
                    "refused_en": line.maybe("refused_en", most=300),
                    "verified": bool(line.one_of("verified", {"yes": "yes", "to_check": ""})),
                    "note_fr": _or_nothing(line, "note_fr"),
                    "note_en": _or_nothing(line, "note_en"),
                },
            )
            for line in lines
        ),
        "code",
    )


def _each_of(line: Line, column: str, known: Iterable[str]) -> list[str]:
    found = line.parts(column)
    for one in found:
        if one not in known:
            raise line.refusal(PackValueUnknown, column, value=one[:40])
    return list(found)


def _or_nothing(line: Line, column: str) -> str:
    return line.maybe(column, most=300) if column in line.values else ""


def phone_prefixes(lines: Iterable[Line]) -> dict[str, Fields]:
    """By the pattern of the national number."""
    return _by_key(
        (
            (
                line,
                line.text("prefix_regex", most=80),
                {
                    "length": line.whole_or_none("national_length") or 0,
                    "kind": line.text("type", most=40),
                    "operator": line.maybe("operator", most=80),
                    "zone": line.maybe("zone", most=80),
                    "verified": bool(line.one_of("verified", _YES)),
                    "source": line.text("source"),
                    "note": line.maybe("note"),
                },
            )
            for line in lines
        ),
        "prefix_regex",
    )
