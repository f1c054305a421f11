// The pages that work without a network: choose a commune, check a form before it is locked away, and
// show what waits on this telephone. offline.js keeps and sends.
"use strict";

(async () => {
  const find = (name, within = document) => within.querySelector(`[data-${name}]`);
  const findAll = (name, within = document) => [...within.querySelectorAll(`[data-${name}]`)];
  const chip = find("offline");
  const able = self.isSecureContext && navigator.serviceWorker && self.indexedDB;
  if (!chip || !able) return;
  const { programme, language } = chip.dataset;
  const day = (at, style = { dateStyle: "long" }) => new Intl.DateTimeFormat(language, style).format(at);

  // Standing in for another page, this one knows that there is no network, whatever the telephone says.
  const standsIn = !location.pathname.includes("/hors-ligne/");
  const network = () => (find("no-network").hidden = navigator.onLine && !standsIn);
  self.addEventListener("online", network);
  self.addEventListener("offline", network);
  network();

  // --- a commune by its first letters, folded as the server does (kit/text.py) -----------------
  const PLAIN = { ɛ: "e", ɔ: "o", ɲ: "ny", ŋ: "ng", ɓ: "b", ɗ: "d", ƴ: "y", ə: "e", ǝ: "e", ɣ: "g",
    œ: "oe", æ: "ae", ß: "ss", ı: "i" };
  benkan.folded = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
      .replace(/[^0-9a-z]/g, (letter) => PLAIN[letter] ?? " ").replace(/ +/g, " ").trim();

  const places = async (field) => {
    const [typed, commune, found, said] = ["typed", "commune", "found", "said"].map((name) => find(name, field));
    const word = (name) => field.querySelector(`[data-word=${name}]`).content.textContent;
    const lists = await (await fetch(field.dataset.places)).json();
    const all = Object.entries(lists).flatMap(([where, list]) =>
      list.map(([name, code]) => ({ name, code, where, key: benkan.folded(name) })));
    const rank = (one, text) => (one.key === text ? 0 : one.key.startsWith(text) ? 1 : 2);

    const choose = (one) => {
      commune.value = one.code;
      field.closest("form").dataset.place = one.name;
      typed.value = one.name;
      found.hidden = true;
      said.textContent = `${word("chosen")} ${one.name} (${one.where})`;
      typed.focus();
    };
    typed.addEventListener("input", () => {
      const text = benkan.folded(typed.value);
      commune.value = field.closest("form").dataset.place = "";
      const fits = text ? all.filter((one) => ` ${one.key}`.includes(` ${text}`)) : [];
      fits.sort((a, b) => rank(a, text) - rank(b, text));
      found.replaceChildren(...fits.slice(0, 8).map((one) => {
        const line = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = `${one.name} (${one.where})`;
        button.addEventListener("click", () => choose(one));
        line.append(button);
        return line;
      }));
      found.hidden = !fits.length;
      said.textContent = text ? word(fits.length ? "many" : "none") : "";
    });
  };
  findAll("places").forEach((field) => places(field).catch(() => (field.hidden = true)));

  // --- the two forms --------------------------------------------------------------------------
  const form = find("shell");
  if (form) {
    const asked = new URLSearchParams(location.search);
    const isTold = /\/messages\/pour\//.test(location.pathname) || location.hash === "#pour";
    const kind = isTold && form.dataset.queue === "said" ? "told" : form.dataset.queue;
    if (kind === "told") Object.assign(form.dataset, { queue: kind, to: form.dataset.toTold });
    findAll("for").forEach((part) => {
      if (part.dataset.for === kind) part.hidden = false;
      else part.remove();
    });
    if (kind !== "said") find("places", form).querySelector("[data-optional]").remove();
    const service = form.querySelector(`[name=service][value="${CSS.escape(asked.get("service") ?? "")}"]`);
    if (service) service.checked = true;

    if (kind === "meeting") {
      const choice = form.elements.activity;
      const named = location.pathname.match(/\/activites\/([0-9a-f-]{36})\//)?.[1];
      const taken = (await benkan.known(`meetings:${programme}`)) ?? [];
      if (named && !taken.some((one) => one.id === named)) taken.push({ id: named, title: named.slice(0, 8) });
      for (const one of taken) {
        const words = [one.title, one.day && day(new Date(one.day)), one.place].filter(Boolean);
        choice.add(new Option(words.join(" · "), one.id));
      }
      choice.value = named ?? taken[0]?.id ?? "";
      const isNew = () => {
        const one = taken.find((meeting) => meeting.id === choice.value);
        find("new", form).hidden = Boolean(one);
        if (one) form.dataset.place = one.place ?? "";
        if (one?.day && !form.elements.held_on.value) form.elements.held_on.value = one.day;
      };
      choice.addEventListener("change", isNew);
      isNew();
      form.addEventListener("input", () => (find("total", form).textContent = people()));
    }

    const numbers = (pattern) => [...form.elements].filter((one) => pattern.test(one.name))
      .reduce((sum, one) => sum + Number(one.value || 0), 0);
    const SEXES = ["female", "male", "unknown"];
    const people = (sex = "(female|male|unknown)") => numbers(new RegExp(`^${sex}-`));
    const tooMany = (sex) => ["disability", "displaced"].some((of) =>
      numbers(new RegExp(`^${of}-${sex}$`)) > people(sex));

    // What the server would refuse is said now: once it is locked nobody can mend it.
    const wrongs = (data) => {
      const today = new Date().toISOString().slice(0, 10);
      return {
        service: kind !== "meeting" && !data.get("service"),
        commune: kind === "told" && !data.get("commune"),
        text: kind !== "meeting" && !data.get("text").trim() && !data.get("recording")?.size,
        consents: kind === "told" && data.get("number") && !data.get("consents"),
        activity: kind === "meeting" && !data.get("activity") && !(data.get("commune") && data.get("title").trim()),
        held_on: kind === "meeting" && !(data.get("held_on") && data.get("held_on") <= today),
        counts: kind === "meeting" && !people(),
        situations: kind === "meeting" && SEXES.some(tooMany),
      };
    };
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      const wrong = wrongs(new FormData(form));
      findAll("error", form).forEach((words) => (words.hidden = !wrong[words.dataset.error]));
      const first = findAll("error", form).find((words) => !words.hidden);
      if (!first) return;
      event.preventDefault();
      first.tabIndex = -1;
      first.focus();
    });
    form.hidden = false;
  }

  // --- what waits -----------------------------------------------------------------------------
  const items = find("items");
  if (!items) return;
  const word = (name) => find("words").querySelector(`[data-word=${name}]`).textContent;
  const { all, put, remove, sendOne, send, OPEN } = benkan;
  const SIGNS = { sent: "good", refused: "bad", gone: "bad" };

  const codesOf = (item) => [["code", item.code], ["reference", item.reference]].flatMap(([name, code]) => {
    if (!code) return [];
    const label = document.createElement("span");
    const value = document.createElement("strong");
    label.textContent = word(name);
    value.textContent = code;
    return [label, value];
  });

  const mending = (item, card) => {
    const again = find("again", card);
    const field = ["number", "consents", "photo", "recording", "sheet"].find((one) => item.fields?.includes(one));
    again.hidden = item.state !== "refused";
    const without = { photo: "withoutPhoto", sheet: "withoutPhoto", recording: "withoutRecording", consents: "withoutNumber" };
    again.textContent = word(without[field] ?? "again");
    const place = find("mend", card);
    const input = place.querySelector("input");
    const typed = field === "number";
    place.hidden = !typed;
    if (typed) {
      input.id = `mend-${item.id}`;
      input.type = "tel";
      place.querySelector("label").htmlFor = input.id;
      place.querySelector("label").textContent = word("number");
    }
    again.addEventListener("click", () => {
      const mended = field === "consents" ? "number" : field;
      sendOne(item, { extra: field ? { [`mend-${mended}`]: typed ? input.value : "" } : {} });
    });
  };

  const cardOf = (item) => {
    const card = find("item").content.cloneNode(true).firstElementChild;
    find("kind", card).textContent = word(item.kind);
    const state = find("state", card);
    state.textContent = word(item.state);
    if (SIGNS[item.state]) state.classList.add(`is-${SIGNS[item.state]}`);
    const when = day(item.at, { dateStyle: "long", timeStyle: "short" });
    find("when", card).textContent = [when, item.place].filter(Boolean).join(" · ");
    const sentence = find("sentence", card);
    sentence.textContent = { gone: word("goneWhy"), other: word("otherWhy"), sent: item.words,
      refused: item.sentence || word("notHere") }[item.state] ?? "";
    sentence.hidden = !sentence.textContent;
    const way = find("way", card);
    way.hidden = !(item.kind === "sheet" && item.state === "sent" && item.then);
    if (!way.hidden) way.firstElementChild.href = item.then;
    const codes = find("codes", card);
    codes.replaceChildren(...(item.state === "sent" ? codesOf(item) : []));
    codes.hidden = !codes.childElementCount;
    mending(item, card);
    const erase = find("delete", card);
    const isOver = ["sent", "gone"].includes(item.state);
    erase.textContent = word(isOver ? "noted" : "delete");
    erase.addEventListener("click", () => {
      if (isOver || confirm(word("sure"))) remove(item.id);
    });
    return card;
  };

  const show = async () => {
    const list = await all();
    items.replaceChildren(...list.map(cardOf));
    find("list").hidden = !list.length;
    find("empty").hidden = Boolean(list.length);
    find("send").hidden = !list.some((one) => OPEN.includes(one.state));
    find("login").hidden = !list.some((one) => one.state === "login");
  };
  self.addEventListener("benkan", show);
  self.addEventListener("benkan-news", show);
  find("send").addEventListener("click", async () => {
    const said = document.querySelector("[data-list] [data-said]");
    said.textContent = word("sending");
    await send();
    said.textContent = (await all()).some((one) => one.state === "waiting") ? word("later") : "";
  });
  if (await benkan.known(`who:${programme}`)) findAll("staff").forEach((way) => (way.hidden = false));
  await show();
})();
