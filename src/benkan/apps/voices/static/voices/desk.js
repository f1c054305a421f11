// Keys for the desk: one letter each, never while somebody types, and off when she says so (WCAG 2.1.4).
"use strict";
(() => {
  const OFF = "benkan-keys-off";
  const help = document.getElementById("keys");
  if (!help) return;
  const box = document.getElementById("keys-on");
  const kept = (work) => { try { return work(window.localStorage); } catch { return null; } };
  help.hidden = false;
  box.checked = kept((store) => store.getItem(OFF)) === null;
  box.addEventListener("change", () => {
    kept((store) => (box.checked ? store.removeItem(OFF) : store.setItem(OFF, "1")));
  });

  const types = (where) =>
    where instanceof HTMLElement &&
    (where.isContentEditable || where.matches("textarea, select, input:not([type=checkbox]):not([type=radio])"));

  // In the list: the next or the previous line, by its link.
  const lines = [...document.querySelectorAll("[data-lines] a.way")];
  const move = (by) => {
    const here = document.activeElement.closest("[data-lines] > li");
    const at = here ? lines.findIndex((link) => here.contains(link)) : -1;
    const to = lines[at < 0 && by < 0 ? lines.length - 1 : Math.min(Math.max(at + by, 0), lines.length - 1)];
    if (to) to.focus();
  };
  const choose = () => {
    const here = document.activeElement.closest("[data-lines] > li");
    const mark = here && here.querySelector("input[type=checkbox]");
    if (mark) mark.click();
  };

  const use = (thing) => {
    if (!thing.matches("summary")) return thing.click();
    const block = thing.parentElement;
    block.open = thing.dataset.key === "?" ? !block.open : true;
    const first = block.open && block.querySelector("textarea, input[type=radio], select, input:not([type=hidden])");
    (first || thing).focus();
    thing.scrollIntoView({ block: "nearest" });
  };

  // A ready answer fills the form at once; without a script its link brings the page with the words.
  document.querySelectorAll("[data-words]").forEach((link) => {
    link.addEventListener("click", (press) => {
      const field = link.closest("form").querySelector("textarea");
      press.preventDefault();
      field.value = link.dataset.words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  });

  document.addEventListener("keydown", (press) => {
    if (press.defaultPrevented || press.isComposing) return;
    if (press.key === "Enter" && press.ctrlKey && press.target.form) {
      const send = press.target.form.querySelector("[data-send]");
      if (send && box.checked) { press.preventDefault(); send.click(); }
      return;
    }
    if (!box.checked || press.ctrlKey || press.altKey || press.metaKey || types(press.target)) return;
    if (lines.length && (press.key === "j" || press.key === "k")) {
      press.preventDefault();
      move(press.key === "j" ? 1 : -1);
    } else if (lines.length && press.key === "x") {
      choose();
    } else {
      const thing = document.querySelector(`[data-key="${CSS.escape(press.key)}"]`);
      if (thing) { press.preventDefault(); use(thing); }
    }
  });
})();
