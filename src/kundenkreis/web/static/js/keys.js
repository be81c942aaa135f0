// Single keys and short sequences. A page declares them: data-key="n" on a link, button or field, data-key="g-h" for
// a sequence, data-key="ü u" for two keys with one meaning. Nothing happens inside fields, in open dialogs, with
// modifiers, or when the reader has switched single keys off. A key nobody declared becomes the event "key".
(() => {
  const SEQUENCE = 1200; // milliseconds between the keys of a sequence
  const off = document.documentElement.dataset.keys === "off";
  let pending = "", since = 0;

  const writing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const visible = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;

  function declared(key) {
    const matches = (root) => [...root.querySelectorAll("[data-key]")].filter((element) =>
      element.dataset.key.split(" ").includes(key) && (visible(element) || element.tagName === "A") && !element.disabled);
    const row = document.querySelector("[data-row][data-current]");
    return (row && matches(row)[0]) || matches(document)[0];
  }

  function act(element) {
    if (element.matches("input, textarea, select")) { element.focus(); element.select?.(); return; }
    document.dispatchEvent(new CustomEvent("key:act", { detail: element }));
    element.click();
  }

  function pressed(key) {
    const sequence = pending && Date.now() - since < SEQUENCE ? `${pending}-${key}` : "";
    pending = "";
    const element = (sequence && declared(sequence)) || declared(key);
    if (element) { act(element); return true; }
    if (document.querySelector(`[data-key^="${CSS.escape(key)}-"], [data-key*=" ${CSS.escape(key)}-"]`)) {
      pending = key; since = Date.now();
      return true;
    }
    return !document.dispatchEvent(new CustomEvent("key", { detail: key, cancelable: true }));
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (off || writing(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (key.length !== 1 || (key === " ")) return;
    if (key === "?") {
      const dialog = document.querySelector("[data-key-dialog]");
      if (dialog) { event.preventDefault(); dialog.showModal(); }
      return;
    }
    if (pressed(key)) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest("form");
    const send = form?.querySelector("[data-send]");
    if (send) { event.preventDefault(); send.click(); }
  });
})();
