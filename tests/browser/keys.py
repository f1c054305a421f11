"""Whether a page can be used by keyboard alone: every control is reached, and one sees where one is."""

from playwright.sync_api import Page

# Some controls have stops within: a date its day, month, year; a player its buttons.
_SPARE = 3
_AT_ONCE = 20


def unreached(page: Page) -> list[str]:
    """What goes wrong while Tab is pressed from the top of the page to its end, a line each."""
    stops = int(page.evaluate(_WATCH))
    pressed, most = 0, stops + _SPARE
    while pressed < most and not page.evaluate("window.tabbed.left.size === 0"):
        for _ in range(min(_AT_ONCE, most - pressed)):
            page.keyboard.press("Tab")
        pressed += _AT_ONCE
    return [str(line) for line in page.evaluate(_REPORT)]


# A group of radio buttons is one stop. A control that is drawn by its label is seen by its label.
_WATCH = """() => {
  const name = (one) => `${one.localName}${one.id ? `#${one.id}` : ""}`
    + `${one.className && one.className.split ? `.${one.className.split(" ").join(".")}` : ""}`
    + ` “${(one.textContent || one.value || one.name || "").trim().slice(0, 30)}”`;
  const asked = "a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,"
    + "audio[controls],video[controls],[tabindex],[contenteditable=true]";
  const shown = (one) => one.checkVisibility({ checkVisibilityCSS: true })
    && !one.closest("[inert]") && one.getClientRects().length;
  const stop = (one) => one.type === "radio"
    ? [...document.querySelectorAll("input[type=radio]")].find((other) =>
      other.name === one.name && other.form === one.form) : one;
  const all = [...document.querySelectorAll(asked)].filter((one) =>
    one.tabIndex >= 0 && !one.matches(":disabled") && shown(one));
  const left = new Set(all.map(stop));
  const wrong = new Set();
  const drawn = (one) => {
    const box = one.getBoundingClientRect();
    const label = one.labels && one.labels[0];
    return label && (box.width < 4 || getComputedStyle(one).opacity === "0") ? label : one;
  };
  const framed = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const parts = (one) => [one, ...(one.labels || []), one.parentElement, one.nextElementSibling];
  document.addEventListener("focusin", ({ target }) => {
    left.delete(stop(target));
    if (!parts(target).some((one) => one && framed(one))) {
      wrong.add(`focus is not seen: ${name(target)}`);
    }
  });
  document.addEventListener("focusout", ({ target }) => {
    const one = drawn(target);
    // The way to the content is drawn only as long as one is on it.
    if (!one.isConnected || !shown(one) || one.getBoundingClientRect().width < 4) return;
    const seen = [...one.getClientRects()].some((box) =>
      [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].some(([x, y]) => {
        const there = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
        return there && (one.contains(there) || there.contains(one));
      }));
    if (!seen) wrong.add(`focus is covered or out of sight: ${name(target)}`);
  });
  window.tabbed = { left, wrong, name };
  const inside = { date: 4, month: 3, time: 3, "datetime-local": 7 };
  return all.reduce((sum, one) => sum + (inside[one.type] || 1)
    + (one.matches("audio,video") ? 8 : 0), 0);
}"""
_REPORT = """() => [...window.tabbed.wrong,
  ...[...window.tabbed.left].map((one) => `not reached by Tab: ${window.tabbed.name(one)}`)]"""
