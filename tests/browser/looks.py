"""How a page looks to others: on a screen of 240 points, in large letters, in colours of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import CDPSession, Page

from tests.browser.crawl import overhang_of

NARROW, REFLOWED = 240, 320
_LETTERS = {"standard": 16, "fixed": 13}


def cut_off(page: Page) -> list[str]:
    """What does not fit: the page is wider than its screen, or words end at the edge of a box."""
    found = [str(line) for line in page.evaluate(_CUT)]
    if (overhang := overhang_of(page)) > 0:
        found.append(f"wider than the screen by {overhang} px: {page.evaluate(_WIDEST)}")
    return found


@contextmanager
def at_width(page: Page, width: int) -> Iterator[None]:
    before = page.viewport_size
    assert before, "the page has a size"
    page.set_viewport_size({"width": width, "height": before["height"]})
    yield
    page.set_viewport_size(before)


@contextmanager
def letters_twice_as_large(page: Page, settings: CDPSession) -> Iterator[None]:
    """What somebody sets who sees little: all text at 200 %."""
    large = {kind: 2 * size for kind, size in _LETTERS.items()}
    settings.send("Page.setFontSizes", {"fontSizes": large})
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 32
    yield
    settings.send("Page.setFontSizes", {"fontSizes": _LETTERS})


@contextmanager
def in_own_colours(page: Page) -> Iterator[None]:
    """Few colours, chosen by the person: backgrounds and shadows are gone."""
    page.emulate_media(forced_colors="active")
    yield
    page.emulate_media(forced_colors="none")


def vanished(page: Page) -> list[str]:
    """What cannot be told any more with colours of one's own, a line each."""
    before = page.evaluate(_DRAWN)
    with in_own_colours(page):
        return [str(line) for line in page.evaluate(_VANISHED, before)]


_NAME = """const name = (one) => `${one.localName}${one.getAttribute("class")
    ? `.${one.getAttribute("class").split(" ").join(".")}` : ""}`
    + ` “${one.textContent.trim().slice(0, 30)}”`;"""
# What is only for ears is one point wide, and may end where it likes.
_CUT = f"""() => {{
  {_NAME}
  return [...document.querySelectorAll("body *")].filter((one) => {{
    const style = getComputedStyle(one);
    const hides = (value) => value === "hidden" || value === "clip";
    const across = hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
    const down = hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
    return one.clientWidth > 2 && one.textContent.trim() && one.checkVisibility()
      && !(one instanceof SVGElement) && one !== document.body && (across || down);
  }}).map((one) => `cut off: ${{name(one)}}`);
}}"""
_WIDEST = f"""() => {{
  {_NAME}
  const rolls = (one) => one && (/auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX)
    && one !== document.body && one !== document.documentElement || rolls(one.parentElement));
  const all = [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !rolls(one.parentElement));
  return all.slice(-2).map(name).join(" / ");
}}"""
# What is drawn by its background alone: without words, and seen.
_DRAWN = """() => [...document.querySelectorAll("body *")].map((one) => {
  const style = getComputedStyle(one), around = getComputedStyle(one.parentElement);
  const box = one.getBoundingClientRect();
  return !(one instanceof SVGElement) && !one.textContent.trim() && !one.childElementCount
    && box.width * box.height > 16 && !/^(input|select|textarea|meter|progress|img|audio|video|canvas)$/
      .test(one.localName) && style.backgroundColor !== "rgba(0, 0, 0, 0)"
    && style.backgroundColor !== around.backgroundColor;
})"""
_VANISHED = f"""(drawn) => {{
  {_NAME}
  const wrong = [];
  const all = [...document.querySelectorAll("body *")];
  const edged = (style) => ["Top", "Right", "Bottom", "Left"].some((side) =>
    style[`border${{side}}Style`] !== "none" && parseFloat(style[`border${{side}}Width`]) >= 1)
    || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  all.forEach((one, at) => {{
    const style = getComputedStyle(one);
    if (drawn[at] && !edged(style) && style.forcedColorAdjust !== "none") {{
      wrong.push(`a drawn thing vanishes: ${{name(one)}}`);
    }}
  }});
  const shown = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 2;
  const boxes = "button,.button,select,textarea,input:not([type=hidden]):not([type=range])";
  for (const one of document.querySelectorAll(boxes)) {{
    const style = getComputedStyle(one);
    const is_words = style.textDecorationLine.includes("underline");
    if (shown(one) && !one.closest("[hidden]") && !edged(style) && !is_words
        && !one.matches("input[type=checkbox],input[type=radio],.link-button,.lines button")) {{
      wrong.push(`a control without an edge: ${{name(one)}}`);
    }}
  }}
  const marks = (one) => {{
    const style = getComputedStyle(one);
    return [style.fontWeight, style.textDecorationLine, style.outlineStyle, style.outlineWidth,
      ...["Top", "Right", "Bottom", "Left"].map((side) => style[`border${{side}}Width`])].join();
  }};
  const of = "[aria-current]:not([aria-current=false]),[aria-selected=true],[aria-pressed=true]";
  for (const one of document.querySelectorAll(of)) {{
    const others = [...document.querySelectorAll(one.localName)].filter((other) =>
      other !== one && !other.matches(of) && other.className === one.className
      && other.closest("ul,ol,nav,div") && (one.parentElement.parentElement || one.parentElement)
        .contains(other));
    if (shown(one) && others.length && others.every((other) => marks(other) === marks(one))) {{
      wrong.push(`what is chosen is told by colour alone: ${{name(one)}}`);
    }}
  }}
  return wrong;
}}"""
