// Live lists: [data-refresh-url] is fetched every data-refresh seconds; the answer holds the same list, found by its id,
// alone or in a whole page. Rows keep their place while somebody points at, stands on or has selected one: they are only brought up to date. New
// rows are announced in the element named by data-refresh-news ("2 new", a button) and come in when asked, or by
// themselves when nobody is using the list. Rows that are gone fade but stay until then.
(() => {
  const list = document.querySelector("[data-refresh-url]");
  if (!list) return;
  const news = document.getElementById(list.dataset.refreshNews);
  let waiting = null;

  const rowsOf = (root) => [...root.querySelectorAll("[data-row]")];
  const busy = () => list.matches(":hover, :focus-within") || list.querySelector("[data-current], input:checked, details[open]");

  function update(fresh) {
    const known = new Map(rowsOf(list).map((row) => [row.id, row]));
    let more = 0;
    for (const row of rowsOf(fresh)) {
      const old = known.get(row.id);
      if (!old) { more += 1; continue; }
      known.delete(row.id);
      bring(old, row);
    }
    for (const gone of known.values()) gone.dataset.gone = "";
    return more;
  }

  // The row itself stays the same node, so that pointer, focus and selection stay on it.
  function bring(old, row) {
    if (old.dataset.version === row.dataset.version && old.dataset.version !== undefined) return;
    if (old.matches(":focus-within, :hover") || old.querySelector("input:checked")) return;
    if (old.innerHTML !== row.innerHTML) old.replaceChildren(...row.cloneNode(true).childNodes);
  }

  function exchange() {
    if (!waiting) return;
    const current = list.querySelector("[data-current]")?.id;
    list.replaceChildren(...waiting.childNodes);
    waiting = null;
    if (current) document.getElementById(current)?.setAttribute("data-current", "");
    if (news) news.hidden = true;
    window.htmx?.process(list);
  }

  async function look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(list.dataset.refreshUrl, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      waiting = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(list.id);
    } catch { return; }
    if (!waiting) return;
    if (!busy()) { exchange(); return; }
    const count = update(waiting);
    if (!news) return;
    news.hidden = count === 0;
    news.textContent = (count === 1 ? news.dataset.one : news.dataset.many).replace("%d", count);
  }

  news?.addEventListener("click", exchange);
  setInterval(look, 1000 * Number(list.dataset.refresh || 20));
})();
