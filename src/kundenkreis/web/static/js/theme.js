// The reader's choice of light or dark, before anything is painted. Runs in the head, so that no page flashes.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const remembered = () => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  };
  const shown = () => root.dataset.theme || (dark.matches ? "dark" : "light");

  root.dataset.script = "";
  if (remembered()) root.dataset.theme = remembered();

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    root.dataset.theme = shown() === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* the choice lasts for this page */ }
  });
})();
