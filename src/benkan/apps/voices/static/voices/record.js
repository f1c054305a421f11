// Record one's voice on the page, listen, delete. Without this script, or where the telephone
// forbids it, the plain field stays: it takes a recording that was made elsewhere.
"use strict";

document.querySelectorAll("[data-recorder]").forEach((field) => {
  const find = (name) => field.querySelector(`[data-${name}]`);
  const plain = find("plain");
  const input = plain.querySelector("input");
  const canRecord = navigator.mediaDevices && window.MediaRecorder && window.DataTransfer;
  if (!canRecord) return;

  const [start, stop, clock, heard, player] = ["start", "stop", "clock", "heard", "player"].map(find);
  const live = find("live");
  const longest = Number(field.dataset.longest);
  let recorder = null;
  let ticking = 0;

  const say = (word) => {
    live.textContent = field.querySelector(`[data-word="${word}"]`)?.content.textContent ?? "";
  };

  const show = (state) => {
    start.hidden = state !== "idle";
    stop.hidden = state !== "recording";
    heard.hidden = state !== "ready";
    say(state);
  };

  const tick = (since) => {
    const seconds = Math.floor((Date.now() - since) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= longest) recorder.stop();
  };

  const keep = (parts, type) => {
    const end = type.includes("mp4") ? "m4a" : type.includes("ogg") ? "ogg" : "webm";
    const file = new File(parts, `voix.${end}`, { type });
    const carrier = new DataTransfer();
    carrier.items.add(file);
    input.files = carrier.files;
    player.src = URL.createObjectURL(file);
    show("ready");
    player.focus();
  };

  const giveUp = () => {
    find("tools").hidden = true;
    plain.hidden = false;
    const words = document.createElement("p");
    words.className = "hint";
    words.setAttribute("role", "status");
    words.textContent = field.querySelector('[data-word="refused"]').content.textContent;
    plain.before(words);
    input.focus();
  };

  start.addEventListener("click", async () => {
    start.disabled = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const parts = [];
      // 24 kbit/s is enough for speech, and three minutes then weigh half a megabyte.
      recorder = new MediaRecorder(stream, { audioBitsPerSecond: 24000 });
      recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
      recorder.addEventListener("stop", () => {
        clearInterval(ticking);
        stream.getTracks().forEach((track) => track.stop());
        keep(parts, recorder.mimeType);
      });
      recorder.start();
      const since = Date.now();
      tick(since);
      ticking = setInterval(() => tick(since), 500);
      show("recording");
      stop.focus();
    } catch {
      giveUp();
    }
    start.disabled = false;
  });

  stop.addEventListener("click", () => recorder.stop());

  find("delete").addEventListener("click", () => {
    URL.revokeObjectURL(player.src);
    player.removeAttribute("src");
    input.value = "";
    show("idle");
    start.focus();
  });

  // A form that is sent while one still speaks takes the recording along.
  field.closest("form").addEventListener("submit", (event) => {
    if (!recorder || recorder.state !== "recording") return;
    event.preventDefault();
    const form = event.target;
    recorder.addEventListener("stop", () => setTimeout(() => form.requestSubmit(event.submitter)), { once: true });
    recorder.stop();
  });

  // What was chosen on the page before is still in the field after going back.
  plain.hidden = true;
  find("tools").hidden = false;
  if (input.files.length) keep([input.files[0]], input.files[0].type);
  else show("idle");
});
