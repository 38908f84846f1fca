// Every launch: its time lines, and all windows of all of them, the void ones with why.

const PANEL = 150; // px, of each of the three charts
const PANEL_GAP = 46; // px, for the name of the next
const STRIP = 12; // px: checkpoints or batches

/** @type {BenchPart} */
function timeLines({ results }, section) {
  const launches = results.launches.filter(({ samples }) => samples.length > 1);
  if (launches.length === 0) {
    return;
  }
  let chosen = launches[0];
  const name = (/** @type {Launch} */ launch) => `${launch.workload} · ${launch.system} · launch ${launch.launch}`;
  const select = element(
    "select",
    { "aria-label": "Launch" },
    launches.map((launch, index) => element("option", { value: String(index) }, name(launch))),
  );
  const about = element("p", { class: "note", id: "time-lines-windows" });
  const show = () => {
    about.textContent = windowsText(chosen);
  };
  select.addEventListener("change", () => {
    chosen = launches[Number(select.value)];
    show();
    drawn.redraw();
    drawn.retable(sampleTable(chosen));
  });
  show();
  const drawn = figure(section, {
    id: "time-lines",
    title: "A launch over time",
    says: "Answers, CPU by role and resident memory by role. Framed: a window that counts. Shaded: a void one. Below the first chart, in time: checkpoints or batches.",
    wide: true,
    controls: [select, about],
    height: (width) => launchTop(chosen, width) + 3 * PANEL + 2 * PANEL_GAP + 56,
    option: (width) => launchOption(chosen, width),
    table: sampleTable(chosen),
  });
}

/** @param {Launch} launch */
function windowsText({ windows, lossless, findings }) {
  const each = windows.map(
    ({ fromSeconds, toSeconds, voidBecause }) =>
      `${clock(fromSeconds)} to ${clock(toSeconds)}: ${voidBecause.length === 0 ? "valid" : `void, ${voidBecause.join("; ")}`}.`,
  );
  return [lossless ? "" : `No result: ${findings.join("; ")}.`, ...each].join(" ").trim();
}

/** @param {Launch} launch */
function rolesOf({ samples }) {
  const roles = [...new Set(samples.flatMap(({ cpuSeconds }) => Object.keys(cpuSeconds)))];
  return roleGroups(roles).flatMap((group) => group.roles.map((role, index) => ({ role, colour: group.colour, dash: DASHES[index % DASHES.length] })));
}

/** What a total gained from sample to sample, by the second; of the first nothing. @type {(launch: Launch, of: (sample: BenchSample) => number) => number[][]} */
function gains({ samples }, of) {
  return samples.slice(1).flatMap((sample, index) => {
    const before = samples[index];
    const span = sample.atSeconds - before.atSeconds;
    return span > 0 ? [[sample.atSeconds, Math.max(0, of(sample) - of(before)) / span]] : [];
  });
}

/** @param {Launch} launch */
function launchNames(launch) {
  return ["sent", "answered", ...rolesOf(launch).map(({ role }) => role)];
}

/**
 * @param {Launch} launch
 * @param {number} width
 */
function launchTop(launch, width) {
  return legendHeight(launchNames(launch), width) + 26;
}

/**
 * @param {Launch} launch
 * @param {number} width
 * @returns {Options}
 */
function launchOption(launch, width) {
  const roles = rolesOf(launch);
  const top = launchTop(launch, width);
  const to = Math.ceil(launch.samples.at(-1)?.atSeconds ?? 1);
  const panels = [0, 1, 2].map((panel) => ({ left: 56, right: 16, top: top + panel * (PANEL + PANEL_GAP), height: PANEL }));
  const line = (/** @type {number} */ panel, /** @type {string} */ name, /** @type {string} */ of, /** @type {number[][]} */ data, /** @type {Options} */ more = {}) => ({
    type: "line",
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    showSymbol: false,
    color: of,
    data,
    ...more,
    lineStyle: { width: 1.75, ...more.lineStyle },
  });
  const areas = [0, 1, 2].map((panel) => windowAreas(launch, panel, width - 72, to));
  return {
    legend: legend({ data: launchNames(launch) }),
    grid: panels,
    axisPointer: { link: [{ xAxisIndex: "all" }], lineStyle: { color: colour("muted") }, label: { show: false } },
    tooltip: { ...tooltip(), trigger: "axis", formatter: (/** @type {(ChartPoint & { axisIndex: number })[]} */ points) => launchHint(points) },
    xAxis: panels.map((_, panel) =>
      timeAxis(0, to, {
        gridIndex: panel,
        name: panel === 2 ? "time since the launch's start" : "",
        axisLabel: { formatter: clock, showMaxLabel: false, show: panel === 2, hideOverlap: true, color: colour("muted"), fontSize: 12 },
      }),
    ),
    yAxis: [
      valueAxis("records a second", short2, { gridIndex: 0, splitNumber: 3 }),
      valueAxis("CPU, cores in use", tick, { gridIndex: 1, splitNumber: 3 }),
      valueAxis("resident memory, MiB", count, { gridIndex: 2, splitNumber: 3 }),
    ],
    series: [
      line(0, "sent", colour("muted"), gains(launch, ({ sent }) => sent), { lineStyle: { width: 1 }, ...areas[0] }),
      line(0, "answered", colour("ink"), gains(launch, ({ answers }) => answers)),
      ...roles.map(({ role, colour: of, dash }, index) =>
        line(1, role, colour(of), gains(launch, ({ cpuSeconds }) => cpuSeconds[role] ?? 0), { lineStyle: { type: dash }, ...(index === 0 ? areas[1] : {}) }),
      ),
      ...roles.map(({ role, colour: of, dash }, index) =>
        line(2, role, colour(of), launch.samples.map(({ atSeconds, residentMib }) => [atSeconds, residentMib[role] ?? 0]), {
          lineStyle: { type: dash },
          ...(index === 0 ? areas[2] : {}),
        }),
      ),
      markStrip(launch),
    ],
  };
}

/** @param {number} value */
function short2(value) {
  return value >= 10_000 ? `${tick(value / 1_000)}k` : tick(value);
}

/**
 * Windows as areas: void ones shaded, valid ones framed.
 *
 * @param {Launch} launch
 * @param {number} panel
 * @param {number} width
 * @param {number} to
 */
function windowAreas({ windows }, panel, width, to) {
  return {
    markArea: {
      silent: true,
      label: { color: colour("muted"), fontSize: 11, position: "insideTop" },
      data: windows.map(({ fromSeconds, toSeconds, voidBecause }) => {
        const isVoid = voidBecause.length > 0;
        const text = isVoid ? "void" : "valid";
        const fits = ((toSeconds - fromSeconds) / to) * width > text.length * LETTER_WIDTH + 4;
        const style = isVoid
          ? { color: colour("void") }
          : { color: "transparent", borderColor: colour("good"), borderWidth: 1, borderType: "dashed" };
        return [{ name: panel === 0 && fits ? text : "", xAxis: fromSeconds, itemStyle: style }, { xAxis: toSeconds }];
      }),
    },
  };
}

/**
 * Checkpoints or batches, from their begin to their end, in a strip below the first chart.
 *
 * @param {Launch} launch
 * @returns {Options}
 */
function markStrip({ marks }) {
  return {
    type: "custom",
    name: "marks",
    xAxisIndex: 0,
    yAxisIndex: 0,
    silent: true,
    clip: false,
    renderItem: (/** @type {Options} */ params, /** @type {Options} */ api) => {
      const [from] = api.coord([api.value(0), 0]);
      const [end] = api.coord([api.value(1), 0]);
      const { y, height } = params.coordSys;
      const isCheckpoint = api.value(2) === 1;
      return {
        type: "rect",
        shape: { x: from, y: y + height + 6, width: Math.max(1.5, end - from - 0.75), height: STRIP },
        style: { fill: colour(isCheckpoint ? "engine-1" : "engine-2"), opacity: 0.75 },
      };
    },
    data: marks.map(({ atSeconds, durationMillis, kind }) => [atSeconds, atSeconds + durationMillis / 1_000, kind === "checkpoint" ? 1 : 0]),
    encode: { x: [0, 1] },
  };
}

/** @param {(ChartPoint & { axisIndex: number })[]} points */
function launchHint(points) {
  const panels = [
    { index: 0, text: (/** @type {number} */ value) => `${short(value)} a second` },
    { index: 1, text: (/** @type {number} */ value) => `${decimal(value, 2)} cores` },
    { index: 2, text: (/** @type {number} */ value) => `${count(value)} MiB` },
  ];
  return hint(
    clock(points[0].axisValue),
    panels.flatMap(({ index, text }) =>
      points.filter((point) => point.axisIndex === index).map((point) => ({ mark: point.color, text: `${point.seriesName}: ${text(point.value[1])}` })),
    ),
  );
}

/**
 * @param {Launch} launch
 * @returns {Table}
 */
function sampleTable(launch) {
  const roles = rolesOf(launch).map(({ role }) => role);
  return {
    head: ["at, s", "sent", "answered", ...roles.map((role) => `${role}, CPU s`), ...roles.map((role) => `${role}, MiB`)],
    rows: launch.samples.map(({ atSeconds, sent, answers, cpuSeconds, residentMib }) => [
      decimal(atSeconds, 1),
      count(sent),
      count(answers),
      ...roles.map((role) => decimal(cpuSeconds[role], 2)),
      ...roles.map((role) => count(residentMib[role])),
    ]),
  };
}

/** All of them, in the order in which they ran. @type {BenchPart} */
function everyRun({ results }, section) {
  const windows = results.launches.flatMap((launch) => launch.windows);
  const hasBursts = windows.some(({ recoverySeconds }) => recoverySeconds !== undefined);
  const hasSteps = windows.some(({ step }) => step !== undefined);
  const rows = results.launches.flatMap((launch) =>
    launch.windows.map((window) => [
      launch.workload,
      launch.system,
      launch.launch,
      launch.lossless ? (window.voidBecause.length === 0 ? "valid" : `void: ${window.voidBecause.join("; ")}`) : `no result: ${launch.findings.join("; ")}`,
      launch.startedAt.slice(0, 16).replace("T", " "),
      `${clock(window.fromSeconds)} to ${clock(window.toSeconds)}`,
      short(window.answersPerSecond),
      short(window.systemCpuSecondsPerMillion),
      short(window.decisionsToPoll?.percentiles["50"]),
      short(window.decisionsToPoll?.percentiles["99"]),
      window.othersShare === undefined ? "unknown" : percent(window.othersShare, 1),
      window.drift === undefined ? UNKNOWN : percent(window.drift, 1),
      window.marks,
      count(window.sentLate),
      window.backlogPerSecond === undefined ? UNKNOWN : short(window.backlogPerSecond),
      ...(hasBursts ? [short(window.recoverySeconds)] : []),
      ...(hasSteps ? [count(window.step?.ratePerSecond), window.step ? words(window.step.outcome).toLowerCase() : UNKNOWN] : []),
    ]),
  );
  section.append(
    element(
      "div",
      { class: "card wide", id: "runs" },
      element("h3", {}, `All ${count(rows.length)} windows of all ${plural(distinct(results.launches).length, "launch", "launches")}, in the order in which they ran`),
      table(
        "Every window of every launch",
        ["workload", "system", "launch", "says", "started, UTC", "window", "answers/s", "CPU s a million", "p50, ms", "p99, ms", "others", "drift", "marks", "sent late", "falls behind, 1/s", ...(hasBursts ? ["slow after a burst, s"] : []), ...(hasSteps ? ["step, 1/s", "what came of it"] : [])],
        rows,
        ["system", "says", "started, UTC", "window", "what came of it"],
      ),
      element(
        "p",
        { class: "note" },
        "Others: share of the machine that no role used. Drift: how far the rate or the median latency runs over the window. Marks: checkpoints or batches that ended in it.",
      ),
    ),
  );
}
