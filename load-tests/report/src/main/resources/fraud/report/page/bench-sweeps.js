// Sweeps: systems that differ in one setting, how fresh their decisions are against what they cost.

/** @type {BenchPart} */
function sweeps(report, section) {
  for (const sweep of report.summary.sweeps) {
    const points = sweepPoints(report, sweep);
    const drawn = points.filter(({ cell }) => cell.figures.CPU && cell.figures.POLL_50 && cell.figures.POLL_99);
    if (drawn.length > 0) {
      sweepFigure(report, section, sweep, points, drawn);
    } else {
      const title = sweepTitle(report, sweep);
      const { head, rows, words } = sweepTable(points);
      section.append(
        element(
          "div",
          { class: "card wide", id: sweepId(sweep) },
          element("h3", {}, title),
          element("p", {}, "No system has both a latency and a cost here: a table of what is known."),
          table(title, head, rows, words),
        ),
      );
    }
  }
}

/**
 * @param {BenchReport} report
 * @param {Sweep} sweep
 * @returns {SweepPoint[]}
 */
function sweepPoints({ summary }, { workload, points }) {
  return points.flatMap(({ of, value, system }) => {
    const cell = summary.cells.find((one) => one.workload === workload && one.system === system);
    return cell === undefined ? [] : [{ of, value, cell }];
  });
}

/** @param {Sweep} sweep */
function sweepId({ name, workload }) {
  return `sweep-${name}-${workload}`;
}

/**
 * @param {BenchReport} report
 * @param {Sweep} sweep
 */
function sweepTitle({ results }, { title, workload }) {
  return `${title} · ${results.workloads[workload]?.title ?? workload}`;
}

/**
 * @param {BenchReport} report
 * @param {HTMLElement} section
 * @param {Sweep} sweep
 * @param {SweepPoint[]} points
 * @param {SweepPoint[]} drawn those of them that have figures
 */
function sweepFigure(report, section, sweep, points, drawn) {
  const names = [...new Set(drawn.map(({ of }) => of))].flatMap((of) => [`${of}, p50`, `${of}, p99`]);
  const missing = withoutFigures(points.map(({ cell }) => cell));
  figure(section, {
    id: sweepId(sweep),
    title: sweepTitle(report, sweep),
    says: "How long a decision takes to its poll, against what a million cost: further down is fresher, further left is cheaper. Beside each point is the value of the setting.",
    height: (width) => 330 + legendHeight(names, width),
    option: (width) => sweepOption(report, drawn, names, width),
    note: missing,
    table: sweepTable(points),
  });
}

/**
 * @param {BenchReport} report
 * @param {SweepPoint[]} drawn
 * @param {string[]} names
 * @param {number} width
 * @returns {Options}
 */
function sweepOption(report, drawn, names, width) {
  const systems = [...new Set(drawn.map(({ of }) => of))];
  return {
    legend: legend({ data: names }),
    grid: area({ top: legendHeight(names, width) + 22, right: 40 }),
    tooltip: {
      ...tooltip(),
      trigger: "item",
      formatter: (/** @type {ChartPoint} */ { seriesName, color, value }) =>
        hint(`${seriesName}: ${value[2]}`, [{ mark: color, text: `${millis(value[1])} for ${short(value[0])} CPU s a million` }]),
    },
    xAxis: axis({ type: "value", name: "CPU s a million", scale: true, boundaryGap: ["5%", "8%"], axisLabel: { formatter: tick } }),
    yAxis: valueAxis("ms", tick, { type: "log" }),
    series: systems.flatMap((of) => {
      const points = drawn.filter((point) => point.of === of);
      const { colour: colourOf, symbol } = look(report, points[0].cell.system);
      // Between names there is nothing for a line to pass.
      const isLine = points.every(({ value }) => Number.isFinite(Number(value)));
      return /** @type {["POLL_50", "POLL_99"]} */ (["POLL_50", "POLL_99"]).map((name) => ({
        type: "line",
        name: `${of}, ${name === "POLL_50" ? "p50" : "p99"}`,
        color: colourOf,
        symbol,
        symbolSize: 9,
        showSymbol: true,
        lineStyle: { width: isLine ? 2.25 : 0, type: name === "POLL_50" ? "solid" : [2, 3] },
        label: { show: true, position: "top", color: colour("ink"), fontSize: 12, formatter: (/** @type {ChartPoint} */ { value }) => String(value[2]) },
        labelLayout: { hideOverlap: true },
        data: points.map(({ value, cell }) => [cell.figures.CPU?.median ?? 0, drawable(cell.figures[name]?.median ?? 0), value]),
      }));
    }),
  };
}

/**
 * @param {SweepPoint[]} points
 * @returns {Table}
 */
function sweepTable(points) {
  return {
    head: ["system", "value", "launches", "CPU s a million", "answers/s", "p50, ms", "p99, ms"],
    rows: points.map(({ of, value, cell }) => [
      of,
      value,
      `${cell.measured} of ${cell.launches}`,
      spreadText(cell.figures.CPU),
      spreadText(cell.figures.RATE),
      spreadText(cell.figures.POLL_50),
      spreadText(cell.figures.POLL_99),
    ]),
  };
}
