element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.ask !== undefined) trigger("suggested", { question: button.dataset.ask });
  if (button.dataset.drop !== undefined) trigger("dropped", { field: button.dataset.drop });
});
new MutationObserver(() => window.referat.conversationChanged(element)).observe(element, {
  childList: true, subtree: true, attributes: true, attributeFilter: ["data-state"],
});
