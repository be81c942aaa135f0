// Search or jump: Ctrl K or the field in the bar opens the dialog; arrows move through the
// searches and the commands that match.
(() => {
  const dialog = document.querySelector("[data-palette-dialog]");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const items = () => [...dialog.querySelectorAll(".palette-item:not([hidden])")];

  function open(event) {
    event.preventDefault();
    input.value = "";
    narrow();
    dialog.showModal();
    input.focus();
  }

  function narrow() {
    const wanted = input.value.trim().toLowerCase();
    const commands = [...dialog.querySelectorAll(".palette-item:not([data-seeks])")];
    for (const item of commands) item.hidden = wanted !== "" && !item.textContent.toLowerCase().includes(wanted);
    dialog.querySelectorAll("[data-commands]").forEach((words) => { words.hidden = commands.every((item) => item.hidden); });
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") open(event);
  });
  document.querySelector("[data-palette]")?.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey) open(event);
  });
  input.addEventListener("input", narrow);
  dialog.addEventListener("keydown", (event) => {
    // In a search field Escape would only empty it.
    if (event.key === "Escape") {
      event.preventDefault();
      return dialog.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [input, ...items()];
    const at = stops.indexOf(document.activeElement);
    stops[(at + step + stops.length) % stops.length].focus();
  });
})();
