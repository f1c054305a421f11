"""What was typed last, read from the text of a provider: all inputs so far, joined by `*`.

A person's own words may hold a `*` as well. So the text is never split: what was heard before is
taken off its head, and the rest is the new input, with whatever stars it has.
"""

JOINT = "*"


def newly_said(text: str, *, heard: str) -> str | None:
    """The input that came since `heard`; None when there is none, since the provider repeats itself,
    or comes late with an earlier text, or holds no more letters than it gave before.

    >>> newly_said("3*kati*l'eau*1", heard="3*kati")
    "l'eau*1"
    """
    if text == heard or heard.startswith(text + JOINT):
        return None
    if not heard:
        return text
    if text.startswith(heard + JOINT):
        return text[len(heard) + len(JOINT) :]
    return _after_a_cut(text, heard)


def _after_a_cut(text: str, heard: str) -> str | None:
    """A provider that keeps only the last letters has cut the head: what both share is left out."""
    whole = heard + JOINT
    for length in range(min(len(whole), len(text)), 0, -1):
        if whole.endswith(text[:length]):
            return text[length:]
    return None
