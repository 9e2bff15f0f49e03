// The question field: asking, stopping, editing, and the question that an address holds.
const referat = window.referat;
const form = element.querySelector("form");
const box = form.querySelector("textarea");
const editing = form.querySelector(".editing");
const wide = matchMedia("(min-width: 1000px)");
let edited = null;
let waiting = null;
// What was shown in the place of an answer that was on its way.
let instead = null;

const grow = () => {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 200)}px`;
};

const busy = (now) => {
  form.querySelector("#send").hidden = now;
  form.querySelector("#stop").hidden = !now;
};

// Ask a question after the exchanges in `past`: by default all there are.
referat.ask = (question, { past = referat.kept(), dropped = [] } = {}) => {
  if (waiting || !question.trim()) return false;
  waiting = { question, dropped, past };
  instead = null;
  referat.restoring = false;
  busy(true);
  referat.asked(waiting);
  trigger("asked", waiting);
  // Nothing at all came back: the server is away. The words are not lost.
  waiting.timer = setTimeout(() => {
    if (!box.value) box.value = question;
    grow();
    stopWaiting();
    referat.say(referat.unsent);
  }, 30000);
  return true;
};

// Show exchanges that were kept, and end whatever answer is on its way.
referat.show = (past) => {
  stopWaiting();
  instead = past;
  referat.restoring = true;
  trigger("shown", { past });
};

const stopWaiting = () => {
  if (waiting) clearTimeout(waiting.timer);
  waiting = null;
  busy(false);
};

referat.edit = (question, past) => {
  edited = past;
  editing.hidden = false;
  box.value = question;
  grow();
  box.focus();
};

const endEdit = () => {
  edited = null;
  editing.hidden = true;
};

referat.progressed = (entries) => {
  const last = entries[entries.length - 1];
  // Ended before the server had heard of it, an answer comes all the same: it is ended once more.
  if (!waiting && instead && last && last.dataset.state === "busy") {
    referat.show(instead);
    return;
  }
  if (waiting && last) clearTimeout(waiting.timer);
  if (!last || last.dataset.state === "done") {
    if (waiting && last && !referat.restoring) stopWaiting();
    if (last) referat.keep();
    referat.restoring = false;
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (referat.ask(box.value.trim(), edited ? { past: edited } : {})) {
    box.value = "";
    grow();
    endEdit();
    // On a phone the keyboard would cover the answer.
    if (!wide.matches) box.blur();
  }
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.id === "stop" && waiting) {
    const { past, question, dropped } = waiting;
    referat.show([...past, JSON.stringify({ question, dropped, failure: referat.stopped })]);
    box.focus();
  } else if (button.dataset.undo !== undefined) {
    endEdit();
    box.value = "";
    grow();
    box.focus();
  }
});

box.addEventListener("input", grow);
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "Escape" && edited) {
    endEdit();
    event.stopPropagation();
  }
});

if (wide.matches) box.focus();
referat.composerReady = true;
