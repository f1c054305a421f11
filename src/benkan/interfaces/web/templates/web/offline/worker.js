// Keeps the pages that work without a network, and nothing that is about a person. Written by
// interfaces/web/pages/offline.py; its name changes with what it keeps.
"use strict";
importScripts("{{ shared }}");
const CACHE = "benkan-{{ version }}";
const KEPT = [{% for one in kept %}"{{ one }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const SHELLS = ["dire/", "rencontre/", ""]; // the last one says that all are there
// Only on a telephone that has taken a session of scoring along.
const SCORING = [{% for one in scoring %}"{{ one }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const SCORES = "evaluation/";
const PATIENCE = 12000;

const bare = { credentials: "omit", cache: "no-cache" };
const shell = (programme, name) => `/p/${programme}/hors-ligne/${name}`;

// A page for anybody: asked for without cookies, and never one that says it is not to be kept.
const keepShells = async (cache, programme, language, names = SHELLS) => {
  for (const name of names) {
    const path = shell(programme, name);
    const page = await fetch(`${path}?langue=${language}`, bare);
    const closed = /no-store|private/.test(page.headers.get("Cache-Control") ?? "");
    if (page.ok && !page.redirected && !closed) await cache.put(path, page);
  }
};

const language = async (cache, programme) =>
  (await cache.match(shell(programme, "")))?.headers.get("Content-Language");

// What has not changed since the last version is not fetched again.
const keepFiles = async (cache, paths) => {
  for (const path of paths) {
    const held = await caches.match(path);
    await (held ? cache.put(path, held) : cache.add(new Request(path, bare)));
  }
};

const keepScoring = async (cache, programme, language) => {
  await keepFiles(cache, SCORING);
  await keepShells(cache, programme, language, [SCORES]);
};

const older = async () =>
  (await caches.keys()).filter((name) => name.startsWith("benkan-") && name !== CACHE);

const install = async () => {
  const cache = await caches.open(CACHE);
  await keepFiles(cache, KEPT);
  for (const name of await older()) {
    const before = await caches.open(name);
    for (const { url } of await before.keys()) {
      const programme = new URL(url).pathname.match(/^\/p\/([^/]+)\/hors-ligne\/$/)?.[1];
      if (!programme) continue;
      const wanted = await language(before, programme);
      await keepShells(cache, programme, wanted).catch(() => {});
      const scores = await before.match(shell(programme, SCORES));
      if (scores) await keepScoring(cache, programme, wanted).catch(() => {});
    }
  }
  await skipWaiting();
};

const activate = async () => {
  for (const name of await older()) await caches.delete(name);
  await clients.claim();
};

const keep = async ({ programme, language: wanted, scoring }) => {
  if (!programme) return;
  const cache = await caches.open(CACHE);
  if ((await language(cache, programme)) !== wanted) await keepShells(cache, programme, wanted);
  const scores = await cache.match(shell(programme, SCORES));
  const isOther = scores && scores.headers.get("Content-Language") !== wanted;
  if (isOther || (scoring && !scores)) await keepScoring(cache, programme, wanted);
};

// Which page stands in for one that could not be fetched.
const standIn = async (path) => {
  const cache = await caches.open(CACHE);
  const [, programme, rest] = path.match(/^\/p\/([^/]+)\/(.*)/) ?? [];
  const name = /^(dire|messages\/pour|hors-ligne\/dire)\//.test(rest) ? "dire/"
    : /^(activites|hors-ligne\/rencontre)\//.test(rest) ? "rencontre/"
    : /^(evaluations|hors-ligne\/evaluation)\//.test(rest) ? SCORES : "";
  const own = programme && ((await cache.match(shell(programme, name))) ?? (await cache.match(shell(programme, ""))));
  if (own) return own;
  for (const asked of await cache.keys()) {
    if (asked.url.endsWith("/hors-ligne/")) return cache.match(asked);
  }
  return Response.error();
};

const open = async (request) => {
  const path = new URL(request.url).pathname;
  const late = new Promise((_, give) => setTimeout(give, PATIENCE));
  const works = /^\/p\/[^/]+\/(dire|messages\/pour|activites|evaluations\/[^/]+\/noter|hors-ligne)\//.test(path);
  try {
    return await (works ? Promise.race([fetch(request), late]) : fetch(request));
  } catch {
    return standIn(path);
  }
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  const [told] = event.ports; // whoever takes a session along waits for the answer
  event.waitUntil(keep(event.data).then(() => told?.postMessage(1), () => told?.postMessage(0)));
});
self.addEventListener("sync", (event) => event.waitUntil(benkan.send()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") return event.respondWith(open(request));
  const { pathname, search, origin } = new URL(request.url);
  if (origin === location.origin && [...KEPT, ...SCORING].includes(pathname + search)) {
    event.respondWith(caches.match(request, { ignoreVary: true }).then((held) => held ?? fetch(request)));
  }
});
