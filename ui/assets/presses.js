element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.ask !== undefined) window.referat.ask(button.dataset.ask);
  if (button.dataset.samples !== undefined) trigger("samples", {});
});
