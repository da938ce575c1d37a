// Keys: everything that the pointer can do.

const { state, actions } = page;
const { byId } = page.dom;
const { pan } = page.camera;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP = 60;

const withNode = (act) => () => { if (state.chosen?.kind === "node") act(state.chosen.node); };
const KEYS = {
  "/": () => page.search.focus(),
  "?": () => actions.help(),
  "+": () => actions.zoom(1.25),
  "=": () => actions.zoom(1.25),
  "-": () => actions.zoom(0.8),
  0: () => actions.fitAll(),
  a: () => actions.showAll(),
  e: withNode(actions.expand),
  f: withNode((node) => actions.focus(node, 1)),
  h: withNode(actions.hide),
  H: withNode(actions.hideNeighbours),
  p: withNode(actions.pathFrom),
  u: () => actions.back(),
  l: () => page.list.toggle(),
  d: () => actions.toggleTheme(),
  g: () => actions.toggleLanguage(),
  Enter: () => { if (state.chosen) byId("panel").focus(); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const { target } = event;
  const onCanvas = target === page.picture.canvas || target === document.body;
  if (event.key === "Escape") {
    actions.clear();
    page.picture.canvas.focus();
    return;
  }
  if (target.matches("input:not([type=checkbox]), select, textarea")) return;
  const arrow = ARROWS[event.key];
  if (arrow && onCanvas) {
    if (event.shiftKey || !actions.walk(...arrow)) {
      pan(-arrow[0] * STEP, -arrow[1] * STEP);
      page.picture.moved();
    }
    return event.preventDefault();
  }
  if (event.key === "Enter" && !onCanvas) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
