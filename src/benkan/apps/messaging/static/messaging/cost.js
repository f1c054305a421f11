// Counts what an SMS costs while it is written, as messaging/rules/{sms,spelling}.py do on the
// server: the tables come with the page, and a test holds the two against each other.
"use strict";

(() => {
  const combining = /\p{M}/u;

  function counter(box) {
    const gsm = new Set(box.dataset.gsm);
    const twice = new Set(box.dataset.twice);
    const folds = JSON.parse(box.dataset.folds);
    const isGsm = (text) => [...text].every((c) => gsm.has(c) || twice.has(c));

    function asSent(text) {
      return text
        .replace(/\r\n/g, "\n")
        .normalize("NFC")
        .replace(/[\u00a0\u2000-\u200a\u202f]/g, " ")
        .replace(/[\u200b\u2060\ufeff\u00ad]/g, "")
        .trim();
    }

    function plain(letter) {
      if (isGsm(letter)) return letter;
      if (letter in folds) return folds[letter];
      const parts = [...letter.normalize("NFKD")].filter((c) => !combining.test(c));
      const found = parts.map((c) => folds[c] ?? c).join("");
      return isGsm(found) ? found : letter;
    }

    function segments(text) {
      const cheap = isGsm(text);
      const widths = [...text].map((c) => (cheap ? (twice.has(c) ? 2 : 1) : c.length));
      const whole = cheap ? 160 : 70;
      const part = cheap ? 153 : 67;
      if (widths.reduce((sum, width) => sum + width, 0) <= whole) return 1;
      let parts = 1;
      let filled = 0;
      for (const width of widths) {
        if (filled + width > part) {
          parts += 1;
          filled = 0;
        }
        filled += width;
      }
      return parts;
    }

    function economical(exact) {
      if (isGsm(exact)) return exact;
      const folded = [...exact].map(plain).join("").trim();
      return isGsm(folded) && segments(folded) <= segments(exact) ? folded : exact;
    }

    return { asSent, economical, segments, dear: (text) => [...new Set(text)].filter((c) => !isGsm(c)) };
  }

  function watch(box) {
    const field = document.getElementById(box.dataset.cost);
    if (!field) return;
    const count = counter(box);
    const price = box.dataset.price === "" ? null : Number(box.dataset.price);
    const number = new Intl.NumberFormat(document.documentElement.lang);

    const befores = JSON.parse(box.dataset.befores ?? "{}");

    // What we put before the words, which may depend on what is chosen beside them.
    function before() {
      const chosen = box.dataset.ofField && new FormData(field.form).get(box.dataset.ofField);
      return befores[chosen] ?? box.dataset.before;
    }

    function tell(name, text, isShown) {
      const line = box.querySelector(`[data-${name}]`);
      line.querySelector("span").textContent = text;
      line.hidden = !isShown;
    }

    function show() {
      const exact = count.asSent(before() + field.value);
      const folded = count.economical(exact);
      for (const [spelling, text] of [["exact", exact], ["economical", folded]]) {
        const parts = count.segments(text);
        const francs = price === null ? "" : ` · ${number.format(parts * price)} FCFA`;
        box.querySelector(`[data-of="${spelling}"]`).textContent = `${number.format(parts)} SMS${francs}`;
      }
      const dear = count.dear(exact);
      tell("dear", dear.join(" "), dear.length > 0);
      tell("economical", folded, count.segments(folded) < count.segments(exact));
    }

    (box.dataset.ofField ? field.form : field).addEventListener("input", show);
    show();
  }

  document.querySelectorAll("[data-cost]").forEach(watch);
})();
