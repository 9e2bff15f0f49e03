new MutationObserver(() => window.referat.conversationChanged(element)).observe(element, {
  childList: true, subtree: true, attributes: true, attributeFilter: ["data-state"],
});
