// Sessions of scoring on this telephone: taken along, scored with groups, closed and sent.
// offline.js keeps and sends, score.js shows the questions; docs/how-to/offline.md says how it works.
"use strict";

(async () => {
  const find = (name, within = document) => within.querySelector(`[data-${name}]`);
  const findAll = (name, within = document) => [...within.querySelectorAll(`[data-${name}]`)];
  const chip = find("offline");
  const able = self.isSecureContext && navigator.serviceWorker && self.indexedDB;
  if (!chip || !able) return;
  const DAY = 864e5;
  const KEPT_DAYS = 30;
  const { key, token, language, programme } = chip.dataset;
  const { run, all, put, know, known, seal, send } = benkan;
  const read = (store, name) => run(store, "readonly", (rows) => rows.get(name));
  const every = (store) => run(store, "readonly", (rows) => rows.getAll());
  const write = (store, row, name) => run(store, "readwrite", (rows) => rows.put(row, name));
  const drop = (store, name) => run(store, "readwrite", (rows) => rows.delete(name));
  const fresh = () => crypto.randomUUID().replaceAll("-", "");
  const who = chip.dataset.who || (await known(`who:${programme}`)) || "";
  const word = (name) => find(`word="${name}"`).textContent;

  const voiced = (session) => session.leaves.flatMap((leaf) => [leaf, ...leaf.levels]);
  const soundsOf = (session) => {
    const spoken = new Set(session.groups.map((group) => group.language).filter(Boolean));
    const wanted = ([code]) => !spoken.size || spoken.has(code);
    return voiced(session).flatMap((one) => Object.entries(one.audio ?? {}).filter(wanted).map(([, address]) => address));
  };

  // --- the page that takes a session along -----------------------------------------------------
  const readyToStart = () => new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => (data ? resolve() : reject(new Error("not kept")));
    navigator.serviceWorker.ready.then((here) => here.active.postMessage({ programme, language, scoring: true }, [port2]));
  });
  const taking = find("session");
  if (taking) {
    const [button, said, taken] = [taking.querySelector("button"), find("said", taking), find("taken", taking)];
    const { session: address, round } = taking.dataset;
    const isTaken = async () => (taken.hidden = (await read("sessions", round))?.who !== who);
    button.addEventListener("click", async () => {
      button.ariaBusy = "true";
      try {
        const session = await (await fetch(address, { cache: "no-store" })).json();
        const sounds = soundsOf(session);
        let number = 0;
        for (const sound of sounds) {
          said.textContent = `${++number} / ${sounds.length}`;
          const answer = await fetch(sound, { cache: "no-store" });
          if (!answer.ok) throw new Error(answer.status);
          await write("sounds", await answer.blob(), sound);
        }
        await readyToStart();
        await know("sessions", 1);
        await write("sessions", { ...session, programme, who, at: Date.now() });
        await navigator.storage?.persist?.();
        said.textContent = "";
        await isTaken();
      } catch {
        said.textContent = word("failed");
      }
      button.ariaBusy = "false";
    });
    taking.hidden = false;
    await isTaken();
  }

  // --- the page that works without a network ---------------------------------------------------
  const stage = find("scoring");
  if (!stage) return;
  const [list, card, view] = [find("sessions"), find("card").content, find("group").content];

  // What nobody has touched for a month goes, and a notice stays.
  for (const { id, changed } of await every("sheets")) {
    if (Date.now() - changed < KEPT_DAYS * DAY) continue;
    await put({ id, kind: "sheet", at: changed, state: "gone", programme });
    await drop("pieces", benkan.piecesOf(id));
    await drop("sheets", id);
  }

  const askedOf = (session, group) =>
    session.leaves.filter((leaf) => leaf.asked_of !== "provider" || group.is_provider);
  const sheetsOf = async (session, group) => (await every("sheets"))
    .filter((one) => one.round === session.round && one.group === group.id && one.who === who);
  const sentOf = async (session, group) => (await all())
    .filter((one) => one.round === session.round && one.group === group.id);

  const begun = (session, group) => ({
    id: fresh(), programme, round: session.round, group: group.id, who, changed: Date.now(),
    scored_on: new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10),
    answers: {}, drafts: {}, counted: {}, counts: {}, remarks: [],
  });
  // Nothing is written before something was said: a look at a group leaves no trace.
  const save = (sheet) => write("sheets", Object.assign(sheet, { changed: Date.now() }));

  // --- the list: sessions, their groups and how far each is -------------------------------------
  const stateOf = async (session, group) => {
    const [sheet] = await sheetsOf(session, group);
    const number = sheet && Object.keys(sheet.answers).length;
    if (sheet) return [`${number} ${word("of")} ${askedOf(session, group).length}`, ""];
    const last = (await sentOf(session, group)).at(-1);
    if (!last) return [word("none"), ""];
    const signs = { sent: "good", refused: "bad" };
    return [word(last.state === "sent" ? "sent" : last.state === "refused" ? "refused" : "locked"), signs[last.state]];
  };

  const showList = async () => {
    const mine = (await every("sessions")).filter((one) => one.programme === programme && one.who === who && who);
    const cards = [];
    for (const session of mine.sort((a, b) => b.at - a.at)) {
      const one = card.cloneNode(true).firstElementChild;
      find("title", one).textContent = session.title;
      find("place", one).textContent = session.place;
      const line = find("line", one);
      for (const group of session.groups) {
        const row = line.cloneNode(true);
        const [state, sign] = await stateOf(session, group);
        row.querySelector("a").href = `#${session.round}/${group.id}`;
        find("label", row).textContent = group.label;
        find("state", row).textContent = state;
        if (sign) find("state", row).classList.add(`is-${sign}`);
        line.before(row);
      }
      line.remove();
      find("forget", one).addEventListener("click", () => forgetSession(session));
      cards.push(one);
    }
    list.replaceChildren(...cards);
    find("empty").hidden = Boolean(cards.length);
  };

  const forgetSession = async (session) => {
    const open = (await every("sheets")).some((one) => one.round === session.round);
    if (open) return (find("notice").hidden = false);
    for (const sound of soundsOf(session)) await drop("sounds", sound);
    await drop("sessions", session.round);
    await showList();
  };

  // --- a group: who sits here, the questions, the end ------------------------------------------
  const numbers = (counts, pattern) =>
    Object.entries(counts).reduce((sum, [box, number]) => sum + (pattern.test(box) ? number : 0), 0);
  const people = (counts, sex = "(female|male|unknown)") => numbers(counts, new RegExp(`^${sex}-`));
  const tooMany = (counts) => ["female", "male", "unknown"].some((sex) =>
    ["disability", "displaced"].some((of) => numbers(counts, new RegExp(`^${of}-${sex}$`)) > people(counts, sex)));

  // What score.js plays lies on this telephone.
  const withSounds = async (session, spoken) => {
    const heard = structuredClone(session);
    for (const one of voiced(heard)) {
      const address = one.audio?.[spoken];
      const sound = address && (await read("sounds", address));
      one.audio = sound ? { [spoken]: URL.createObjectURL(sound) } : {};
    }
    return heard;
  };
  const envelope = { kind: "sheet", programme, language, who };

  const close = async (session, group, sheet) => {
    const device = (await known("device")) || fresh();
    await know("device", device);
    // With its words: a question that was taken out meanwhile is then kept as a remark, not lost.
    const answers = Object.fromEntries(askedOf(session, group).filter(({ id }) => sheet.answers[id])
      .map(({ id, question }) => [id, { ...sheet.answers[id], question }]));
    const fields = {
      part: "answers", client_key: sheet.id, group: group.id, scored_on: sheet.scored_on, device,
      answers: JSON.stringify(answers), ...sheet.counts,
    };
    // The counts come first in the order of names; the list of what waits is written last, so that
    // whatever breaks before leaves the sheet open.
    await write("pieces", await seal(key, envelope, fields, []), `${sheet.id}/`);
    await put({
      id: sheet.id, kind: "sheet", to: stage.dataset.to, token, who, at: Date.now(), state: "waiting",
      programme, place: `${group.label} · ${session.title}`, round: session.round, group: group.id,
    });
    await drop("sheets", sheet.id);
    navigator.serviceWorker.ready.then((here) => here.sync?.register("benkan")).catch(() => {});
    location.hash = "";
    await send();
  };

  const score = async (session, group, sheet, { first, spoken }) => {
    const heard = await withSounds(session, spoken);
    const answered = { ...sheet.answers };
    if (first) delete answered[first];
    const back = () => showGroup(session, group);
    benkanScore.mount(find("stage"), {
      session: heard,
      group: { ...group, people: people(sheet.counts) || group.people },
      answered, drafts: sheet.drafts, language: spoken, first,
      counted: sheet.counted,
      // Once its count has been shown nobody touches a question any more, after a restart neither.
      keep: (leaf, tally, isCounted) => {
        if (tally) sheet.drafts[leaf] = tally;
        else delete sheet.drafts[leaf];
        if (isCounted) sheet.counted[leaf] = true;
        else delete sheet.counted[leaf];
        return save(sheet);
      },
      answer: async (leaf, { tally, value, reason, suggestion, photo, voice }) => {
        if (reason || suggestion || photo || voice) {
          const files = [["photo", photo], ["recording", voice]].filter(([, file]) => file);
          const { question } = session.leaves.find(({ id }) => id === leaf);
          const fields = { part: "remark", client_key: sheet.id, round: session.round, node: leaf, question, reason, suggestion };
          await write("pieces", await seal(key, envelope, fields, files), `${sheet.id}/${leaf}`);
          if (!sheet.remarks.includes(leaf)) sheet.remarks.push(leaf);
        }
        sheet.answers[leaf] = { tally, value };
        delete sheet.drafts[leaf];
        delete sheet.counted[leaf];
        await save(sheet);
      },
      done: back,
      leave: back,
    });
  };

  const showGroup = async (session, group) => {
    const [open] = await sheetsOf(session, group);
    const sheet = open ?? begun(session, group);
    const one = view.cloneNode(true).firstElementChild;
    const leaves = askedOf(session, group);
    const count = Object.keys(sheet.answers).length;
    find("label", one).textContent = group.label;
    find("where", one).textContent = `${session.title} · ${session.place}`;
    find("again", one).hidden = Boolean(open) || !(await sentOf(session, group)).length;

    const form = find("counts", one);
    const total = () => (find("total", one).textContent = people(sheet.counts) || group.people || 0);
    for (const field of form.elements) {
      if (field.name) field.value = field.name === "scored_on" ? sheet.scored_on : sheet.counts[field.name] ?? "";
    }
    form.addEventListener("change", ({ target }) => {
      if (target.name === "scored_on") sheet.scored_on = target.value || sheet.scored_on;
      else if (Number(target.value) > 0) sheet.counts[target.name] = Math.trunc(Number(target.value));
      else delete sheet.counts[target.name];
      find("situations", one).hidden = !tooMany(sheet.counts);
      total();
      save(sheet);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    find("counting", one).addEventListener("click", ({ currentTarget: button }) => {
      form.hidden = !form.hidden;
      button.ariaExpanded = String(!form.hidden);
    });
    total();

    const spoken = find("language", one);
    const heard = new Set(voiced(session).flatMap((each) => Object.keys(each.audio ?? {})));
    const languages = session.languages.filter(({ code }) => heard.has(code));
    spoken.replaceChildren(...languages.map(({ code, name }) => new Option(name, code)));
    if (heard.has(group.language)) spoken.value = group.language;
    find("languages", one).hidden = languages.length < 2;
    const how = (first) => ({ first, spoken: spoken.value || group.language || "fr" });

    find("progress", one).textContent = `${count} ${word("of")} ${leaves.length}`;
    find("meter", one).max = leaves.length;
    find("meter", one).value = count;
    const row = find("leaf", one);
    for (const leaf of leaves) {
      const told = row.cloneNode(true);
      const given = sheet.answers[leaf.id];
      find("question", told).textContent = leaf.question;
      find("given", told).hidden = !given;
      find("remarked", told).hidden = !sheet.remarks.includes(leaf.id);
      told.querySelector("button").hidden = !given;
      told.querySelector("button").addEventListener("click", () => score(session, group, sheet, how(leaf.id)));
      row.before(told);
    }
    row.remove();
    const begin = find("begin", one);
    begin.hidden = count === leaves.length;
    begin.addEventListener("click", () => score(session, group, sheet, how()));
    const end = find("close", one);
    end.hidden = !count;
    find("left", one).hidden = count === leaves.length;
    find("end", one).addEventListener("click", async ({ currentTarget: button }) => {
      if (tooMany(sheet.counts)) {
        form.hidden = false;
        return find("situations", one).focus();
      }
      // Touches of a question that is not finished are nobody's to throw away.
      const [draft] = Object.keys(sheet.drafts);
      if (draft) return score(session, group, sheet, how(draft));
      if (button.ariaBusy === "true") return;
      button.ariaBusy = "true";
      await close(session, group, sheet).catch(() => (find("failed", one).hidden = false));
      button.ariaBusy = "false";
    });
    find("stage").replaceChildren(one);
    one.querySelector("h1").focus();
  };

  const show = async () => {
    const [round, id] = location.hash.slice(1).split("/");
    const session = round && (await read("sessions", round));
    const group = session?.who === who && session.groups.find((one) => one.id === id);
    find("notice").hidden = true;
    find("listed").hidden = Boolean(group);
    find("stage").hidden = !group;
    if (group) return showGroup(session, group);
    find("stage").replaceChildren();
    await showList();
  };
  self.addEventListener("hashchange", show);
  self.addEventListener("benkan", () => location.hash.length > 1 || showList());
  self.addEventListener("benkan-news", () => location.hash.length > 1 || showList());
  stage.hidden = false;
  await show();
})();
