"""Whom a message leads to when she is to be kept longer."""

from benkan.kit.refusals import N_, Refused


class NobodyToKeep(Refused):
    code = "nobody_to_keep"
    text = N_(
        "There is no message of this number that came from a telephone and is still kept. Look at the "
        "number on the page of the message."
    )
