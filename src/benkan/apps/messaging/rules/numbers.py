"""One form for a telephone number, whatever way a person or an operator wrote it."""

import phonenumbers

from benkan.kit.refusals import N_, Refused

REGION = "ML"
_SHORTEST_LOCAL = 8
_LONGEST = 18
_LONGEST_WRITTEN = 200
_LONGEST_NAME = 40
_LONGEST_E164 = 15
_MALI = "223"


class NumberNotPossible(Refused):
    code = "number_not_possible"
    text = N_("This is not a telephone number that can be written to. In Mali it has eight digits.")


def sender_name(written: str) -> str:
    """One form for a sender that is nobody: the name or short code under which an operator writes.

    Raises:
        NumberNotPossible: there is no sender at all.
    """
    name = " ".join(written.split()).upper()[:_LONGEST_NAME]
    if not name:
        raise NumberNotPossible()
    return name


def told_name(name: str) -> str:
    """The name of a service as staff may read it; empty when it might be somebody's number."""
    digits = sum(c.isdigit() for c in name)
    return name if digits < _SHORTEST_LOCAL - 1 else ""


def normal_number(written: str) -> str:
    """The number as `+22376123456`. Without a country it is a number of Mali.

    A short code (36037) or a name in place of a sender is nobody who can be written to.

    Raises:
        NumberNotPossible: no operator could have given it out.
    """
    if len(written) > _LONGEST_WRITTEN:
        raise NumberNotPossible()
    digits = sum(c.isdigit() for c in written)
    if not _SHORTEST_LOCAL <= digits <= _LONGEST or any(c.isalpha() for c in written):
        raise NumberNotPossible()
    forms = [written]
    if digits > _SHORTEST_LOCAL + 1:
        forms.append(f"+{written.strip()}")  # operators leave the plus of a foreign number out
    for form in forms:
        try:
            number = phonenumbers.parse(form, REGION)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    raise NumberNotPossible()


def number_of_sender(written: str) -> str:
    """The number of whoever an operator brings us. One that no plan of numbers knows is somebody's all
    the same: ranges are given out before we learn of them, and she is a person, not a service.

    Raises:
        NumberNotPossible: it is a name, a short code or nothing.
    """
    try:
        return normal_number(written)
    except NumberNotPossible:
        if len(written) > _LONGEST_WRITTEN:
            raise
        # However many zeros somebody dialled before it, she is the same person.
        digits = "".join(str(int(c)) for c in written if c.isdecimal()).lstrip("0")
        if any(c.isalpha() for c in written) or not _SHORTEST_LOCAL <= len(digits) <= _LONGEST_E164:
            raise
        found = f"+{_MALI}{digits}" if len(digits) == _SHORTEST_LOCAL else f"+{digits}"
    try:  # with its plus it may be one that a plan knows, and then has the form of that plan
        return normal_number(found)
    except NumberNotPossible:
        return found
