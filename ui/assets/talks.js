// The conversations that this browser keeps: one entry each in its storage, named by who is logged in.
const referat = window.referat;
const HERE = "referat.her";
const WAITING = "referat.venter";
const MOST = 60;
const DAY = 86400000;

const list = () => element.querySelector(".talks");
const owner = () => list()?.dataset.owner;
const prefix = () => `referat.samtale.${encodeURIComponent(owner() ?? "")}.`;

// A browser may hold its storage closed; the page then keeps nothing and works on.
const attempt = (act, otherwise = null) => {
  try {
    return act();
  } catch {
    return otherwise;
  }
};
const here = () => attempt(() => sessionStorage.getItem(HERE));
const settle = (id) => attempt(() => (id ? sessionStorage.setItem(HERE, id) : sessionStorage.removeItem(HERE)));
const wait = (what) => attempt(() => (what ? sessionStorage.setItem(WAITING, JSON.stringify(what)) : sessionStorage.removeItem(WAITING)));
const read = (id) => attempt(() => JSON.parse(localStorage.getItem(prefix() + id)));
const drop = (id) => attempt(() => localStorage.removeItem(prefix() + id));

const talks = () => {
  const found = [];
  const start = prefix();
  for (const key of attempt(() => Object.keys(localStorage), [])) {
    const id = key.startsWith(start) && key.slice(start.length);
    const talk = id && read(id);
    if (talk && Array.isArray(talk.kept) && talk.kept.length) found.push({ id, at: talk.at, title: title(talk.kept) });
  }
  return found.sort((one, other) => other.at - one.at);
};
const title = (kept) => attempt(() => String(JSON.parse(kept[0]).question), "");

const write = (id, kept) => {
  const text = JSON.stringify({ at: Date.now(), kept });
  const old = talks().filter((talk) => talk.id !== id);
  for (const talk of old.slice(MOST - 1)) drop(talk.id);
  // When the storage is full the oldest conversation makes room.
  for (let room = old.slice(0, MOST - 1); ; room = room.slice(0, -1)) {
    if (attempt(() => { localStorage.setItem(prefix() + id, text); return true; }, false) || !room.length) return;
    drop(room[room.length - 1].id);
  }
};

referat.address = (question, dropped = []) => {
  const address = new URL(location.pathname, location.origin);
  address.searchParams.set("q", question);
  if (dropped.length) address.searchParams.set("uden", dropped.join(","));
  return address.href;
};
const name = (question, dropped) => history.replaceState(null, "", question ? referat.address(question, dropped) : location.pathname);

const first = (kept) => {
  const { question = "", dropped = [] } = attempt(() => JSON.parse(kept[0]), {}) || {};
  return { question, dropped };
};

referat.asked = ({ question, dropped, past }) => {
  const begun = past.length ? first(past) : { question, dropped };
  if (!here()) settle(Date.now().toString(36) + Math.random().toString(36).slice(2, 6));
  name(begun.question, begun.dropped);
  wait({ question, dropped, past: past.length });
};

referat.keep = () => {
  const kept = referat.kept();
  wait(null);
  if (!kept.length) return;
  if (!here()) settle(Date.now().toString(36));
  // A conversation that is only looked at keeps its place in the list.
  if (JSON.stringify((read(here()) || {}).kept) !== JSON.stringify(kept)) write(here(), kept);
  fill();
};

referat.fresh = () => {
  settle(null);
  wait(null);
  name("");
  hide();
  referat.show([]);
  fill();
  referat.field()?.focus();
};

const hide = () => {
  const menu = element.querySelector("[popover]");
  if (menu?.matches(":popover-open")) menu.hidePopover();
};

const go = (id) => {
  const talk = read(id);
  if (!talk) return;
  settle(id);
  wait(null);
  const { question, dropped } = first(talk.kept);
  name(question, dropped);
  hide();
  referat.show(talk.kept);
  fill();
};

const forget = (id) => {
  drop(id);
  if (id === here()) referat.fresh();
  fill();
  (element.querySelector(".talk-go") || referat.field())?.focus();
};

const part = (tag, css, words, more = {}) => {
  const made = document.createElement(tag);
  made.className = css;
  if (words) made.textContent = words;
  for (const [key, value] of Object.entries(more)) made.setAttribute(key, value);
  return made;
};

const when = (at) => {
  const midnight = new Date().setHours(0, 0, 0, 0);
  if (at >= midnight) return referat.today;
  return at >= midnight - DAY ? referat.yesterday : referat.earlier;
};

const fill = () => {
  const place = list();
  if (!place || owner() === undefined) return;
  const found = talks();
  place.replaceChildren();
  if (!found.length) return;
  place.append(part("h2", "", referat.talks));
  let group = "";
  let rows = null;
  for (const talk of found) {
    if (when(talk.at) !== group) {
      group = when(talk.at);
      place.append(part("h3", "", group));
      rows = part("ul", "");
      place.append(rows);
    }
    const row = part("li", "talk");
    const go = part("button", "talk-go", talk.title, { type: "button", "data-talk": talk.id, title: talk.title });
    if (talk.id === here()) go.setAttribute("aria-current", "true");
    const gone = part("button", "talk-gone", "×", {
      type: "button", "data-forget": talk.id, "aria-label": referat.deleteTalk.replace("{title}", () => talk.title),
    });
    row.append(go, gone);
    rows.append(row);
  }
  place.append(part("button", "quiet forget-all", referat.deleteTalks, { type: "button", "data-forget-all": "" }));
};

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.talk !== undefined) go(button.dataset.talk);
  else if (button.dataset.forget !== undefined) forget(button.dataset.forget);
  else if (button.dataset.forgetAll !== undefined && window.confirm(referat.deleteTalksSure)) {
    for (const talk of talks()) drop(talk.id);
    referat.fresh();
  }
});
window.addEventListener("storage", fill);

// Once the page can ask and it is known who reads: the question of the address, or the conversation that was here.
let begun = false;
const begin = () => {
  if (begun || owner() === undefined || !referat.composerReady || !referat.kept) return;
  begun = true;
  fill();
  const wanted = new URLSearchParams(location.search);
  const question = (wanted.get("q") || "").trim();
  const waiting = attempt(() => JSON.parse(sessionStorage.getItem(WAITING)));
  const talk = here() && read(here());
  const same = talk && (!question || first(talk.kept).question === question);
  if (waiting && (same || !question || waiting.question === question)) {
    // The page was loaded anew while an answer was on its way.
    referat.ask(waiting.question, { past: same ? talk.kept.slice(0, waiting.past) : [], dropped: waiting.dropped });
  } else if (same) {
    name(first(talk.kept).question, first(talk.kept).dropped);
    referat.show(talk.kept);
  } else {
    settle(null);
    wait(null);
    if (question) referat.ask(question, { past: [], dropped: (wanted.get("uden") || "").split(",").filter(Boolean) });
  }
};
const look = setInterval(() => {
  begin();
  if (begun) clearInterval(look);
}, 40);
watch("value", fill);
