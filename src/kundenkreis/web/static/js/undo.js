// Toasts: the ring counts down the seconds of data-undo, then the toast goes. It stays while hovered or focused.
// Ctrl Z presses the last button that takes something back, unless somebody is typing.
(() => {
  const TICK = 200; // milliseconds

  function start(toast) {
    toast.dataset.counting = "";
    const total = Number(toast.dataset.undo) * 1000;
    const arc = toast.querySelector(".arc");
    let left = total;
    const timer = setInterval(() => {
      if (!toast.isConnected) { clearInterval(timer); return; }
      if (toast.matches(":hover, :focus-within")) return;
      left -= TICK;
      arc?.setAttribute("stroke-dasharray", `${Math.max(0, (100 * left) / total).toFixed(1)} 100`);
      if (left <= 0) { clearInterval(timer); toast.remove(); }
    }, TICK);
  }

  const look = () => document.querySelectorAll("[data-undo]:not([data-counting])").forEach(start);
  const toasts = document.querySelector("#toasts");
  if (toasts) new MutationObserver(look).observe(toasts, { childList: true, subtree: true });
  look();

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const buttons = document.querySelectorAll("[data-undo] form button");
    if (buttons.length) { event.preventDefault(); buttons[buttons.length - 1].click(); }
  });
})();
