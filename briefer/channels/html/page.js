(() => {
  "use strict";
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  document.documentElement.classList.add("js");
  let from = null; // the link that the reader came from

  function clear() {
    all("mark.on").forEach((mark) => mark.classList.remove("on"));
    all(".cite[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    all(".chosen").forEach((bar) => bar.classList.remove("shown"));
  }

  // Beside the brief the sources scroll by themselves: there the brief must stay where the reader is.
  function bring(mark) {
    const pane = mark.closest(".sources");
    if (getComputedStyle(pane).overflowY !== "auto") return mark.scrollIntoView({ block: "center" });
    const [inside, around] = [mark.getBoundingClientRect(), pane.getBoundingClientRect()];
    pane.scrollBy({ top: inside.top - around.top - around.height / 3 });
  }

  function show(number, link) {
    const marks = all(`mark[data-e~="${number}"]`);
    if (!marks.length) return false;
    clear();
    from = link || document.querySelector(`.cite[data-e="${number}"]`);
    for (let box = marks[0].closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    marks.forEach((mark) => mark.classList.add("on"));
    all(`.cite[data-e="${number}"]`).forEach((cite) => cite.setAttribute("aria-current", "true"));
    const bar = marks[0].closest(".sources").querySelector(".chosen");
    bar.querySelector("p").textContent = from.title;
    const original = bar.querySelector("a");
    original.hidden = !from.dataset.href;
    if (from.dataset.href) original.href = from.dataset.href;
    bar.classList.add("shown");
    marks[0].setAttribute("tabindex", "-1");
    marks[0].focus({ preventScroll: true });
    bring(marks[0]);
    history.replaceState(null, "", `#e${number}`);
    return true;
  }

  function back() {
    if (!from) return;
    const link = from;
    clear();
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "center" });
  }

  function step(by) {
    const links = all(".brief .cite");
    const at = links.indexOf(from);
    const next = links[at < 0 ? 0 : (at + by + links.length) % links.length];
    if (next) show(next.dataset.e, next);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite, a.back, .chosen button");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.matches(".chosen button") || (link.matches("a.back") && from)) {
      event.preventDefault();
      back();
    } else if (link.matches("a.cite") && show(link.dataset.e, link)) {
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") back();
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
  });
  // The browser scrolls to the address's words by itself, and everything around them: bring the brief back.
  function asked() {
    const number = /^#e(\d+)$/.exec(location.hash);
    if (!number || !show(number[1])) return;
    const mark = document.querySelector("mark.on");
    if (getComputedStyle(mark.closest(".sources")).overflowY !== "auto") return;
    scrollTo(0, 0);
    if (from) from.scrollIntoView({ block: "nearest" });
    bring(mark);
  }
  addEventListener("hashchange", asked);
  addEventListener("load", asked);
  asked();
})();
