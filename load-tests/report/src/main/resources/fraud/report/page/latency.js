// Latency: the curve up to the last observation, and latency over time.

/** @type {Part} */
function decisionLatency(report, section) {
  const live = report.engines.filter((engine) => engine.decisionLatency !== undefined && engine.decisionLatency.measured > 0);
  latencyCurve(report, section, {
    id: "latency",
    title: "How long a decision takes",
    says: latencySays(live),
    of: (engine) => engine.decisionLatency,
    height: 440,
  });
}

/** @type {Part} */
function alertLatency(report, section) {
  latencyCurve(report, section, {
    id: "alert-latency",
    title: "How long an alert takes",
    says: "An alert is about the order of events, so it waits until no earlier event can come: that wait is part of these figures.",
    of: (engine) => engine.alertLatency,
    height: 340,
  });
}

/**
 * @param {Latency | undefined} latency
 * @param {number} percentile
 */
function at(latency, percentile) {
  return latency?.curve.find((point) => point.percentile === percentile)?.millis;
}

/** @param {EngineReport[]} engines */
function latencySays(engines) {
  const within = (/** @type {number} */ percentile) => list(engines.map((engine) => `${millis(at(engine.decisionLatency, percentile))} by ${engine.title}`));
  return `Half of the transactions are decided within ${within(50)}; 99 of 100 within ${within(99)}. Counted from when each was meant to be sent.`;
}

/**
 * @param {RunReport} report
 * @param {HTMLElement} section
 * @param {LatencyCurve} figure
 */
function latencyCurve(report, section, { id, title, says, of, height }) {
  const engines = report.engines.flatMap((engine, index) => {
    const latency = of(engine);
    return latency && latency.measured > 0 ? [{ engine, index, latency }] : [];
  });
  if (engines.length === 0) {
    return;
  }
  const end = Math.max(...engines.map(({ latency }) => Math.log10(latency.measured)));
  figure(section, {
    id,
    title,
    says,
    height,
    note: `Dashed: fewer than ${FEW} outputs are slower. Each line ends with the slowest one.`,
    option: () => ({
      legend: legend({ data: engines.map(({ engine }) => engine.title) }),
      tooltip: {
        ...tooltip(),
        trigger: "axis",
        formatter: (/** @type {ChartPoint[]} */ points) => curveHint(points),
      },
      grid: area(),
      xAxis: tailAxis(end + 0.15),
      yAxis: valueAxis("ms", tick, { type: "log" }),
      series: engines.flatMap(({ engine, index, latency }) => curveSeries(engine, index, latency)),
    }),
    table: percentiles(engines),
  });
}

/**
 * @param {EngineReport} engine
 * @param {number} index
 * @param {Latency} latency
 * @returns {Options[]}
 */
function curveSeries(engine, index, latency) {
  const last = Math.log10(latency.measured);
  const points = latency.curve
    .map((point) => [tail(point.percentile), drawable(point.millis)])
    .filter(([x]) => x < last)
    .concat([[last, drawable(latency.maxMillis)]]);
  const firm = points.findLastIndex(([x]) => x <= Math.log10(latency.measured / FEW));
  const line = {
    type: "line",
    name: engine.title,
    symbol: engineSymbol(index),
    symbolSize: 8,
    showSymbol: false,
    color: engineColour(index),
    lineStyle: { width: 2.5 },
  };
  return [
    { ...line, data: points.slice(0, firm + 1) },
    {
      ...line,
      data: points.slice(Math.max(0, firm)),
      lineStyle: { width: 2, type: [5, 4] },
      markPoint: {
        symbol: engineSymbol(index),
        symbolSize: 9,
        label: { show: false },
        data: [{ coord: points.at(-1) }],
      },
    },
  ];
}

/** @param {ChartPoint[]} points */
function curveHint(points) {
  const percentile = 100 - 100 / 10 ** points[0].axisValue;
  const byEngine = new Map(points.map((point) => [point.seriesName, point]));
  return hint(
    `${Number(percentile.toPrecision(6))} % are as fast or faster`,
    [...byEngine.values()].map((point) => ({ mark: point.color, text: `${point.seriesName}: ${millis(point.value[1])}` })),
  );
}

/**
 * @param {MeasuredEngine[]} engines
 * @returns {Table}
 */
function percentiles(engines) {
  const shared = TAIL.filter((percentile) => engines.some(({ latency }) => at(latency, percentile) !== undefined));
  return {
    head: ["percentile", ...engines.map(({ engine }) => `${engine.title}, ms`)],
    rows: [
      ...shared.map((percentile) => [
        percentile,
        ...engines.map(({ latency }) => short(at(latency, percentile))),
      ]),
      ["slowest", ...engines.map(({ latency }) => short(latency.maxMillis))],
    ],
  };
}

/** @type {Part} */
function latencyOverTime(report, section) {
  const engines = report.engines.map((engine, index) => ({ engine, index })).filter(({ engine }) => engine.decisionLatencyOverTime.length > 0);
  if (engines.length === 0) {
    return;
  }
  const times = engines.flatMap(({ engine }) => engine.decisionLatencyOverTime.map((point) => point.atSeconds));
  const from = Math.min(...times) - 1;
  const to = Math.max(...times);
  figure(section, {
    id: "latency-over-time",
    title: "Decision latency over time",
    says: "Each second of the run: thick is the median, thin is p99, dots are the slowest.",
    height: 340,
    option: (width) => ({
      legend: legend({ data: engines.map(({ engine }) => engine.title) }),
      grid: area(),
      tooltip: { ...tooltip(), trigger: "axis", formatter: (/** @type {ChartPoint[]} */ points) => secondHint(points) },
      xAxis: timeAxis(from, to),
      yAxis: valueAxis("ms", tick, { type: "log" }),
      series: engines.flatMap(({ engine, index }, position) => {
        /** @type {(field: "p50Millis" | "p99Millis" | "maxMillis", options: Options) => Options} */
        const line = (field, options) => ({
          type: "line",
          name: engine.title,
          showSymbol: false,
          symbol: engineSymbol(index),
          color: engineColour(index),
          data: engine.decisionLatencyOverTime.map((point) => [point.atSeconds, drawable(point[field])]),
          ...options,
        });
        return [
          line("p50Millis", { lineStyle: { width: 2.5 }, markArea: position === 0 ? phaseBands(report, from, to, width) : undefined }),
          line("p99Millis", { lineStyle: { width: 1, opacity: 0.85 } }),
          line("maxMillis", { type: "scatter", symbolSize: 4, itemStyle: { opacity: 0.55 } }),
        ];
      }),
    }),
    note: "Shaded: not part of the figures.",
    table: {
      head: ["second", ...engines.flatMap(({ engine }) => [`${engine.title} p50, ms`, "p99", "max", "decisions"])],
      rows: rowsBySecond(engines),
    },
  });
}

/** @param {ChartPoint[]} points */
function secondHint(points) {
  /** @type {Map<string, ChartPoint[]>} */
  const byEngine = new Map();
  for (const point of points) {
    byEngine.set(point.seriesName, [...(byEngine.get(point.seriesName) ?? []), point]);
  }
  return hint(
    clock(points[0].axisValue),
    [...byEngine.entries()].map(([name, of]) => ({
      mark: of[0].color,
      text: `${name}: ${list(of.map((point) => short(point.value[1])))} ms`,
    })),
  );
}

/** @param {Pick<MeasuredEngine, "engine">[]} engines */
function rowsBySecond(engines) {
  const byEngine = engines.map(({ engine }) => new Map(engine.decisionLatencyOverTime.map((point) => [point.atSeconds, point])));
  const times = [...new Set(byEngine.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
  return times.map((time) => [
    decimal(time, 1),
    ...byEngine.flatMap((points) => {
      const point = points.get(time);
      return point ? [short(point.p50Millis), short(point.p99Millis), short(point.maxMillis), count(point.count)] : Array(4).fill(UNKNOWN);
    }),
  ]);
}

/**
 * The percentiles once more for those who want the numbers, with what they rest on.
 *
 * @type {Part}
 */
function percentileTable(report, section) {
  /** @type {KindOfLatency[]} */
  const kinds = [
    { kind: "decisions", of: (engine) => engine.decisionLatency },
    { kind: "alerts", of: (engine) => engine.alertLatency },
  ];
  const columns = kinds.flatMap(({ kind, of }) =>
    report.engines.flatMap((engine) => {
      const latency = of(engine);
      return latency ? [{ name: `${engine.title}, ${kind}`, latency }] : [];
    }),
  );
  if (columns.length === 0) {
    return;
  }
  /** @type {(name: string, of: (latency: Latency) => string) => string[]} */
  const row = (name, of) => [name, ...columns.map(({ latency }) => (latency.measured === 0 ? UNKNOWN : of(latency)))];
  section.append(
    element(
      "div",
      { class: "card" },
      element("h3", {}, "Latency in numbers"),
      table("Latency in ms", ["ms", ...columns.map(({ name }) => name)], [
        ...[50, 90, 99, 99.9, 99.99].map((percentile) => row(`p${percentile}`, (latency) => short(at(latency, percentile)))),
        row("slowest", (latency) => short(latency.maxMillis)),
        ["measured", ...columns.map(({ latency }) => count(latency.measured))],
        ["left out: warm-up", ...columns.map(({ latency }) => count(latency.leftOut))],
        ["before they were sent", ...columns.map(({ latency }) => count(latency.negative))],
        ["beyond the recorder", ...columns.map(({ latency }) => count(latency.overflow))],
      ]),
      element("p", { class: "note" }, "What is not measured is counted; nothing is clipped."),
    ),
  );
}
