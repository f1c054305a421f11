// Keep what cannot be sent: sealed on this telephone at once, sent when the network is back.
// Pages and the service worker run this same file; docs/how-to/offline.md says how it works.
"use strict";

self.benkan = (() => {
  const DAY = 864e5;
  const KEPT_DAYS = 14;
  const OPEN = ["waiting", "login", "other"]; // tried again by itself
  const news = self.BroadcastChannel && new BroadcastChannel("benkan");

  // --- what is kept ---------------------------------------------------------------------------
  // Two databases: what waits, which every page asks, and sessions of scoring, which few ever open.
  const STORES = {
    benkan: { items: { keyPath: "id" }, known: {} },
    "benkan-sessions": { sessions: { keyPath: "round" }, sounds: {}, sheets: { keyPath: "id" }, pieces: {} },
  };
  const baseOf = (store) => Object.keys(STORES).find((name) => STORES[name][store]);
  const opening = {};
  const database = (name) => (opening[name] ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => {
      for (const [store, how] of Object.entries(STORES[name])) asked.result.createObjectStore(store, how);
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  }));

  const run = async (store, mode, act) => {
    const base = await database(baseOf(store));
    return new Promise((resolve, reject) => {
      // Strict: it is on the disk, not only on its way there, before we say that it is kept.
      const steps = base.transaction(store, mode, { durability: "strict" });
      const asked = act(steps.objectStore(store));
      steps.oncomplete = () => resolve(asked.result);
      steps.onabort = steps.onerror = () => reject(steps.error);
    });
  };

  const tell = () => {
    news?.postMessage(1);
    self.dispatchEvent(new Event("benkan"));
  };
  const write = async (act) => { await run("items", "readwrite", act); tell(); };
  const put = (item) => write((items) => items.put(item));
  // The boxes of a sheet, in the order of their names: its counts first, then a remark an answer.
  const piecesOf = (id) => IDBKeyRange.bound(`${id}/`, `${id}/~`);
  const dropPieces = (id) => run("pieces", "readwrite", (pieces) => pieces.delete(piecesOf(id)));
  const remove = async (id) => {
    const item = await run("items", "readonly", (items) => items.get(id));
    if (item?.kind === "sheet") await dropPieces(id);
    await write((items) => items.delete(id));
  };
  const all = async () =>
    (await run("items", "readonly", (items) => items.getAll())).sort((a, b) => a.at - b.at);
  const know = (name, value) => run("known", "readwrite", (known) =>
    value === undefined ? known.delete(name) : known.put(value, name));
  const known = (name) => run("known", "readonly", (store) => store.get(name));
  // Who logs out leaves no session of hers behind; what waits and what is locked stays until it has left.
  const forget = (tookSessions) => ["known", ...(tookSessions ? ["sessions", "sounds"] : [])]
    .forEach((name) => run(name, "readwrite", (store) => store.clear()));

  // What has waited for two weeks goes, and a notice stays for as long.
  const tidy = async () => {
    for (const { id, kind, at, state } of await all()) {
      const days = (Date.now() - at) / DAY;
      if (days < KEPT_DAYS) continue;
      if (state === "sent" || days > 2 * KEPT_DAYS) await remove(id);
      else if (state !== "gone") {
        if (kind === "sheet") await dropPieces(id);
        await put({ id, kind, at, state: "gone" });
      }
    }
  };

  // --- sealing: the twin of kit/boxes.py ------------------------------------------------------
  const joined = async (...parts) => new Uint8Array(await new Blob(parts).arrayBuffer());

  const small = async (file) => {
    // A telephone's photo is ten times what is needed to see; drawn anew, it also says no place.
    if (!file.type.startsWith("image/") || file.size < 3e5) return file;
    try {
      const image = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, 2000 / Math.max(image.width, image.height));
      const sheet = new OffscreenCanvas(image.width * scale, image.height * scale);
      sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
      const drawn = await sheet.convertToBlob({ type: "image/jpeg", quality: 0.8 });
      return drawn.size < file.size ? drawn : file;
    } catch {
      return file;
    }
  };

  const seal = async (key, envelope, fields, files) => {
    const told = [];
    const contents = [];
    for (const [field, file] of files) {
      const content = await small(file);
      told.push({ field, name: file.name, type: content.type, size: content.size });
      contents.push(content);
    }
    const head = new TextEncoder().encode(JSON.stringify({ envelope, fields, files: told }));
    const length = new DataView(new ArrayBuffer(4));
    length.setUint32(0, head.length);

    const house = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const subtle = crypto.subtle;
    const theirs = await subtle.importKey("raw", house, curve, false, []);
    const pair = await subtle.generateKey(curve, false, ["deriveBits"]);
    const own = await joined(await subtle.exportKey("raw", pair.publicKey));
    const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256);
    const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const secret = await subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: await joined(own, house),
        info: new TextEncoder().encode("benkan box 1") },
      base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const kid = (await subtle.digest("SHA-256", house)).slice(0, 8);
    const top = await joined(new Uint8Array([1]), kid, own);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: top }, secret, await joined(length, head, ...contents));
    return (await joined(top, iv, sealed)).buffer;
  };

  // --- sending --------------------------------------------------------------------------------
  const once = async (item, extra, seconds) => {
    const signal = AbortSignal.timeout?.(seconds * 1000);
    const token = await (await fetch(item.token, { cache: "no-store", signal })).json();
    if (item.kind !== "said" && item.who !== token.who) {
      return [0, { state: token.who ? "other" : "login" }];
    }
    const body = new FormData();
    for (const [name, value] of Object.entries(extra)) body.set(name, value);
    body.set("box", new Blob([item.box]), "box");
    const headers = { "X-CSRFToken": token.token };
    const answer = await fetch(item.to, { method: "POST", body, headers, signal, redirect: "manual" });
    // A session that has ended is sent to log in; a page of somebody else's is not there.
    if (answer.type === "opaqueredirect") return [0, { state: "login" }];
    if (answer.status === 404) return [404, { state: "refused", sentence: "" }];
    return [answer.status, await answer.json()];
  };

  // A sheet leaves box by box. What has arrived is let go of at once, so that a line that breaks is
  // taken up where it broke.
  const sheet = async (item, extra, seconds) => {
    let mended = extra;
    for (const piece of await run("pieces", "readonly", (pieces) => pieces.getAllKeys(piecesOf(item.id)))) {
      const box = await run("pieces", "readonly", (pieces) => pieces.get(piece));
      const [status, told] = await once({ ...item, box }, mended, seconds);
      if (status !== 200) return [status, told];
      mended = {};
      await put(Object.assign(item, told, { state: "waiting" }));
      await run("pieces", "readwrite", (pieces) => pieces.delete(piece));
    }
    return [200, {}];
  };

  // Whether the network is there. The answer changes the item; without one it stays as it is.
  const sendOne = async (item, { extra = {}, seconds = 240 } = {}) => {
    let status, told;
    try {
      [status, told] = await (item.kind === "sheet" ? sheet : once)(item, extra, seconds);
    } catch {
      return false;
    }
    if (status === 200 && extra.here) await remove(item.id);
    else if (status === 200) await put({ ...item, ...told, box: null, state: "sent" });
    else if ([400, 413, 422].includes(status)) await put({ ...item, ...told, state: "refused" });
    else if (told.state) await put({ ...item, ...told });
    return status === 200 ? told : status < 429 && {};
  };

  // One at a time, in one window: what two of them send is one on the server all the same.
  const send = async () => {
    await tidy();
    const turn = async (lock) => {
      const tried = new Set();
      while (lock) {
        const next = (one) => OPEN.includes(one.state) && !tried.has(one.id);
        const item = (await all()).find(next);
        if (!item) return;
        tried.add(item.id);
        if (!(await sendOne(item))) return;
      }
    };
    await (navigator.locks ? navigator.locks.request("benkan", { ifAvailable: true }, turn) : turn(1));
  };

  return { tidy, all, put, remove, know, known, forget, seal, send, sendOne, run, piecesOf, OPEN, news };
})();

// --- on a page ----------------------------------------------------------------------------------
if (self.document) (async () => {
  const { tidy, all, put, know, known, forget, seal, send, sendOne, OPEN, news } = benkan;
  const chip = document.querySelector("[data-offline]");
  if (!chip) return;
  if (!(self.isSecureContext && navigator.serviceWorker && self.indexedDB)) {
    document.querySelectorAll("[data-unable]").forEach((words) => (words.hidden = false));
    return;
  }
  const { worker, key, language, who, programme, token } = chip.dataset;

  const count = async () => {
    const waiting = (await all()).filter((one) => OPEN.includes(one.state) || one.state === "refused");
    chip.querySelector("[data-count]").textContent = waiting.length;
    chip.hidden = !(programme && waiting.length);
  };
  self.addEventListener("benkan", count);
  if (news) news.onmessage = () => self.dispatchEvent(new Event("benkan-news")) && count();

  // Who writes here is noted for the pages that work without a network, until she logs out.
  if (who) await know(`who:${programme}`, who);
  const tookSessions = who && (await known("sessions"));
  document.addEventListener("submit", (event) => {
    if ((event.target.getAttribute("action") || location.pathname).includes("/deconnexion/")) {
      forget(tookSessions || document.querySelector("[data-session]"));
    }
  });

  // --- a form that is kept before it is sent --------------------------------------------------
  const keep = async (form, data) => {
    const { queue: kind, to, place } = form.dataset;
    const id = data.get("client_key") || crypto.randomUUID().replaceAll("-", "");
    const me = kind === "said" ? "" : who || (await known(`who:${programme}`)) || "";
    const fields = {};
    const files = [];
    for (const [name, value] of data) {
      if (typeof value === "string") fields[name] = value;
      else if (value.size) files.push([name, value]);
    }
    fields.client_key = id;
    delete fields.csrfmiddlewaretoken;
    const item = {
      id, kind, to, token, who: me, at: Date.now(), state: "waiting", programme,
      place: data.get("is_sensitive") ? "" : place || "",
      box: await seal(key, { kind, programme, language, who: me }, fields, files),
    };
    await put(item);
    const meetings = await known(`meetings:${programme}`);
    const left = meetings?.filter((one) => one.id !== fields.activity);
    if (meetings) await know(`meetings:${programme}`, left);
    navigator.storage?.persist?.();
    navigator.serviceWorker.ready.then((here) => here.sync?.register("benkan")).catch(() => {});
    return item;
  };

  const sendForm = async (form, event) => {
    const button = event.submitter ?? form.querySelector("button:not([type=button])");
    form.dataset.busy = "1";
    button?.setAttribute("aria-busy", "true");
    let item;
    try {
      item = await keep(form, new FormData(form));
    } catch {
      return form.submit(); // no room on the telephone, or an old browser: as without this script
    }
    const told = navigator.onLine && (await sendOne(item, { extra: { here: 1 }, seconds: 60 }));
    if (told?.then) return location.replace(told.then);
    const now = (await all()).find((one) => one.id === item.id);
    if (now?.state === "refused" && form.action && !form.matches("[data-shell]")) {
      await benkan.remove(item.id);
      return form.submit(); // the server says beside each field what is wrong
    }
    form.reset(); // the browser writes what stands in a field to its own files
    location.replace(chip.href);
  };

  // Else the browser notes numbers in the open, and offers them to whoever writes next.
  document.querySelectorAll("[data-queue] [type=tel], [data-shell] input").forEach((field) => {
    field.setAttribute("autocomplete", "off");
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-queue]") || event.defaultPrevented || event.submitter?.name) return;
    event.preventDefault();
    if (!form.dataset.busy) sendForm(form, event);
  });
  self.addEventListener("pageshow", () => {
    document.querySelectorAll("[data-busy]").forEach((form) => {
      delete form.dataset.busy;
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    });
  });

  // --- a meeting that is taken along: where and when, nothing of who comes ---------------------
  const take = document.querySelector("[data-take]");
  if (take) {
    const button = take.querySelector("button");
    const meetings = (await known(`meetings:${programme}`)) ?? [];
    const isTaken = (taken) => {
      button.hidden = taken;
      take.querySelector("[data-taken]").hidden = !taken;
    };
    const { take: id, title, day, place } = take.dataset;
    isTaken(meetings.some((one) => one.id === id));
    take.hidden = false;
    button.addEventListener("click", async () => {
      await know(`meetings:${programme}`, [...meetings, { id, title, day, place }]);
      isTaken(true);
    });
  }

  // --- the worker, and what waits -------------------------------------------------------------
  // After the page itself, and not for a reader whose telephone asks to save data.
  const register = () => navigator.serviceWorker.register(worker, { scope: "/" }).catch(() => {});
  const isThrifty = navigator.connection?.saveData && !who && !document.querySelector("[data-queue]");
  if (document.readyState === "complete") isThrifty || register();
  else if (!isThrifty) self.addEventListener("load", register);
  navigator.serviceWorker.ready.then((here) => here.active.postMessage({ programme, language }));
  await tidy();
  await count();
  self.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden || send());
  if (!chip.hidden) send();
})();
