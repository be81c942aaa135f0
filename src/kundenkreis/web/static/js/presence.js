// Who is here: [data-presence-url] posts that somebody looks at the page, on load and every 15 seconds while it is
// seen, and that she writes (writing=1) when a field of [data-writing] changed since. The answer, a line about the
// others, goes into the element itself.
(() => {
  const EVERY = 15000;
  const place = document.querySelector("[data-presence-url]");
  if (!place) return;
  let wrote = false, told = 0;

  async function tell() {
    if (document.hidden) return;
    const body = new URLSearchParams({ writing: wrote ? "1" : "" });
    wrote = false;
    told = Date.now();
    try {
      const answer = await fetch(place.dataset.presenceUrl, { method: "POST", body, headers: { "X-CSRFToken": document.body.dataset.csrf } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (place.textContent.trim() !== page.body.textContent.trim()) place.replaceChildren(...page.body.childNodes);
    } catch { /* the next time will tell */ }
  }

  document.addEventListener("input", (event) => {
    if (!event.target.closest("[data-writing]")) return;
    const first = !wrote;
    wrote = true;
    if (first && Date.now() - told > 3000) tell();
  });
  document.addEventListener("visibilitychange", tell);
  setInterval(tell, EVERY);
  tell();
})();
