let wanted = 0;
const settle = (quiet) => {
  const panel = element.querySelector(".source");
  if (!panel) return;
  const scroll = panel.querySelector(".source-scroll");
  const mark = panel.querySelector("mark");
  if (scroll && mark) {
    const offset = mark.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
    scroll.scrollTop += offset - Math.min(scroll.clientHeight / 3, 160);
  } else if (scroll) {
    scroll.scrollTop = 0;
  }
  const lost = !panel.contains(document.activeElement) || document.activeElement.disabled;
  if (!quiet && lost) panel.focus({ preventScroll: true });
};
window.addEventListener("referat:open", async (event) => {
  const turn = ++wanted;
  const { place, quiet } = event.detail;
  const html = await server.source(place);
  if (turn !== wanted) return;
  document.body.classList.add("source-open");
  props.value = html;
  requestAnimationFrame(() => requestAnimationFrame(() => settle(quiet)));
});
window.addEventListener("referat:close", () => {
  wanted += 1;
  document.body.classList.remove("source-open");
  props.value = "";
});
