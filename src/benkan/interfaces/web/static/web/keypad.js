// The keys of the pretended telephone write at once, without asking the server each time.
(() => {
  const draft = document.getElementById("draft");
  const keypad = document.querySelector(".keypad");
  if (!draft || !keypad) return;
  const wrote = (text) => {
    draft.value = text.slice(0, draft.maxLength);
  };
  keypad.addEventListener("click", (event) => {
    const key = event.target.closest("button[name=key]");
    if (!key) return;
    event.preventDefault();
    wrote(draft.value + key.value);
  });
  document.querySelector("button[value=erase]").addEventListener("click", (event) => {
    event.preventDefault();
    wrote(draft.value.slice(0, -1));
  });
})();
