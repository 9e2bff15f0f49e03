// Small help on the views, which all work without: copying, and "/" for the search field.
(() => {
  document.documentElement.classList.add("script");
  const region = document.createElement("div");
  region.className = "unseen";
  region.setAttribute("role", "status");
  document.body.append(region);

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (button) window.copyText(button, button.dataset.copy, document.body.dataset, (told) => { region.textContent = told; });
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
