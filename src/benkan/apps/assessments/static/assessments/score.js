// A group scores on one telephone: pebble voting, one question a screen, for people who do not read.
// Used by the page of a question and by the page that works without a network; docs/how-to/score.md.
"use strict";

self.benkanScore = (() => {
  const PAUSE = 400; // a finger that trembles touches twice: what follows at once is not meant

  const player = () => {
    let sound = null;
    const stop = () => sound?.pause();
    const play = (address) => {
      stop();
      sound = new Audio(address);
      sound.play().catch(() => {});
    };
    return { play, stop };
  };

  // What is said is recorded as speech: 24 kbit/s.
  const recorder = (screen, find, word, said) => {
    let running = null;
    const show = (state, file = null) => {
      find("[data-do=record]").hidden = state !== "idle";
      find("[data-do=still]").hidden = state !== "running";
      find("[data-do=mute]").hidden = find("[data-heard]").hidden = state !== "ready";
      said(file);
    };
    const stop = () => new Promise((resolve) => {
      if (running?.state !== "recording") return resolve();
      running.addEventListener("stop", () => resolve(), { once: true });
      running.stop();
    });
    const start = async () => {
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        const parts = [];
        running = new MediaRecorder(stream, { audioBitsPerSecond: 24000 });
        running.addEventListener("dataavailable", (event) => parts.push(event.data));
        running.addEventListener("stop", () => {
          stream.getTracks().forEach((track) => track.stop());
          const type = running.mimeType;
          const end = type.includes("mp4") ? "m4a" : type.includes("ogg") ? "ogg" : "webm";
          const file = new File(parts, `voix.${end}`, { type });
          find("[data-heard]").src = URL.createObjectURL(file);
          show("ready", file);
        });
        running.start();
        show("running");
        find("[data-do=still]").focus();
      } catch {
        screen.wrong(word("mute"));
      }
    };
    const drop = () => {
      URL.revokeObjectURL(find("[data-heard]").src);
      find("[data-heard]").removeAttribute("src");
      show("idle");
    };
    return { start, stop, drop };
  };

  const mount = (element, options) => {
    const { session, group, answered = {}, drafts = {}, counted = {} } = options;
    const language = options.language || group.language || "fr";
    const template = document.querySelector("[data-score]");
    const root = template.content.firstElementChild.cloneNode(true);
    const signs = template.dataset.signs;
    const find = (query) => root.querySelector(query);
    const findAll = (query) => [...root.querySelectorAll(query)];
    const word = (name) => find(`[data-word=${name}]`).textContent;
    const asked = (leaf) => leaf.asked_of !== "provider" || group.kind === "provider";
    const leaves = session.leaves.filter(asked);
    const given = new Set(Object.keys(answered));
    const sound = player();
    // A telephone that falls asleep between two hands asks for a code that only its owner knows.
    const awake = navigator.wakeLock?.request("screen");
    awake?.catch(() => {});
    let at, leaf, tally, last, value, voice, since;

    // --- what a screen shows --------------------------------------------------------------------
    const make = (tag, of = {}, ...inside) => {
      const made = Object.assign(document.createElement(tag), of);
      made.append(...inside);
      return made;
    };
    const drawing = (name) => {
      const space = "http://www.w3.org/2000/svg";
      const svg = document.createElementNS(space, "svg");
      const use = document.createElementNS(space, "use");
      svg.setAttribute("aria-hidden", "true");
      use.setAttribute("href", `${signs}#${name}`);
      svg.append(use);
      return svg;
    };
    const audioOf = (thing) => thing.audio?.[language];
    const hearing = (level) => {
      const button = make("button", { type: "button", className: "score-hear" }, drawing("hear"));
      button.append(make("span", { className: "hidden-text" }, `${word("hear")} ${level.word ?? level.level}`));
      button.addEventListener("click", () => sound.play(audioOf(level)));
      return button;
    };
    const namedAs = (level) => {
      const words = make("span", { className: "grow" }, make("strong", {}, level.word ?? level.level));
      if (level.words && level.words !== level.word) words.append(make("small", {}, level.words));
      return words;
    };
    const people = () => Object.values(tally).reduce((sum, one) => sum + one, 0);

    const rows = {
      ask: (level) => {
        const told = make("button", { type: "button", className: "score-level" }, drawing(level.sign), namedAs(level));
        told.addEventListener("click", () => audioOf(level) && sound.play(audioOf(level)));
        return [told];
      },
      vote: (level) => {
        const pick = make("button", { type: "button", className: "score-level" }, drawing(level.sign), namedAs(level));
        pick.addEventListener("click", () => touch(level.level));
        return audioOf(level) ? [hearing(level), pick] : [pick];
      },
      hands: (level) => {
        const input = make("input", { value: tally[level.level] ?? 0, inputMode: "numeric", autocomplete: "off" });
        const name = level.word ?? level.level;
        const set = (number) => {
          const count = Math.min(9999, Math.max(0, Math.trunc(number) || 0));
          input.value = tally[level.level] = count;
          options.keep?.(leaf.id, cleaned());
        };
        const step = (by, sign, label) => {
          const button = make("button", { type: "button", className: "button secondary", ariaLabel: `${word(label)}: ${name}` }, sign);
          button.addEventListener("click", () => set(Number(input.value) + by));
          return button;
        };
        input.setAttribute("aria-label", name);
        input.addEventListener("change", () => set(Number(input.value)));
        return [make("div", { className: "score-level" }, drawing(level.sign), namedAs(level)), step(-1, "−", "less"), input, step(1, "+", "more")];
      },
      count: (level) => {
        const count = tally[level.level] ?? 0;
        const meter = make("meter", { max: Math.max(1, people()), value: count, ariaHidden: "true" });
        const told = make("div", { className: "score-level" }, drawing(level.sign), namedAs(level));
        told.append(make("strong", { className: "num" }, String(count)));
        return [told, meter];
      },
    };

    const draw = () => {
      const row = rows[at];
      const levels = row ? [...leaf.levels].reverse() : [];
      find("[data-levels]").replaceChildren(...levels.map((level) => {
        const item = make("li", {}, ...row(level));
        item.dataset.tint = level.tint ?? 0;
        item.dataset.level = level.level;
        return item;
      }));
      find("[data-levels]").dataset.many = levels.length > 5;
      find("[data-levels]").hidden = !levels.length;
    };

    const total = () => {
      const telling = at === "count";
      const lines = [];
      if (telling && leaf.levels.length) {
        lines.push(`${word("touches")} ${people()}`);
        if (group.people && group.people !== people()) lines.push(`${word("counted")} ${group.people}`);
      } else if (telling) lines.push(`${value} ${leaf.unit ?? ""}`);
      find("[data-total]").replaceChildren(...lines.map((line) => make("span", {}, line)));
      find("[data-total]").hidden = !lines.length;
    };

    const wrong = (sentence) => {
      const place = find("[data-wrong]");
      place.hidden = !sentence;
      place.querySelector("p").textContent = sentence ?? "";
      if (sentence) place.focus();
    };

    const go = (screen) => {
      at = root.dataset.at = screen;
      since = performance.now();
      sound.stop();
      wrong();
      findAll("[data-for]").forEach((part) => (part.hidden = !part.dataset.for.split(" ").includes(at)));
      findAll("[data-hint]").forEach((hint) => (hint.hidden = hint.dataset.hint !== at));
      const isQuiet = ["hide", "sure", "again"].includes(at);
      find(".score-asked").hidden = isQuiet;
      find(".score-top").hidden = ["vote", "hide"].includes(at);
      find("[data-do=undo]").hidden = last === null;
      draw();
      total();
      root.scrollTop = 0;
      findAll("[tabindex]").find((one) => one.offsetParent && !one.matches("[data-wrong]"))?.focus({ preventScroll: true });
    };

    // --- what is done ---------------------------------------------------------------------------
    const cleaned = () => Object.fromEntries(Object.entries(tally).filter(([, count]) => count));
    // With `isCounted` the count has been seen: nobody touches any more, also after a restart.
    const kept = (isCounted = false) => options.keep?.(leaf.id, cleaned(), isCounted);
    const touch = (level) => {
      if (at !== "vote") return;
      tally[level] = (tally[level] ?? 0) + 1;
      last = level;
      kept();
      go("hide");
    };
    const fresh = () => {
      tally = {};
      last = null;
      value = "";
      find("[data-value]").value = "";
      delete counted[leaf.id];
      options.keep?.(leaf.id, null);
    };

    const open = (next) => {
      leaf = next;
      tally = { ...drafts[leaf.id] };
      last = null;
      value = "";
      find("form").reset();
      voices.drop();
      find("[data-value]").value = "";
      find("[data-where]").textContent = [session.title, group.label].filter(Boolean).join(" · ");
      find("[data-progress]").textContent = `${leaf.number ?? leaves.indexOf(leaf) + 1} ${word("of")} ${session.total ?? leaves.length}`;
      find("[data-question]").textContent = leaf.question;
      find("[data-unit]").textContent = leaf.unit ? `(${leaf.unit})` : "";
      find("[data-hear=question]").hidden = !audioOf(leaf);
      const begun = counted[leaf.id] ? "count" : "hide";
      go(!leaf.levels.length ? "number" : people() ? begun : "ask");
    };

    const onward = () => {
      const next = leaves.find((one) => !given.has(one.id));
      if (next) return open(next);
      close();
      options.done?.();
    };

    const close = () => {
      sound.stop();
      awake?.then((lock) => lock.release()).catch(() => {});
      root.remove();
      document.documentElement.classList.remove("is-scoring");
    };

    const answer = async (button) => {
      if (root.ariaBusy === "true") return;
      root.ariaBusy = "true";
      button.ariaBusy = "true";
      await voices.stop();
      const form = find("form");
      const photo = form.elements.photo.files[0] ?? null;
      try {
        await options.answer(leaf.id, {
          tally: cleaned(), value, photo, voice,
          reason: form.elements.reason.value.trim(), suggestion: form.elements.suggestion.value.trim(),
        });
      } catch (error) {
        return wrong(error.message || word("failed"));
      } finally {
        root.ariaBusy = button.ariaBusy = "false";
      }
      given.add(leaf.id);
      delete drafts[leaf.id];
      onward();
    };

    const show = () => {
      if (leaf.levels.length) {
        if (!people()) return wrong(word("nobody"));
        kept(true);
        return go("count");
      }
      const typed = find("[data-value]").value.trim().replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
      if (!/^\d+(\.\d+)?$/.test(typed)) return wrong(word("number"));
      value = typed;
      go("count");
    };

    const acts = {
      vote: () => go("vote"),
      hands: () => go("hands"),
      ask: () => go(leaf.levels.length ? "ask" : "number"),
      // From here on the touch before is the touch of somebody who has gone.
      next: () => { last = null; go("vote"); },
      undo: () => {
        if (last === null) return;
        tally[last] -= 1;
        last = null;
        kept();
        go("vote");
      },
      end: () => go("sure"),
      hide: () => go("hide"),
      show: () => { last = null; show(); },
      anew: () => go("again"),
      count: () => go("count"),
      fresh: () => { fresh(); acts.ask(); },
      answer,
      leave: () => { close(); options.leave?.(); },
      record: () => voices.start(),
      still: () => voices.stop(),
      mute: () => voices.drop(),
    };
    const voices = recorder({ wrong }, find, word, (file) => (voice = file));

    root.addEventListener("click", (event) => {
      // Nothing that follows a touch at once is meant, whatever lies under the finger now.
      if (performance.now() - since < PAUSE) {
        event.stopPropagation();
        event.preventDefault();
        return;
      }
      const button = event.target.closest("[data-do]");
      if (button) acts[button.dataset.do](button);
    }, true);
    find("form").addEventListener("submit", (event) => event.preventDefault());
    find("[data-hear=question]").addEventListener("click", () => sound.play(audioOf(leaf)));

    findAll("label").forEach((label) => label.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("[data-value]")) show();
    }));
    element.append(root);
    document.documentElement.classList.add("is-scoring");
    const begin = leaves.find((one) => one.id === options.first) ?? leaves.find((one) => !given.has(one.id));
    if (begin) open(begin);
    else onward();
    return { leave: acts.leave };
  };

  return { mount };
})();
