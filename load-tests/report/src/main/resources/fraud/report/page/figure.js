// A figure: heading, what it says in a sentence, the chart, and the same figures as a table.

/** @type {DrawnFigure[]} */
const figures = [];
const PRINT_WIDTH = 680; // A4 at 96 dots an inch less margins of 15 mm
const MAX_TABLE_ROWS = 200;
const LETTER_WIDTH = 6.5; // px, of a band's name
const NARROW = 480; // px: a phone
const BAR = 10; // px
const BAR_GAP = 2; // px

/**
 * Adds a figure to a section.
 *
 * @param {HTMLElement} section
 * @param {Figure} figure
 */
function figure(section, { id, title, says, height = 320, option, table: figures_, note, controls = [], wide = false }) {
  const chart = element("div", { class: "chart", role: "img", "aria-label": `${title}. ${says}` });
  const node = element(
    "figure",
    { id, class: wide ? "wide" : undefined },
    element("figcaption", {}, element("h3", {}, title), element("p", {}, says)),
    controls.length > 0 ? element("div", { class: "controls" }, controls) : undefined,
    chart,
    note ? element("p", { class: "note" }, note) : undefined,
    asTable(title, figures_),
  );
  section.append(node);
  /** @type {(other: Table) => void} */
  const retable = (other) => node.querySelector("details")?.replaceWith(asTable(title, other));
  /** @type {DrawnFigure} */
  const entry = { chart, height: typeof height === "function" ? height : () => height, option, drawn: undefined };
  figures.push(entry);
  return { redraw: () => draw(entry), entry, retable };
}

/**
 * @param {string} title
 * @param {Table} table
 */
function asTable(title, { head, rows, words }) {
  const step = Math.ceil(rows.length / MAX_TABLE_ROWS);
  const shown = rows.filter((row, index) => index % step === 0);
  return element(
    "details",
    {},
    element("summary", {}, "The figures as a table"),
    step > 1 ? element("p", { class: "note" }, `Every ${step}th of ${count(rows.length)} rows; all are in the JSON.`) : undefined,
    table(title, head, shown, words),
  );
}

/**
 * @param {DrawnFigure} entry
 * @param {number} [width]
 */
function draw(entry, width = entry.chart.clientWidth) {
  const height = entry.height(width);
  entry.drawn?.dispose();
  entry.chart.style.height = `${height}px`;
  entry.drawn = echarts.init(entry.chart, null, { renderer: "svg", height, width });
  entry.drawn.setOption({ ...commonOption(), ...entry.option(width, height) });
}

/** @param {number} [width] */
function drawAll(width) {
  figures.forEach((entry) => draw(entry, width));
}

/** Keeps the charts as wide as their places, also on paper. */
function followWidth() {
  const observer = new ResizeObserver((changes) => {
    for (const change of changes) {
      const entry = figures.find((candidate) => candidate.chart === change.target);
      if (entry?.drawn && change.contentRect.width > 0 && Math.abs(entry.drawn.getWidth() - change.contentRect.width) >= 1) {
        draw(entry);
      }
    }
  });
  figures.forEach((entry) => observer.observe(entry.chart));
  addEventListener("beforeprint", () => {
    observer.disconnect();
    document.documentElement.classList.add("printing");
    drawAll(PRINT_WIDTH);
  });
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("printing");
    drawAll();
    figures.forEach((entry) => observer.observe(entry.chart));
  });
}

function commonOption() {
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("ink") },
    aria: { enabled: false }, // the element around it has a label of its own
    tooltip: { ...tooltip(), trigger: "axis" },
    grid: area(),
  };
}

/**
 * Where a chart is drawn: below its legend, with room for its axes' labels and names.
 *
 * @param {Options} [options]
 */
function area(options = {}) {
  return { left: 0, right: 12, top: 34, bottom: 0, outerBoundsMode: "same", outerBoundsContain: "all", ...options };
}

/** @returns {Options} */
function tooltip() {
  return {
    className: "tooltip",
    confine: true,
    transitionDuration: 0,
    backgroundColor: colour("surface"),
    borderColor: colour("line"),
    textStyle: { color: colour("ink"), fontSize: 13 },
    axisPointer: { lineStyle: { color: colour("muted") }, label: { show: false } },
  };
}

/**
 * What a tooltip shows: a heading, and a line each with a mark in its colour.
 *
 * @param {string} heading
 * @param {HintLine[]} lines
 */
function hint(heading, lines) {
  return element(
    "div",
    { class: "hint" },
    element("strong", {}, heading),
    lines.map(({ mark, text }) => {
      const dot = element("i", {});
      dot.style.background = mark ?? "transparent";
      return element("div", {}, dot, text);
    }),
  );
}

/** @param {Options} [options] */
function legend(options = {}) {
  return {
    top: 0,
    left: 0,
    itemGap: 18,
    itemWidth: 18,
    itemHeight: 9,
    textStyle: { color: colour("ink"), fontSize: 13 },
    inactiveColor: colour("line"),
    ...options,
  };
}

/**
 * @param {Options} options
 * @returns {Options}
 */
function axis(options) {
  return {
    nameLocation: "middle",
    nameGap: 30,
    nameTextStyle: { color: colour("muted"), fontSize: 12 },
    axisLine: { lineStyle: { color: colour("line") } },
    axisTick: { show: false },
    axisLabel: { color: colour("muted"), fontSize: 12, hideOverlap: true, ...options.axisLabel },
    splitLine: { lineStyle: { color: colour("grid") }, ...options.splitLine },
    ...Object.fromEntries(Object.entries(options).filter(([key]) => key !== "axisLabel" && key !== "splitLine")),
  };
}

/**
 * An axis of values with its name above it, which leaves the width to the chart.
 *
 * @param {string} name
 * @param {(value: number) => string} format
 * @param {Options} [options]
 */
function valueAxis(name, format, options = {}) {
  return axis({
    type: "value",
    name,
    nameLocation: "end",
    nameGap: 10,
    nameTextStyle: { color: colour("muted"), fontSize: 12, align: "left" },
    axisLabel: { formatter: format },
    ...options,
  });
}

/**
 * An axis of names, which break into lines where they would take more than a part of the width.
 *
 * @param {string[]} names
 * @param {number} width
 * @param {Options} [options]
 */
function nameAxis(names, width, options = {}) {
  return axis({
    type: "category",
    inverse: true,
    data: names,
    ...options,
    axisLabel: { color: colour("ink"), fontSize: width < NARROW ? 12 : 13, width: width * 0.36, overflow: "break", interval: 0, ...options.axisLabel },
  });
}

/**
 * Bars of all engines side by side with a text after each; one text for all of them where they say the same.
 *
 * @param {EngineBars} bars
 */
function engineBars({ names, colours, values, text, textAt, options = {} }) {
  const size = values(0).length;
  const agree = Array.from({ length: size }, (_, bar) => names.every((_, engine) => text(engine, bar) === text(0, bar)));
  const toMiddle = ((names.length - 1) * (BAR + BAR_GAP)) / 2;
  return names.map((name, engine) => ({
    type: "bar",
    name,
    color: colours[engine],
    barWidth: BAR,
    barGap: `${(100 * BAR_GAP) / BAR}%`,
    itemStyle: { borderRadius: 3 },
    label: {
      show: true,
      position: "right",
      color: colour("muted"),
      fontSize: 12,
      formatter: (/** @type {ChartPoint} */ { dataIndex }) => (agree[dataIndex] && engine > 0 ? "" : text(engine, dataIndex)),
    },
    labelLayout: (/** @type {ChartPoint} */ { dataIndex }) => ({
      ...(textAt === undefined ? {} : { x: textAt, align: "left" }),
      dy: agree[dataIndex] ? toMiddle : 0,
    }),
    data: values(engine),
    ...options,
  }));
}

/**
 * The height of a chart of such bars, with its legend and its axis.
 *
 * @param {number} groups
 * @param {number} engines
 */
function barsHeight(groups, engines) {
  return 84 + groups * (engines * (BAR + BAR_GAP) + 12);
}

/**
 * The time line that all charts over time share: seconds since the command.
 *
 * @param {number} from
 * @param {number} to
 * @param {Options} [options]
 */
function timeAxis(from, to, options = {}) {
  return axis({
    type: "value",
    min: from,
    max: to,
    name: "time since the command",
    axisLabel: { formatter: clock, showMaxLabel: false },
    splitLine: { show: false },
    ...options,
  });
}

/**
 * Shades what does not count as a result, and names it where the name fits.
 *
 * @param {RunReport} report
 * @param {number} from
 * @param {number} to
 * @param {number} width
 */
function phaseBands(report, from, to, width) {
  const bands = report.phases.filter((phase) => !phase.measured && phase.toSeconds > from && phase.fromSeconds < to);
  return {
    silent: true,
    itemStyle: { color: colour("band") },
    label: { color: colour("muted"), fontSize: 11, position: "insideTop" },
    data: bands.map((phase) => {
      const [begin, end] = [Math.max(from, phase.fromSeconds), Math.min(to, phase.toSeconds)];
      const fits = ((end - begin) / (to - from)) * (width - 60) > phase.name.length * LETTER_WIDTH;
      return [{ name: fits ? phase.name : "", xAxis: begin }, { xAxis: end }];
    }),
  };
}

/**
 * Buttons of which one is chosen.
 *
 * @template T
 * @param {string} label
 * @param {Choice<T>[]} options
 * @param {(value: T) => void} choose
 */
function choice(label, options, choose) {
  const buttons = options.map(({ name, value }, index) => {
    const button = element("button", { type: "button", "aria-pressed": String(index === 0) }, name);
    button.addEventListener("click", () => {
      buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      choose(value);
    });
    return button;
  });
  return element("div", { class: "choice", role: "group", "aria-label": label }, buttons);
}
