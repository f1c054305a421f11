// The page of one question: its form is filled in by the screens of score.js, one touch a person.
"use strict";

(() => {
  const told = document.getElementById("score-session");
  const form = document.querySelector("[data-answer]");
  const stage = document.querySelector("[data-stage]");
  if (!(told && form && stage && self.benkanScore)) return;
  const { fiche, language, session, group } = JSON.parse(told.textContent);
  const [leaf] = session.leaves;
  const draft = `score:${fiche}:${leaf.id}`;

  // Counts alone, until the page that holds them is closed; a telephone that is restarted on the way
  // is what the page without a network is for.
  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(draft)) ?? {};
    } catch {
      return {};
    }
  };
  const keep = (_leaf, tally, isCounted) => {
    try {
      if (tally) sessionStorage.setItem(draft, JSON.stringify({ tally, isCounted }));
      else sessionStorage.removeItem(draft);
    } catch {
      // A browser that keeps nothing still counts.
    }
  };

  const answer = async (_leaf, { tally, value, reason, suggestion, photo, voice }) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [level, count] of Object.entries(tally)) body.set(`level-${level}`, count);
    if (value) body.set("value", value);
    body.set("reason", reason);
    body.set("suggestion", suggestion);
    if (photo) body.set("photo", photo);
    if (voice) body.set("recording", voice);
    let came;
    try {
      came = await fetch(location.href, { method: "POST", body });
    } catch {
      throw new Error("");
    }
    if (!came.redirected) {
      const page = new DOMParser().parseFromString(await came.text(), "text/html");
      const said = page.querySelector("[role=alert] p:last-child");
      throw new Error(said?.lastChild?.textContent.trim() ?? "");
    }
    keep(leaf.id, null);
    const next = new URL(came.url);
    next.hash = "groupe";
    location.assign(next);
    await new Promise(() => {}); // the next page is on its way
  };

  const begin = () => {
    benkanScore.mount(stage.parentElement, {
      session, group, language, keep, answer,
      drafts: { [leaf.id]: kept().tally ?? {} }, counted: { [leaf.id]: kept().isCounted },
      leave: () => history.replaceState(null, "", location.pathname + location.search),
    });
  };
  stage.hidden = false;
  stage.querySelector("[data-begin]").addEventListener("click", begin);
  if (location.hash === "#groupe" || kept().tally) begin();
})();
