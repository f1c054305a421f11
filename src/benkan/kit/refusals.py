"""What may be refused anywhere. The base stands in `benkan.methods.refusals`, since methods refuse
as well; whoever is above the methods takes it from here."""

from benkan.methods.refusals import N_ as N_
from benkan.methods.refusals import Refused as Refused


class NotAllowed(Refused):
    """The actor lacks the role, at this place or in this organisation."""

    code = "not_allowed"
    text = N_("Your account may not do this here. Ask the person who invited you.")


class SignNotKept(Refused):
    """A NUL in a text: no page types one, so that a program or a broken file has sent it."""

    code = "sign_not_kept"
    text = N_("There is a hidden sign in this text that cannot be kept. Type it anew and send it.")


class NotFound(Refused):
    """There is no such thing, or none that this actor may know of: the answer is the same."""

    code = "not_found"
    text = N_("There is nothing here under this address.")
