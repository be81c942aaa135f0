// Files: what was chosen is listed with its size, and files can be dropped on the box. The form sends them itself.
(() => {
  const size = (bytes) => {
    const [value, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1e3)), "kilobyte"] : [bytes / 1e6, "megabyte"];
    return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
  };

  function list(box) {
    const place = box.querySelector("[data-drop-list]");
    place.replaceChildren(...[...box.querySelector("input[type=file]").files].map((file) => {
      const tag = document.createElement("span");
      tag.className = "tag";
      tag.textContent = `${file.name}, ${size(file.size)}`;
      return tag;
    }));
  }

  const boxOf = (event) => event.target.closest?.("[data-drop]");
  document.addEventListener("change", (event) => { const box = boxOf(event); if (box) list(box); });
  document.addEventListener("dragover", (event) => {
    const box = boxOf(event);
    if (box) { event.preventDefault(); box.dataset.over = ""; }
  });
  document.addEventListener("dragleave", (event) => { const box = boxOf(event); if (box) delete box.dataset.over; });
  document.addEventListener("drop", (event) => {
    const box = boxOf(event);
    if (!box || !event.dataTransfer.files.length) return;
    event.preventDefault();
    delete box.dataset.over;
    box.querySelector("input[type=file]").files = event.dataTransfer.files;
    list(box);
  });
})();
