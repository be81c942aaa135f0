// Menus are <details>: they close when another opens, on Escape, and on a click elsewhere.
(() => {
  const open = () => [...document.querySelectorAll("[data-menu][open]")];

  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
    if (event.target.matches("dialog")) event.target.close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // After an error the summary is read first.
  document.querySelector("[data-focus]")?.focus();
})();
