// A run over time: latency and decisions by the second, with the faults drawn in.

const LINE_PANEL = 190; // px, of each of the two charts
const LINE_TOP = 56; // px, for the legend and the first one's name
const LINE_GAP = 58; // px, for a strip and the name of the next
const LINE_STRIP = 12; // px: checkpoints or batches

/** @type {ChaosPart} */
function chaosLines({ results }, section) {
  const runs = results.runs.filter(({ line }) => line.length > 0);
  if (runs.length === 0) {
    return;
  }
  let chosen = runs[0];
  const select = element(
    "select",
    { "aria-label": "Run" },
    runs.map((run, index) => element("option", { value: String(index) }, `${run.system} · ${run.scenario} · run ${run.number}`)),
  );
  const about = element("p", { class: "note", id: "line-run" });
  const show = () => {
    about.textContent = `Before the first fault: p50 ${millis(chosen.steady.percentiles["50"])}, p99 ${millis(chosen.steady.percentiles["99"])}; the SLO is ${millis(chosen.sloMillis)} for 98 % of the decisions of each second.`;
  };
  select.addEventListener("change", () => {
    chosen = runs[Number(select.value)];
    show();
    drawn.redraw();
    drawn.retable(lineTable(chosen));
  });
  show();
  const drawn = figure(section, {
    id: "line",
    title: "A run over time",
    says: "Latency of the decisions due in each second, and decisions polled in it. Shaded: from a fault until decisions were inside the SLO for good. Below the first chart, in time: checkpoints or batches.",
    wide: true,
    controls: [select, about],
    height: () => LINE_TOP + 2 * LINE_PANEL + LINE_GAP + 56,
    option: (width) => lineOption(chosen, width),
    table: lineTable(chosen),
  });
}

/**
 * @param {ChaosRun} run
 * @param {number} width
 * @returns {Options}
 */
function lineOption(run, width) {
  const [first, last] = [run.line[0].atSeconds, (run.line.at(-1)?.atSeconds ?? 0) + 1];
  const series = (/** @type {string} */ name, /** @type {number} */ panel, /** @type {string} */ of, /** @type {(second: ChaosSecond) => number | undefined} */ value) => ({
    type: "line",
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    showSymbol: false,
    color: colour(of),
    lineStyle: { width: 1.75 },
    data: run.line.map((second) => [second.atSeconds, value(second) ?? null]),
  });
  const spans = [0, 1].map((panel) => faultAreas(run, panel, (width - 72) / (last - first)));
  return {
    legend: legend({ data: ["p50", "p99", "decided", "repeated"] }),
    grid: [0, 1].map((panel) => ({ left: 60, right: 12, top: LINE_TOP + panel * (LINE_PANEL + LINE_GAP), height: LINE_PANEL })),
    axisPointer: { link: [{ xAxisIndex: "all" }], lineStyle: { color: colour("muted") }, label: { show: false } },
    tooltip: { ...tooltip(), trigger: "axis", formatter: (/** @type {ChartPoint[]} */ points) => lineHint(run, points) },
    xAxis: [0, 1].map((panel) => timeAxis(first, last, { gridIndex: panel, name: panel === 1 ? "time since the run's start" : "", axisLabel: { formatter: clock, show: panel === 1, showMinLabel: false, showMaxLabel: false } })),
    yAxis: [
      valueAxis("latency, ms", tick, { gridIndex: 0, type: "log", minorSplitLine: { show: false } }),
      valueAxis("decisions a second", tick, { gridIndex: 1, splitNumber: 3 }),
    ],
    series: [
      { ...series("p50", 0, "muted", ({ p50Millis }) => drawnMillis(p50Millis)), ...spans[0] },
      series("p99", 0, "ink", ({ p99Millis }) => drawnMillis(p99Millis)),
      { ...series("decided", 1, "engine-1", ({ decided }) => decided), ...spans[1] },
      series("repeated", 1, "engine-2", ({ repeated }) => repeated),
      chaosMarks(run),
    ],
  };
}

/** @param {number | undefined} latency */
function drawnMillis(latency) {
  return latency === undefined ? undefined : drawable(latency);
}

/**
 * From each fault until all was well again.
 *
 * @param {ChaosRun} run
 * @param {number} panel
 * @param {number} pixelsPerSecond
 */
function faultAreas({ faults, line }, panel, pixelsPerSecond) {
  const end = (line.at(-1)?.atSeconds ?? 0) + 1;
  return {
    markArea: {
      silent: true,
      itemStyle: { color: colour("void") },
      label: { color: colour("muted"), fontSize: 11, position: "insideTop" },
      data: faults.map(({ victim, atSeconds, insideSloAfter }) => {
        const span = insideSloAfter ?? end - atSeconds;
        const fits = span * pixelsPerSecond > victim.length * LETTER_WIDTH;
        return [{ name: panel === 0 && fits ? victim : "", xAxis: atSeconds }, { xAxis: atSeconds + span }];
      }),
    },
    markLine: {
      silent: true,
      symbol: "none",
      label: { show: false },
      lineStyle: { color: colour("bad"), type: "solid", width: 1.5 },
      data: faults.map(({ atSeconds }) => ({ xAxis: atSeconds })),
    },
  };
}

/**
 * Checkpoints or batches, from their begin to their end, in a strip below the first chart.
 *
 * @param {ChaosRun} run
 * @returns {Options}
 */
function chaosMarks({ marks, line }) {
  const first = line[0].atSeconds;
  return {
    type: "custom",
    name: "marks",
    // Of the second chart, above which the strip is: a logarithmic axis takes what has no value for 0.
    xAxisIndex: 1,
    yAxisIndex: 1,
    silent: true,
    clip: false,
    renderItem: (/** @type {Options} */ params, /** @type {Options} */ api) => {
      const [from] = api.coord([api.value(0), 1]);
      const [end] = api.coord([api.value(1), 1]);
      return {
        type: "rect",
        shape: { x: from, y: params.coordSys.y - LINE_GAP + 6, width: Math.max(1.5, end - from - 0.75), height: LINE_STRIP },
        style: { fill: colour(api.value(2) === 1 ? "engine-1" : "engine-2"), opacity: 0.75 },
      };
    },
    data: marks
      .filter(({ atSeconds }) => atSeconds >= first)
      .map(({ atSeconds, durationMillis, kind }) => [atSeconds, atSeconds + durationMillis / 1_000, kind === "checkpoint" ? 1 : 0]),
    encode: { x: [0, 1] },
  };
}

/**
 * @param {ChaosRun} run
 * @param {ChartPoint[]} points
 */
function lineHint(run, points) {
  const at = points[0].axisValue;
  const second = run.line.find(({ atSeconds }) => Math.abs(atSeconds - at) < 0.5);
  const fault = run.faults.find(({ atSeconds, insideSloAfter }) => at >= atSeconds - 1 && at <= atSeconds + (insideSloAfter ?? 0));
  return hint(clock(at), [
    ...(second === undefined
      ? []
      : [
          { mark: colour("muted"), text: `p50: ${millis(second.p50Millis)}` },
          { mark: colour("ink"), text: `p99: ${millis(second.p99Millis)}` },
          { mark: colour("engine-1"), text: `decided: ${count(second.decided)}` },
          { mark: colour("engine-2"), text: `repeated: ${count(second.repeated)}` },
        ]),
    ...(fault === undefined ? [] : [{ mark: colour("bad"), text: `${fault.victim}: ${fault.what}` }]),
  ]);
}

/**
 * @param {ChaosRun} run
 * @returns {Table}
 */
function lineTable({ line }) {
  return {
    head: ["at, s", "decided", "repeated", "p50, ms", "p99, ms", "longest, ms"],
    rows: line.map(({ atSeconds, decided, repeated, p50Millis, p99Millis, maxMillis }) => [
      decimal(atSeconds, 0),
      count(decided),
      count(repeated),
      short(p50Millis),
      short(p99Millis),
      short(maxMillis),
    ]),
  };
}
