// What can be done with an answer. The page keeps each finished exchange in `data-kept`, as the server wrote it.
const referat = window.referat;
const entries = () => [...element.querySelectorAll(".exchange")];
const kept = () => entries().map((entry) => entry.dataset.kept).filter(Boolean);
const before = (entry) => kept().slice(0, entries().indexOf(entry));
const told = (entry) => JSON.parse(entry.dataset.kept);
referat.kept = kept;

const again = (entry, fields = []) => {
  const { question, dropped = [] } = told(entry);
  referat.ask(question, { past: before(entry), dropped: [...dropped, ...fields] });
};

const share = (entry) => {
  const { question, dropped = [] } = told(entry);
  return referat.address(question, dropped);
};

const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

const take = async (entry, form) => {
  // Opened while the press lasts: browsers hold back a window that comes later.
  const paper = form === "page" ? window.open("", "_blank") : null;
  let file;
  try {
    file = await server.take({ kept: entry.dataset.kept, form });
  } catch {
    file = { failure: referat.takeFailed };
  }
  if (file.failure) {
    paper?.close();
    note(entry, file.failure);
    return;
  }
  if (paper) {
    paper.document.write(new TextDecoder().decode(bytes(file.content)));
    paper.document.close();
    paper.document.querySelector("button").addEventListener("click", () => paper.print());
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes(file.content)], { type: file.type }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

const note = (entry, words) => {
  let line = entry.querySelector(".told");
  if (!line) {
    line = document.createElement("p");
    line.className = "note told";
    entry.querySelector(".tools").after(line);
  }
  line.textContent = words;
  if (words) referat.say(words);
};

const judge = async (entry, verdict, more = {}) => {
  let reply;
  try {
    reply = await server.judge({ kept: entry.dataset.kept, past: before(entry), verdict, ...more });
  } catch {
    reply = { rating: "", said: referat.notJudged };
  }
  note(entry, reply.said);
  if (!reply.rating) return;
  entry.dataset.kept = JSON.stringify({ ...told(entry), rated: verdict, rating: reply.rating });
  for (const thumb of entry.querySelectorAll("[data-judge]")) {
    thumb.setAttribute("aria-pressed", String(thumb.dataset.judge === verdict));
  }
  referat.keep();
};

const why = (entry, open) => {
  const form = entry.querySelector(".why");
  form.hidden = !open;
  if (open) form.querySelector("input").focus();
};

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const entry = button && button.closest(".exchange");
  if (!entry) return;
  const { ask, drop, take: form, judge: verdict } = button.dataset;
  if (ask !== undefined) referat.ask(ask);
  else if (drop !== undefined) again(entry, drop.split(" "));
  else if (button.dataset.retry !== undefined) again(entry);
  else if (button.dataset.edit !== undefined) referat.edit(told(entry).question, before(entry));
  else if (button.dataset.share !== undefined) referat.copy(button, share(entry));
  else if (form !== undefined) take(entry, form);
  else if (button.dataset.unwhy !== undefined) {
    why(entry, false);
    entry.querySelector(".thumb.bad").focus();
  } else if (verdict !== undefined) {
    const taken = button.getAttribute("aria-pressed") === "true";
    why(entry, verdict === "ned" && !taken);
    judge(entry, taken ? "" : verdict);
  }
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const entry = event.target.closest(".exchange");
  const given = new FormData(event.target);
  judge(entry, "ned", { reason: given.get("reason") || "", comment: given.get("comment") || "" });
  why(entry, false);
  entry.querySelector(".thumb.bad").focus();
});

// The framework patches what is there: another question of the same shape changes words and attributes only.
new MutationObserver(() => {
  const quiet = referat.restoring;
  referat.conversationChanged(element, quiet);
  referat.progressed?.(entries());
}).observe(element, {
  childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["data-state", "data-kept"],
});
