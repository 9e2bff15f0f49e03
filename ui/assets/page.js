// Runs before the framework: language, keyboard, copying, and what screen readers hear.
(() => {
  const words = window.referat;

  // The framework picks its language from the browser; this page has one.
  Object.defineProperty(navigator, "language", { get: () => "da" });
  Object.defineProperty(navigator, "languages", { get: () => ["da"] });

  // The framework's own words where it has no Danish: its messages, login and loader, matched whole.
  const FRAMEWORK_PARTS = ".toast-wrap, .toast-body, .toast-stack, .wrap:has(.auth), .loader-container, .wrap.default, .wrap.center";
  const translate = (node) => {
    const part = node.nodeType === 1 ? node : node.parentElement;
    const root = part && (part.closest(FRAMEWORK_PARTS) || (part.querySelector(FRAMEWORK_PARTS) && part));
    if (!root || root.closest("#conversation, #source")) return;
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      const danish = words.framework[text.nodeValue.trim()];
      if (danish && danish !== text.nodeValue) text.nodeValue = danish;
    }
    for (const labelled of root.querySelectorAll("[aria-label]")) {
      const danish = words.framework[labelled.getAttribute("aria-label")];
      if (danish) labelled.setAttribute("aria-label", danish);
    }
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") translate(change.target);
      for (const node of change.addedNodes) translate(node);
    }
    if (document.documentElement.lang !== "da") document.documentElement.lang = "da";
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });

  const field = () => document.querySelector("#question textarea, #question input");
  const writing = (target) => target.matches("input, textarea, select, [contenteditable]");
  const sourceOpen = () => document.body.classList.contains("source-open");

  // Opening a source: any button with data-item, wherever it stands.
  let opener = null;
  let shown = null;
  const open = (button) => {
    if (button.closest("#conversation")) opener = button;
    // On a phone the source covers the lower part; the words it proves stay in sight above it.
    if (opener && matchMedia("(max-width: 999.9px)").matches) opener.scrollIntoView({ block: "start", behavior: "smooth" });
    const { item, start = 0, end = 0, number = 0, total = 0 } = button.dataset;
    shown = { item: +item, start: +start, end: +end, number: +number, total: +total };
    window.dispatchEvent(new CustomEvent("referat:open", { detail: shown }));
    markOpen();
  };
  const close = () => {
    window.dispatchEvent(new CustomEvent("referat:close"));
    shown = null;
    markOpen();
    (opener && opener.isConnected ? opener : field())?.focus({ preventScroll: true });
  };
  const turn = (step) => {
    const group = opener && opener.closest(".exchange");
    if (!group || !shown || !shown.number) return;
    const next = group.querySelector(`[data-item][data-number="${shown.number + step}"]`);
    if (next) open(next);
  };
  const markOpen = () => {
    const group = opener && opener.closest(".exchange");
    for (const button of document.querySelectorAll("#conversation [data-number]")) {
      const same = shown && shown.number && button.closest(".exchange") === group;
      const row = button.matches(".source-link") && same && +button.dataset.item === shown.item;
      if (row || (same && +button.dataset.number === shown.number)) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  };

  const copy = async (button) => {
    const text = button.dataset.copy;
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      // Without https the clipboard is closed; a selection still copies.
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus({ preventScroll: true });
    }
    const before = button.dataset.shown || button.textContent;
    button.dataset.shown = before;
    button.textContent = done ? words.copied : words.notCopied;
    say(button.textContent);
    setTimeout(() => { button.textContent = before; }, 1600);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button) return;
    if (button.dataset.copy !== undefined) copy(button);
    else if (button.dataset.item !== undefined) open(button);
    else if (button.dataset.turn !== undefined) turn(+button.dataset.turn);
    else if (button.dataset.close !== undefined) close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && sourceOpen()) {
      event.preventDefault();
      close();
    } else if (event.key === "/" && !writing(event.target)) {
      event.preventDefault();
      field()?.focus();
    } else if (sourceOpen() && !writing(event.target) && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      turn(event.key === "ArrowLeft" ? -1 : 1);
    }
  });

  // One polite region; it hears a finished answer once.
  let region = null;
  const say = (text) => {
    if (!region) {
      region = document.createElement("div");
      region.className = "unseen";
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = text;
  };

  let count = 0;
  let heard = "";
  words.conversationChanged = (element) => {
    const entries = element.querySelectorAll(".exchange");
    const last = entries[entries.length - 1];
    if (entries.length > count) last.scrollIntoView({ block: "start", behavior: "smooth" });
    if (entries.length < count && !entries.length) {
      if (sourceOpen()) close();
      opener = null;
      heard = "";
      field()?.focus();
    }
    count = entries.length;
    if (last && last.dataset.state === "busy") heard = "";
    if (!last || last.dataset.state !== "done" || heard === last.id) return;
    heard = last.id;
    last.scrollIntoView({ block: "start", behavior: "smooth" });
    const spoken = last.querySelector(".said, .failure")?.cloneNode(true);
    spoken?.querySelectorAll(".citation").forEach((mark) => mark.remove());
    say(`${words.answerReady} ${spoken ? spoken.textContent : ""}`);
  };
})();
