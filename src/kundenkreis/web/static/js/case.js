// The page of a case. What opens in [data-panel] gets the focus, and gives it back to the link that opened it when it
// is closed. [data-copy] puts a text into the clipboard. A reply that has left says so without a reload.
(() => {
  const panel = document.querySelector("[data-panel]");
  let opener = null;

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-opens-panel]");
    if (link) {
      opener = link.closest("[data-menu]")?.querySelector("summary") || link;
      link.closest("[data-menu]")?.removeAttribute("open");
    }
    if (event.target.closest("[data-closes-panel]") && panel?.hasChildNodes()) {
      event.preventDefault();
      panel.replaceChildren();
      opener?.focus();
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => {
      copy.setAttribute("aria-label", copy.dataset.copied);
      copy.dataset.done = "";
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.target.closest?.("[data-panel]")?.querySelector("[data-closes-panel]")?.click();
  });

  const enter = () => {
    const first = panel.querySelector("[data-focus]") || panel.querySelector("input:not([type=hidden]), select, textarea") || panel.querySelector("h2");
    if (!first) return;
    if (first.tagName === "H2") first.tabIndex = -1;
    first.focus();
    panel.scrollIntoView({ block: "nearest" });
  };
  if (panel) new MutationObserver((changes) => { if (changes.some((one) => one.addedNodes.length)) enter(); }).observe(panel, { childList: true });

  for (const held of document.querySelectorAll("[data-leaves]")) {
    setTimeout(() => {
      held.querySelector("form")?.remove();
      const words = held.querySelector("[data-leaving]");
      words.textContent = words.dataset.left;
    }, Math.max(0, Date.parse(held.dataset.leaves) - Date.now()));
  }
})();
