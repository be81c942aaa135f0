// One current row in a list of [data-row]: J and K move, X selects, Enter follows the row's link (it has the focus).
// An action with [data-for-rows] works on the selected rows, or on the current one when none is selected; the page that
// follows begins at the row where one was.
(() => {
  const KEPT = "row";
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
  const current = () => document.querySelector("[data-row][data-current]");
  const box = (row) => row?.querySelector("input[type=checkbox]");

  function choose(row, focus = true) {
    if (!row || row === current()) return;
    current()?.removeAttribute("data-current");
    row.setAttribute("data-current", "");
    if (focus) {
      row.querySelector("a")?.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
  }

  function move(by) {
    const all = rows(), at = all.indexOf(current());
    choose(all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))]);
  }

  const meanings = {
    j: () => move(1),
    k: () => move(-1),
    x: () => { const found = box(current()); if (found) { found.checked = !found.checked; found.dispatchEvent(new Event("change", { bubbles: true })); } },
  };

  document.addEventListener("key", (event) => {
    const meaning = meanings[event.detail];
    if (meaning && rows().length) { event.preventDefault(); meaning(); }
  });

  document.addEventListener("focusin", (event) => choose(event.target.closest("[data-row]"), false));

  document.addEventListener("key:act", (event) => {
    if (!event.detail.matches("[data-for-rows]")) return;
    sessionStorage.setItem(KEPT, current()?.id ?? "");
    if (document.querySelector("[data-row] input:checked")) return;
    const found = box(current() || rows()[0]);
    if (found) found.checked = true;
  });

  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept) choose(document.getElementById(kept)?.closest("[data-row]"));
})();
