"""A QR code as a picture in the page: for sheets of paper that lead to a page."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

_QUIET = 4
"""Empty modules around it, without which telephones do not find it (ISO/IEC 18004)."""


def qr_code(text: str, *, title: str) -> SafeString:
    """The code as SVG in black on white, at a level of correction that stands a fold or a stain."""
    import qrcode  # brings what draws pictures, and few pages have a code

    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_Q)
    code.add_data(text)
    code.make(fit=True)
    rows: list[list[bool]] = code.get_matrix()
    side = len(rows) + 2 * _QUIET
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" viewBox="0 0 {} {}" '
        'shape-rendering="crispEdges"><title>{}</title><path fill="#fff" d="M0 0h{}v{}H0z"/>'
        '<path d="{}"/></svg>',
        side,
        side,
        title,
        side,
        side,
        "".join(_line(row, at + _QUIET) for at, row in enumerate(rows)),
    )


def _line(row: list[bool], y: int) -> str:
    """The dark runs of one row."""
    drawn, x = "", 0
    while x < len(row):
        run = 0
        while x + run < len(row) and row[x + run]:
            run += 1
        if run:
            drawn += f"M{x + _QUIET} {y}h{run}v1h-{run}z"
        x += run or 1
    return drawn
