// Small help on the views, which all work without: copying, and "/" for the search field.
(() => {
  document.documentElement.classList.add("script");
  const words = document.body.dataset;
  const region = document.createElement("div");
  region.className = "unseen";
  region.setAttribute("role", "status");
  document.body.append(region);

  const write = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Without https the clipboard is closed; a selection still copies.
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      button.focus({ preventScroll: true });
      return done;
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const before = (button.dataset.shown ??= button.textContent);
    button.textContent = (await write(button.dataset.copy, button)) ? words.copied : words.notCopied;
    region.textContent = button.textContent;
    setTimeout(() => { button.textContent = before; }, 1600);
  });

  // The newest years of a wide table are what most look for.
  for (const part of document.querySelectorAll(".scroll")) part.scrollLeft = part.scrollWidth;

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = document.querySelector("input[type=search]");
    if (!field || event.target.matches("input, textarea, select")) return;
    event.preventDefault();
    field.focus();
  });
})();
