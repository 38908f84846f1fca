// How many times a system's figures are those of floor, and of the bare system of its engine.

/** @type {Choice<BenchFigure>[]} */
const COMPARED = [
  { name: "p50, poll", value: "POLL_50" },
  { name: "p99, poll", value: "POLL_99" },
  { name: "p50, append", value: "APPEND_50" },
  { name: "p99, append", value: "APPEND_99" },
  { name: "CPU", value: "CPU" },
  { name: "after a burst", value: "RECOVERY" },
  { name: "sustained rate", value: "SUSTAINED" },
];
/** @type {Record<BenchFigure, string>} */
const FIGURE_TITLES = {
  CPU: "CPU s a million",
  RATE: "answers/s",
  POLL_50: "p50 to the poll",
  POLL_99: "p99 to the poll",
  APPEND_50: "p50 to the append",
  APPEND_99: "p99 to the append",
  ALERT_50: "alerts, p50 to the poll",
  ALERT_99: "alerts, p99 to the poll",
  RECOVERY: "s slow after a burst",
  SUSTAINED: "records/s sustained",
};
const RATIO_ROW = 24; // px

/** @type {BenchPart} */
function ratios(report, section) {
  ratioFigure(report, section, {
    id: "to-floor",
    title: "How many times the floor",
    says: "The floor is the same contract in a loop of one thread that survives nothing.",
    comparisons: report.summary.comparisons.filter(({ base }) => base === "floor"),
  });
  ratioFigure(report, section, {
    id: "to-bare",
    title: "How many times the engine alone",
    says: "An engine's bare system has the detector's sources and sink, and keyed stages between them that only count.",
    comparisons: report.summary.comparisons.filter(({ base }) => base.endsWith("-bare")),
  });
  ratioFigure(report, section, {
    id: "to-twin",
    title: "Scoring pair: how many times Flink's",
    says: "Both score transactions that carry their features, with the same function and no state.",
    comparisons: report.summary.comparisons.filter(({ base }) => base === "flink-scoring"),
  });
}

/**
 * @param {BenchReport} report
 * @param {HTMLElement} section
 * @param {{ id: string, title: string, says: string, comparisons: BenchComparison[] }} of
 */
function ratioFigure(report, section, { id, title, says, comparisons }) {
  const choices = COMPARED.filter(({ value }) => comparisons.some((one) => one.figure === value));
  if (choices.length === 0) {
    return;
  }
  let chosen = choices[0].value;
  const rows = () => comparisons.filter((one) => one.figure === chosen);
  const select = choice("Figure", choices, (value) => {
    chosen = value;
    drawn.redraw();
  });
  const drawn = figure(section, {
    id,
    title,
    says: `${says} A line is the interval that holds with 98 % certainty over launches. Hollow: undecided, the interval holds 1. Dashed: fewer than five launches a side, so it only indicates.`,
    wide: true,
    controls: [select],
    height: () => 70 + rows().length * RATIO_ROW,
    option: (width) => ratioOption(report, rows(), width),
    note: comparisons.some(({ low }) => low === undefined) ? "No line: with one launch a side nothing is said of how far the ratio may be off." : undefined,
    table: {
      head: ["workload", "system", "figure", "times", "of", "at least", "at most", "launches", "says"],
      words: ["system", "figure", "of", "says"],
      rows: comparisons.map((one) => [
        one.workload,
        one.system,
        FIGURE_TITLES[one.figure],
        decimal(one.ratio, 2),
        one.base,
        decimal(one.low, 2),
        one.low === undefined ? UNKNOWN : limitText(one),
        `${one.launches} to ${one.baseLaunches}`,
        verdictWords(one),
      ]),
    },
  });
}

/**
 * Few launches that are near each other leave the interval without a bound.
 *
 * @param {BenchComparison} one
 */
function limitText({ high }) {
  return high === undefined ? "∞" : decimal(high, 2);
}

/** @param {BenchComparison} one */
function verdictWords({ verdict, indicative }) {
  return { LOWER: "lower", UNDECIDED: "undecided", HIGHER: "higher" }[verdict] + (indicative ? ", indicative" : "");
}

/**
 * @param {BenchReport} report
 * @param {BenchComparison[]} rows
 * @param {number} width
 * @returns {Options}
 */
function ratioOption(report, rows, width) {
  const ends = rows.flatMap(({ ratio, low, high }) => [ratio, low ?? ratio, high ?? ratio]);
  const isNarrow = width < 640;
  const room = isNarrow ? 52 : rows.some(({ indicative }) => indicative) ? 210 : 150; // px, for what each says
  const names = rows.map(({ workload, system }) => (isNarrow ? `${system}\n${workload}` : `${workload} · ${system}`));
  return {
    grid: area({ top: 12, right: room }),
    tooltip: {
      ...tooltip(),
      trigger: "item",
      formatter: (/** @type {ChartPoint} */ { dataIndex }) => {
        const one = rows[dataIndex];
        return hint(`${one.system} on ${one.workload}`, [
          { text: `${FIGURE_TITLES[one.figure]}: ${decimal(one.ratio, 2)} times that of ${one.base}` },
          { text: one.low === undefined ? "no interval" : `${decimal(one.low, 2)} to ${limitText(one)} with 98 % certainty` },
          { text: `${verdictWords(one)}; ${one.launches} launches to ${one.baseLaunches}` },
        ]);
      },
    },
    xAxis: axis({
      type: "log",
      min: Math.min(0.9, ...ends) / 1.1,
      max: Math.max(1.1, ...ends) * 1.1,
      name: "times, on a logarithmic axis",
      axisLabel: { customValues: ratioTicks(ends, width), formatter: (/** @type {number} */ value) => `${tick(value)}×` },
    }),
    yAxis: nameAxis(names, width, {
      // A band for every other workload.
      splitArea: {
        show: true,
        interval: (/** @type {number} */ index) => index === 0 || rows[index]?.workload !== rows[index - 1]?.workload,
        areaStyle: { color: ["transparent", colour("band")] },
      },
 axisLabel: isNarrow ? { fontSize: 10, lineHeight: 11 } : { width: width * 0.3 } }),
    series: [
      {
        type: "custom",
        name: "interval",
        silent: true,
        clip: true,
        renderItem: (/** @type {unknown} */ _, /** @type {Options} */ api) => intervalLine(report, rows[api.value(2)], api),
        data: rows.map(({ ratio, low, high }, index) => [low ?? ratio, high ?? ratio, index]),
        encode: { x: [0, 1], y: 2 },
      },
      {
        type: "scatter",
        name: "ratio",
        z: 3,
        symbolSize: 10,
        data: rows.map((one, index) => {
          const { colour: of } = look(report, one.system);
          const isOpen = one.verdict === "UNDECIDED";
          return {
            value: [one.ratio, index],
            symbol: "circle",
            itemStyle: { color: isOpen ? colour("surface") : of, borderColor: of, borderWidth: 2, opacity: 1 },
          };
        }),
        label: {
          show: true,
          position: "right",
          color: colour("muted"),
          fontSize: 12,
          formatter: (/** @type {ChartPoint} */ { dataIndex }) => ratioText(rows[dataIndex], isNarrow),
        },
        labelLayout: () => ({ x: width - room + 10, align: "left", verticalAlign: "middle" }),
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: colour("muted"), type: "solid", width: 1 },
          data: [{ xAxis: 1 }],
        },
      },
    ],
  };
}

/**
 * @param {BenchComparison} one
 * @param {boolean} isNarrow
 */
function ratioText(one, isNarrow) {
  const times = `${decimal(one.ratio, one.ratio < 10 ? 2 : one.ratio < 100 ? 1 : 0)}×`;
  return isNarrow ? times : `${times}  ${verdictWords(one)}`;
}

/**
 * 1, 2, 5, 10 and so on, as many as have room.
 *
 * @param {number[]} ends
 * @param {number} width
 */
function ratioTicks(ends, width) {
  const [least, greatest] = [Math.min(1, ...ends), Math.max(1, ...ends)];
  const all = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(greatest)); power += 1) {
    all.push(...[1, 2, 5].map((digit) => digit * 10 ** power));
  }
  const shown = all.filter((value) => value >= least * 0.9 && value <= greatest * 1.1);
  return shown.length <= width / 90 ? shown : shown.filter((value) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6);
}

/**
 * @param {BenchReport} report
 * @param {BenchComparison} one
 * @param {Options} api
 */
function intervalLine(report, one, api) {
  const [from, y] = api.coord([api.value(0), api.value(2)]);
  const [to] = api.coord([api.value(1), api.value(2)]);
  const style = { stroke: look(report, one.system).colour, lineWidth: 2, lineDash: one.indicative ? [4, 3] : undefined };
  const line = (/** @type {number[]} */ [x1, y1, x2, y2]) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return { type: "group", children: [line([from, y, to, y]), line([from, y - 4, from, y + 4]), line([to, y - 4, to, y + 4])] };
}
