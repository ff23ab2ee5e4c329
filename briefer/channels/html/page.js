(() => {
  "use strict";
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const listed = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const storyOf = (element) => element.closest(".story");
  const marksOf = (line) => {
    const words = new Set(listed(line, "e"));
    return all("mark", storyOf(line)).filter((mark) => listed(mark, "e").some((one) => words.has(one)));
  };
  const said = (line) => line.querySelector(".said").textContent;
  const isBeside = (pane) => getComputedStyle(pane).overflowY === "auto";
  let chosen = null; // the sentence whose words are marked

  // --- the words behind a sentence -------------------------------------------------------------------------

  // Sources that say nothing of what is chosen are folded meanwhile, and come back as the reader had them.
  function fold(story, isWanted) {
    for (const source of all(".source", story)) {
      if (!("was" in source.dataset)) source.dataset.was = source.open ? "open" : "";
      source.open = isWanted ? isWanted(source) : source.dataset.was === "open";
      if (!isWanted) delete source.dataset.was;
    }
  }

  function announce(story, words) {
    story.querySelector(".unseen[role=status]").textContent = words;
  }

  function clear() {
    if (!chosen) return;
    const story = storyOf(chosen);
    announce(story, "");
    all(".on", story).forEach((element) => element.classList.remove("on"));
    all(".by[aria-pressed=true]", story).forEach((link) => link.setAttribute("aria-pressed", "false"));
    story.classList.remove("choosing");
    story.querySelector(".card").classList.remove("shown");
    chosen = null;
    filter(story);
    history.replaceState(null, "", location.pathname + location.search);
  }

  function choose(line, mark) {
    if (chosen && chosen !== line) clear();
    chosen = line;
    const story = storyOf(line);
    const note = document.getElementById(`${story.id}-n${line.dataset.n}`);
    const marks = marksOf(line);
    story.classList.add("choosing");
    [line, note, ...marks].forEach((element) => element.classList.add("on"));
    const words = listed(line, "e");
    marks.forEach((mark) => {
      const gaps = listed(mark, "g");
      mark.classList.toggle("between", listed(mark, "e").every((one) => !words.includes(one) || gaps.includes(one)));
    });
    line.querySelector(".by").setAttribute("aria-pressed", "true");
    const card = story.querySelector(".card");
    card.querySelector(".chosen p").textContent = said(line);
    card.classList.add("shown");
    fold(story, (source) => source.querySelector("mark.on") !== null);
    note.scrollTop = 0;
    const backing = note.querySelector("p").textContent;
    announce(story, `${backing}: ${all(".cite b", note).map((name) => name.textContent).join(", ")}`);
    history.replaceState(null, "", `#${note.id}`);
    if (mark || marks[0]) bring(mark || marks[0]);
  }

  // Beside the brief the sources scroll by themselves: there the brief must stay where the reader is.
  function bring(mark) {
    const pane = mark.closest(".sources");
    const box = mark.closest("details");
    if (box) box.open = true;
    const room = isBeside(pane) ? pane : document.scrollingElement;
    const above = isBeside(pane) ? pane.getBoundingClientRect().top : 0;
    const card = pane.querySelector(".card").offsetHeight;
    const free = Math.max(0, room.clientHeight - card - mark.getBoundingClientRect().height);
    room.scrollBy({ top: mark.getBoundingClientRect().top - above - card - Math.min(96, free / 2), behavior: "instant" });
  }

  function back() {
    if (!chosen) return;
    const link = chosen.querySelector(".by");
    clear();
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "center", behavior: "instant" });
  }

  function step(by) {
    const lines = all(".line:not(.dim)").filter((line) => line.querySelector(".by"));
    const here = chosen || document.activeElement.closest(".line");
    const at = lines.indexOf(here);
    const next = lines[at < 0 ? (by > 0 ? 0 : lines.length - 1) : at + by];
    if (!next) return;
    const link = next.querySelector(".by");
    link.focus({ preventScroll: true });
    choose(next);
    if (isBeside(storyOf(next).querySelector(".sources"))) next.scrollIntoView({ block: "center", behavior: "instant" });
  }

  // Words may back several sentences: choosing them again goes on to the next.
  function backwards(mark) {
    const numbers = listed(mark, "e");
    const lines = all(".line", storyOf(mark)).filter((line) => listed(line, "e").some((one) => numbers.includes(one)));
    if (!lines.length) return;
    const line = lines[(lines.indexOf(chosen) + 1) % lines.length];
    choose(line, mark);
    if (isBeside(mark.closest(".sources"))) line.scrollIntoView({ block: "center", behavior: "instant" });
  }

  // --- filters ---------------------------------------------------------------------------------------------

  function filter(story) {
    const pressed = all(".chip[aria-pressed=true]", story);
    const outlets = pressed.filter((chip) => chip.dataset.o).map((chip) => chip.dataset.o);
    const isAlone = pressed.some((chip) => "alone" in chip.dataset);
    const lines = all(".line", story);
    for (const line of lines) {
      const isBacked = !outlets.length || listed(line, "o").some((one) => outlets.includes(one));
      line.classList.toggle("dim", !isBacked || (isAlone && !("alone" in line.dataset)));
    }
    const bar = story.querySelector(".filtered");
    bar.classList.toggle("shown", pressed.length > 0);
    const names = pressed.map((chip) => chip.firstChild.textContent.trim());
    const bright = lines.filter((line) => !line.classList.contains("dim")).length;
    bar.firstChild.textContent = names.length ? `${bar.dataset.shown.replace("{n}", bright)}: ${names.join(", ")}` : "";
    fold(story, outlets.length ? (source) => outlets.includes(source.dataset.o) : null);
  }

  function press(chip) {
    const story = storyOf(chip);
    if (chosen) clear();
    chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
    filter(story);
    const pane = story.querySelector(".sources");
    const first = chip.dataset.o && all(".source", story).find((source) => source.open);
    if (first && isBeside(pane)) pane.scrollTop += first.getBoundingClientRect().top - pane.getBoundingClientRect().top - 16;
  }

  function unfilter() {
    all(".chip[aria-pressed=true]").forEach((chip) => chip.setAttribute("aria-pressed", "false"));
    all(".story").forEach(filter);
  }

  // --- hands -----------------------------------------------------------------------------------------------

  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const pick = (event, selector) => event.target.closest(selector);

  document.addEventListener("click", (event) => {
    if (!isPlain(event) || !event.target.closest(".story")) return;
    const found = pick(event, "a, button, mark, .said");
    if (!found || (found.matches("mark, .said") && String(getSelection()))) return;
    if (found.matches(".by, .said")) {
      const line = found.closest(".line");
      if (line === chosen && found.matches(".by")) clear();
      else choose(line);
      // A key, and no pointer, chose it: go where the words are listed, since they stand far down the page.
      if (chosen && event.detail === 0) storyOf(line).querySelector(".note.on .cite")?.focus({ preventScroll: true });
    } else if (found.matches(".cite")) {
      const mark = all(`mark[data-e~="${found.dataset.e}"]`)[0];
      if (!mark) return;
      bring(mark);
      mark.setAttribute("tabindex", "-1");
      mark.focus({ preventScroll: true });
    } else if (found.matches("mark")) backwards(found);
    else if (found.matches(".back")) {
      if (chosen && listed(found, "e").some((one) => listed(chosen, "e").includes(one))) back();
      else return; // the link leads to the sentence by itself
    } else if (found.matches("[data-do=back]")) back();
    else if (found.matches("[data-do=clear]")) clear();
    else if (found.matches(".chip")) press(found);
    else if (found.matches(".filtered button")) unfilter();
    else return;
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (!isPlain(event) || event.target.closest("input, textarea, select")) return;
    if (event.key === "Escape") chosen ? back() : unfilter();
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === " " && event.target.matches(".by")) event.target.click();
    else return;
    event.preventDefault();
  });

  // A page may be opened at a sentence, at its note or at some words.
  function asked() {
    const target = /^#(b\d+)-[ns](\d+)$|^#e(\d+)$/.exec(location.hash);
    if (!target) return;
    const line = target[1]
      ? document.getElementById(`${target[1]}-s${target[2]}`)
      : document.querySelector(`.line[data-e~="${target[3]}"]`);
    if (!line) return;
    const isBesideIt = isBeside(storyOf(line).querySelector(".sources"));
    if (!isBesideIt && location.hash === `#${line.id}`) return;
    // The browser has scrolled to the address by itself, and everything around it: bring the brief back.
    if (isBesideIt) line.scrollIntoView({ block: "center", behavior: "instant" });
    choose(line, target[3] ? document.querySelector(`mark[data-e~="${target[3]}"]`) : null);
  }

  document.documentElement.classList.add("js");
  all(".by").forEach((link) => {
    link.setAttribute("role", "button");
    link.setAttribute("aria-pressed", "false");
  });
  all(".sources").filter((pane) => !isBeside(pane)).forEach((pane) => all(".source", pane).forEach((source) => { source.open = false; }));
  addEventListener("hashchange", asked);
  addEventListener("load", asked);
})();
