// Writing in a case: the tabs show one form at a time, the send button says what it will do, and the fields of a
// callback appear with the callback. Each form keeps its own text; nothing is ever moved from one to another.
(() => {
  const composer = document.querySelector("[data-composer]");
  if (!composer) return;
  const tabs = [...composer.querySelectorAll("[data-tab]")];
  const box = composer.querySelector("[data-promise-box]");

  function show(name) {
    for (const tab of tabs) {
      const form = document.getElementById(`write-${tab.dataset.tab}`);
      form.hidden = tab.dataset.tab !== name;
      if (form.hidden) tab.removeAttribute("aria-current");
      else tab.setAttribute("aria-current", "true");
    }
    const form = document.getElementById(`write-${name}`);
    const first = form.querySelector("textarea");
    first.focus();
    composer.scrollIntoView({ block: "nearest" });
  }

  composer.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-tab]");
    if (!tab) return;
    event.preventDefault();
    show(tab.dataset.tab);
  });

  const form = document.getElementById("write-reply");
  const words = form.querySelector("[data-send-words]");
  const outcome = form.querySelector("[data-outcome]");
  const said = words.textContent;

  function say() {
    const promises = box.open && ["what", "day", "clock"].some((name) => form.elements[name].value);
    const anew = "keep" in words.dataset ? said : outcome.value ? words.dataset.close : promises ? words.dataset.promise : said;
    if (words.textContent !== anew) words.textContent = anew;
    const callback = form.elements.kind.value === "callback";
    form.querySelector("[data-callback-only]").hidden = !callback;
  }

  form.addEventListener("input", say);
  form.addEventListener("change", say);
  box.addEventListener("toggle", say);
  box.querySelector("summary").addEventListener("click", () => setTimeout(() => { if (box.open) form.elements.what.focus(); }));
  say();

  // Z while a note is being looked at: a promise goes with the reply.
  document.addEventListener("key", (event) => {
    if (event.detail !== "z") return;
    event.preventDefault();
    show("reply");
    box.open = true;
    form.elements.what.focus();
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest('a[href="#outcome"]')) return;
    event.preventDefault();
    show("reply");
    if (!outcome.value) outcome.value = "granted";
    say();
    outcome.focus();
    outcome.scrollIntoView({ block: "center" });
  });
})();
