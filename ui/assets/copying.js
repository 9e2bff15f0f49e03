// Copying, on the page and on the views: words go to the clipboard, and the button tells whether they did.
window.copyText = async (button, text, words, say) => {
  const write = async () => {
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
  const before = (button.dataset.shown ??= button.textContent);
  button.textContent = (await write()) ? words.copied : words.notCopied;
  say(button.textContent);
  setTimeout(() => { button.textContent = before; }, 1600);
};
