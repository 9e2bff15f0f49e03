element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.ask !== undefined) trigger("suggested", { question: button.dataset.ask });
  if (button.dataset.drop !== undefined) trigger("dropped", { field: button.dataset.drop });
});
