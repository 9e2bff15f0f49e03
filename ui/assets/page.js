// Runs before the framework: language, sources, keyboard, and what screen readers hear.
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
    if (!root || root.closest("#conversation, #source, #side")) return;
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

  const WIDE = matchMedia("(min-width: 1000px)");
  const field = () => document.querySelector("#question textarea");
  const writing = (target) => target.matches("input, textarea, select, [contenteditable]");
  const sourceOpen = () => document.body.classList.contains("source-open");

  // Opening a source: any button with data-item, wherever it stands. A quiet one leaves the focus where it is.
  let opener = null;
  let shown = null;
  const open = (button, quiet = false) => {
    if (button.closest("#conversation")) opener = button;
    // On a phone the source covers the lower part; the words it proves stay in sight above it.
    if (opener && !WIDE.matches) opener.scrollIntoView({ block: "start", behavior: "smooth" });
    const { item, start = 0, end = 0, number = 0, total = 0, quote = "" } = button.dataset;
    shown = { item: +item, start: +start, end: +end, number: +number, total: +total, quote };
    window.dispatchEvent(new CustomEvent("referat:open", { detail: { place: shown, quiet } }));
    markOpen();
  };
  const close = (quiet = false) => {
    window.dispatchEvent(new CustomEvent("referat:close"));
    shown = null;
    markOpen();
    if (!quiet) (opener && opener.isConnected ? opener : field())?.focus({ preventScroll: true });
  };
  const turn = (step) => {
    const group = (opener && opener.isConnected && opener.closest(".exchange")) || document.querySelector(".exchange:last-child");
    const wanted = sourceOpen() && shown && shown.number ? shown.number + step : 1;
    const next = group && group.querySelector(`[data-item][data-number="${wanted}"]`);
    if (next) open(next, document.activeElement === field());
  };
  // The conversation may have been written anew under the button that opened the source.
  const reattach = () => {
    if (!opener || opener.isConnected) return;
    const id = opener.closest(".exchange")?.id;
    const same = `[data-item="${opener.dataset.item}"][data-number="${opener.dataset.number}"]`;
    opener = id ? document.getElementById(id)?.querySelector(same) ?? null : null;
  };
  const markOpen = () => {
    reattach();
    const group = opener && opener.closest(".exchange");
    for (const button of document.querySelectorAll("#conversation [data-number]")) {
      const same = shown && shown.number && button.closest(".exchange") === group;
      const row = button.matches(".source-link") && same && +button.dataset.item === shown.item;
      if (row || (same && +button.dataset.number === shown.number)) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  };

  const copy = (button, text) => window.copyText(button, text, words, say);

  document.addEventListener("click", (event) => {
    const taking = document.querySelector(".take[open]");
    if (taking && !taking.contains(event.target)) taking.open = false;
    const button = event.target.closest?.("button");
    if (!button) return;
    if (button.dataset.copy !== undefined) copy(button, button.dataset.copy);
    else if (button.dataset.item !== undefined) open(button);
    else if (button.dataset.turn !== undefined) turn(+button.dataset.turn);
    else if (button.dataset.close !== undefined) close();
    else if (button.dataset.fresh !== undefined) words.fresh?.();
    else if (button.dataset.skip !== undefined) field()?.focus();
  });

  const escaped = () => {
    const taking = document.querySelector(".take[open]");
    if (taking) {
      taking.open = false;
      taking.querySelector("summary").focus();
    } else if (sourceOpen()) {
      close();
    } else {
      return false;
    }
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    // In the empty question field the arrows have nothing else to do.
    const free = !writing(event.target) || (event.target === field() && !event.target.value);
    if (event.key === "Escape" && !document.querySelector(":popover-open")) {
      if (escaped()) event.preventDefault();
    } else if (event.key === "/" && !writing(event.target)) {
      event.preventDefault();
      field()?.focus();
    } else if (free && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
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

  const SMOOTH = { block: "start", behavior: "smooth" };
  const LAST = "#conversation .exchange:last-child";
  let count = 0;
  let heard = "";
  const finished = (last, quiet) => {
    heard = last.dataset.kept || last.id;
    if (!quiet) last.scrollIntoView(SMOOTH);
    if (document.activeElement === document.body) last.querySelector(".question").focus({ preventScroll: true });
    const first = last.querySelector(".said [data-item]");
    if (first && WIDE.matches) open(first, true);
    else if (sourceOpen()) close(true);
    if (quiet) return;
    const spoken = last.querySelector(".said, .failure")?.cloneNode(true);
    spoken?.querySelectorAll(".citation").forEach((mark) => mark.remove());
    say(`${words.answerReady} ${spoken ? spoken.textContent : ""}`);
  };

  // Called when the conversation has changed; `quiet` when it is one that was kept.
  words.conversationChanged = (element, quiet) => {
    const entries = element.querySelectorAll(".exchange");
    const last = entries[entries.length - 1];
    if (!entries.length && count) {
      if (sourceOpen()) close(true);
      opener = null;
      field()?.focus();
    }
    if (entries.length > count && !quiet) last.scrollIntoView(SMOOTH);
    count = entries.length;
    if (!last || last.dataset.state !== "done") heard = "";
    else if (!heard || quiet) finished(last, quiet);
    else markOpen();
  };
  Object.assign(words, { copy, say, field, last: () => document.querySelector(LAST) });
})();
