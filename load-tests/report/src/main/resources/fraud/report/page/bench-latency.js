// Latency of steady workloads: the curve of each system, and what latency comes with a rate.

/** @type {BenchPart} */
function latencyCurves(report, section) {
  for (const { workload, title, cells } of byWorkload(report)) {
    decisionCurves(report, section, workload, title, cells);
    const alerts = cellLatencies(cells, ({ alertsToPoll }) => alertsToPoll);
    if (alerts.length > 0) {
      figure(section, {
        id: `alert-latency-${workload}`,
        title: `${title}: how long an alert takes`,
        says: "To its poll. An alert is about the order of events, so it waits until no earlier event can come: that wait is part of these figures.",
        height: curveHeight(alerts),
        option: (width) => curveOption(report, alerts, width),
        note: "Each line ends with the slowest alert of all valid windows.",
        table: curveTable(alerts),
      });
    }
  }
}

/**
 * @param {BenchReport} report
 * @param {HTMLElement} section
 * @param {string} workload
 * @param {string} title
 * @param {Cell[]} cells
 */
function decisionCurves(report, section, workload, title, cells) {
  const ends = {
    poll: cellLatencies(cells, ({ toPoll }) => toPoll),
    append: cellLatencies(cells, ({ toAppend }) => toAppend),
  };
  if (ends.poll.length === 0) {
    return;
  }
  /** @type {keyof typeof ends} */
  let end = "poll";
  /** @type {Choice<keyof typeof ends>[]} */
  const choices = [
    { name: "to the poll", value: "poll" },
    { name: "to the append", value: "append" },
  ];
  const select = choice("End of the latency", choices, (value) => {
    end = value;
    drawn.redraw();
    drawn.retable(curveTable(ends[end]));
  });
  const drawn = figure(section, {
    id: `latency-${workload}`,
    title: `${title}: how long a decision takes`,
    says: "From when its transaction was to be sent to the poll of the decision, or to its append by the broker; medians over launches.",
    controls: [select],
    height: curveHeight(ends.poll),
    option: (width) => curveOption(report, ends[end], width),
    note: ["Dashed to the slowest of all valid windows: fewer than ten are slower than where that begins.", withoutFigures(cells)].filter((text) => text !== undefined).join(" "),
    table: curveTable(ends.poll),
  });
}

/**
 * @param {Cell[]} cells
 * @param {(cell: Cell) => Curve | undefined} of
 * @returns {CellLatency[]}
 */
function cellLatencies(cells, of) {
  return cells.flatMap((cell) => {
    const curve = of(cell);
    return curve && Object.keys(curve.percentiles).length > 0 ? [{ cell, curve }] : [];
  });
}

/** @param {CellLatency[]} latencies */
function curveHeight(latencies) {
  return (/** @type {number} */ width) => 330 + legendHeight(latencies.map(({ cell }) => cell.system), width);
}

/**
 * @param {BenchReport} report
 * @param {CellLatency[]} latencies
 * @param {number} width
 * @returns {Options}
 */
function curveOption(report, latencies, width) {
  const names = latencies.map(({ cell }) => cell.system);
  const end = Math.max(...latencies.map(({ curve }) => Math.log10(curve.count)));
  return {
    legend: legend({ data: names }),
    grid: area({ top: legendHeight(names, width) + 22, right: 16 }),
    tooltip: { ...tooltip(), trigger: "item", formatter: (/** @type {ChartPoint} */ point) => latencyHint(point) },
    xAxis: tailAxis(end + 0.15),
    yAxis: valueAxis("ms", tick, { type: "log" }),
    series: latencies.flatMap(({ cell, curve }) => systemCurve(report, cell.system, curve)),
  };
}

/**
 * @param {BenchReport} report
 * @param {string} system
 * @param {Curve} curve
 * @returns {Options[]}
 */
function systemCurve(report, system, curve) {
  const { colour: of, symbol, dash } = look(report, system);
  const points = Object.entries(curve.percentiles).map(([name, { median }]) => [tail(Number(name)), drawable(median)]);
  const line = { type: "line", name: system, symbol, symbolSize: 7, showSymbol: true, color: of, lineStyle: { width: 2.25, type: dash } };
  return [
    { ...line, data: points },
    {
      ...line,
      data: [...points.slice(-1), [Math.log10(curve.count), drawable(curve.slowest)]],
      lineStyle: { width: 1.25, type: [3, 4], opacity: 0.8 },
    },
  ];
}

/** @param {ChartPoint} point */
function latencyHint({ seriesName, color, value }) {
  const percentile = 100 - 100 / 10 ** value[0];
  return hint(seriesName, [{ mark: color, text: `${Number(percentile.toPrecision(6))} %: ${millis(value[1])}` }]);
}

/**
 * @param {CellLatency[]} latencies
 * @returns {Table}
 */
function curveTable(latencies) {
  const names = [...new Set(latencies.flatMap(({ curve }) => Object.keys(curve.percentiles)))].sort((a, b) => Number(a) - Number(b));
  return {
    head: ["percentile", ...latencies.map(({ cell }) => `${cell.system}, ms`)],
    rows: [
      ...names.map((name) => [name, ...latencies.map(({ curve }) => spreadText(curve.percentiles[name]))]),
      ["slowest", ...latencies.map(({ curve }) => short(curve.slowest))],
      ["measured", ...latencies.map(({ curve }) => count(curve.count))],
      ["before they were sent", ...latencies.map(({ curve }) => count(curve.negative))],
    ],
  };
}

/** Settings that do not make another kind of stream. */
const OF_RATE = ["title", "rate", "count", "warmUpSeconds", "windowSeconds", "windows"];

/**
 * The steady workloads that differ by their rate alone; of several such groups the largest.
 *
 * @param {BenchReport} report
 */
function rateWorkloads({ results, summary }) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const workload of new Set(summary.cells.map((cell) => cell.workload))) {
    const settings = results.workloads[workload];
    if (settings?.kind === "STEADY") {
      const rest = JSON.stringify(Object.entries(settings).filter(([key]) => !OF_RATE.includes(key)).sort());
      groups.set(rest, [...(groups.get(rest) ?? []), workload]);
    }
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

/** @type {BenchPart} */
function latencyByRate(report, section) {
  const workloads = rateWorkloads(report);
  const cells = report.summary.cells.filter((cell) => workloads.includes(cell.workload) && cell.figures.RATE && cell.figures.POLL_50);
  const systems = [...new Set(cells.map(({ system }) => system))];
  if (workloads.length < 2 || cells.length === 0) {
    return;
  }
  /** @type {BenchFigure} */
  let chosen = "POLL_99";
  /** @type {Choice<BenchFigure>[]} */
  const choices = [
    { name: "p99", value: "POLL_99" },
    { name: "p50", value: "POLL_50" },
  ];
  const select = choice("Percentile", choices, (value) => {
    chosen = value;
    drawn.redraw();
  });
  const drawn = figure(section, {
    id: "latency-by-rate",
    title: "Latency at each rate",
    says: `The same stream at the rates of ${list(workloads)}. A system without a point at a rate has no valid window there.`,
    wide: true,
    controls: [select],
    height: (width) => 330 + legendHeight(systems, width),
    option: (width) => ({
      legend: legend({ data: systems }),
      grid: area({ top: legendHeight(systems, width) + 22, right: 16 }),
      tooltip: {
        ...tooltip(),
        trigger: "item",
        formatter: (/** @type {ChartPoint} */ { seriesName, color, value }) =>
          hint(seriesName, [{ mark: color, text: `${short(value[0])} answers/s: ${millis(value[1])}` }]),
      },
      xAxis: axis({ type: "log", name: "answers a second", min: (/** @type {{ min: number }} */ { min }) => min / 1.3, max: (/** @type {{ max: number }} */ { max }) => max * 1.3, axisLabel: { customValues: rateTicks(cells), formatter: count } }),
      yAxis: valueAxis("ms", tick, { type: "log" }),
      series: systems.map((system) => {
        const { colour: of, symbol, dash } = look(report, system);
        return {
          type: "line",
          name: system,
          color: of,
          symbol,
          symbolSize: 9,
          showSymbol: true,
          lineStyle: { width: 2.25, type: dash },
          data: cells
            .filter((cell) => cell.system === system && cell.figures[chosen])
            .map((cell) => [cell.figures.RATE?.median ?? 0, drawable(cell.figures[chosen]?.median ?? 0)])
            .sort((a, b) => a[0] - b[0]),
        };
      }),
    }),
    table: {
      head: ["system", "workload", "answers/s", "p50, ms", "p99, ms"],
      words: ["workload"],
      rows: systems.flatMap((system) =>
        cells
          .filter((cell) => cell.system === system)
          .map((cell) => [system, cell.workload, spreadText(cell.figures.RATE), spreadText(cell.figures.POLL_50), spreadText(cell.figures.POLL_99)]),
      ),
    },
  });
}

/**
 * The rates themselves.
 *
 * @param {Cell[]} cells
 */
function rateTicks(cells) {
  return [...new Set(cells.map(({ figures: { RATE } }) => Number((RATE?.median ?? 0).toPrecision(2))))].sort((a, b) => a - b);
}
