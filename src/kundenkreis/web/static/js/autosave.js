// Drafts: [data-draft-url] on a textarea posts its text one second after the last stroke. Until the server has
// confirmed, a copy stays in this browser and comes back after a crash or a lost connection. The element named by
// data-draft-state says what is so, in the words of its data-saving, data-saved, data-failed and data-restored.
(() => {
  const PAUSE = 1000;
  const RETRY = 5000;

  function attend(area) {
    const key = `draft:${area.dataset.draftUrl}`;
    const state = document.getElementById(area.dataset.draftState);
    let timer = 0, saved = area.value;
    const say = (word) => { if (state) state.textContent = state.dataset[word] || ""; };
    const keep = (text) => { try { text === null ? localStorage.removeItem(key) : localStorage.setItem(key, text); } catch { /* no room */ } };
    const kept = () => { try { return localStorage.getItem(key); } catch { return null; } };

    async function save() {
      const text = area.value;
      if (text === saved) return;
      say("saving");
      try {
        const body = new URLSearchParams({ text });
        const answer = await fetch(area.dataset.draftUrl, { method: "POST", body, headers: { "X-CSRFToken": document.body.dataset.csrf } });
        if (!answer.ok) throw new Error(answer.statusText);
        saved = text;
        if (area.value === text) { keep(null); say("saved"); }
      } catch {
        say("failed");
        clearTimeout(timer);
        timer = setTimeout(save, RETRY);
      }
    }

    area.addEventListener("input", () => {
      keep(area.value);
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    area.form?.addEventListener("submit", () => { clearTimeout(timer); keep(null); });
    addEventListener("pagehide", () => { if (area.value !== saved && kept() !== null) keep(area.value); });

    const copy = kept();
    if (copy !== null && copy !== area.value) {
      area.value = copy;
      area.dispatchEvent(new Event("input", { bubbles: true }));
      say("restored");
    }
  }

  document.querySelectorAll("textarea[data-draft-url]").forEach(attend);
})();
