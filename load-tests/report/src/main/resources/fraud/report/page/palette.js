// Colours come from the style sheet, so that a chart and the text around it always agree. An engine keeps its colour and its symbol
// everywhere: blue discs and orange diamonds differ for every kind of colour vision, and on a grey print.

const ENGINE_SYMBOLS = ["circle", "diamond", "triangle"];

/** Colours by scheme and name, since each look at the style sheet costs a layout. @type {Map<string, string>} */
const resolvedColours = new Map();

/**
 * A colour of the style sheet as the scheme in force has it; ECharts understands no light-dark().
 *
 * @param {string} name
 */
function colour(name) {
  const key = `${document.documentElement.className} ${isDark()} ${name}`;
  const known = resolvedColours.get(key);
  if (known !== undefined) {
    return known;
  }
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = `var(--${name})`;
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  resolvedColours.set(key, resolved);
  return resolved;
}

/** @param {number} index */
function engineColour(index) {
  return colour("engine-" + Math.min(index + 1, ENGINE_SYMBOLS.length));
}

/** @param {number} index */
function engineSymbol(index) {
  return ENGINE_SYMBOLS[Math.min(index, ENGINE_SYMBOLS.length - 1)];
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/**
 * The system's scheme, until the reader or the address (`#dark`, `#light`) says otherwise.
 *
 * @param {() => void} redraw
 */
function startTheme(redraw) {
  const button = byId("theme");
  const show = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `Show in ${isDark() ? "light" : "dark"} colours`);
    button.setAttribute("aria-pressed", String(isDark()));
  };
  const asked = location.hash.slice(1);
  if (asked === "dark" || asked === "light") {
    document.documentElement.dataset.theme = asked;
  }
  show();
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    show();
    redraw();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    show();
    redraw();
  });
}
