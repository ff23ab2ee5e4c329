(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const entries = [...document.querySelectorAll(".entries li")];
  const texts = entries.map((entry) => entry.textContent.toLocaleLowerCase());
  const box = document.querySelector(".search input");
  const found = document.querySelector(".found");
  box.addEventListener("input", () => {
    const words = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    entries.forEach((entry, i) => {
      entry.hidden = !words.every((word) => texts[i].includes(word));
      shown += entry.hidden ? 0 : 1;
    });
    found.textContent = words.length ? `${shown} of ${entries.length}` : "";
  });
})();
