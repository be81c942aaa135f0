// Questions that hang on another answer: [data-when] names the other input, [data-is] the answer to show it for.
// They stand in the order of the form, so what hangs on a hidden question is hidden after it. When htmx has drawn the
// form anew, what is wrong is read first.
(() => {
  const isChosen = (form, name, value) =>
    [...form.elements].some((input) =>
      input.name === name && input.value === value && !input.closest("[hidden]") &&
      (input.checked || input.tagName === "SELECT"));

  function turn(form) {
    for (const part of form.querySelectorAll("[data-when]")) {
      part.hidden = !isChosen(form, part.dataset.when, part.dataset.is);
    }
  }

  document.addEventListener("change", (event) => { if (event.target.form) turn(event.target.form); });
  const all = () => document.querySelectorAll("form:has([data-when])").forEach(turn);
  document.addEventListener("htmx:after:swap", () => {
    all();
    document.querySelector("[data-focus]")?.focus();
  });
  all();
})();
