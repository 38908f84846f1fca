// The first screen of a campaign of faults: whether anything was lost, and how long each system was away.

/** @type {ChaosPart} */
function chaosHeading({ results }, main) {
  const started = results.runs.map(({ startedAt }) => startedAt).sort()[0];
  const { environment: machine } = results;
  main.append(
    element(
      "div",
      { class: "title" },
      element("h1", {}, CHAOS_TITLE),
      element(
        "p",
        {},
        element("code", {}, results.command),
        element(
          "span",
          {},
          (started ? `${new Date(started).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })} UTC` : "") +
            `, commit ${machine.commit}${machine.changed ? " with changes" : ""}`,
        ),
      ),
    ),
  );
}

/** @type {ChaosPart} */
function chaosVerdict({ results }, main) {
  const { runs, environment: machine } = results;
  const faults = runs.flatMap((run) => run.faults);
  const unclean = runs.filter(({ findings, lost, wrong }) => lost + wrong + findings.length > 0);
  const inside = faults.filter(({ inside: commit }) => commit !== undefined).length;
  const fact = (/** @type {string} */ name, /** @type {string} */ value) => element("div", {}, element("dt", {}, name), element("dd", {}, value));
  main.append(
    element(
      "section",
      { class: `verdict ${unclean.length > 0 ? "bad" : "good"}`, "aria-label": "Verdict" },
      element("div", { class: "sign", "aria-hidden": "true" }, unclean.length > 0 ? "✗" : "✓"),
      element(
        "div",
        {},
        element("h2", {}, unclean.length > 0 ? `${plural(unclean.length, "run has", "runs have")} lost or altered something` : `${plural(faults.length, "fault", "faults")}, nothing lost and nothing altered`),
        element(
          "p",
          {},
          `${list([...new Set(runs.map(({ system }) => system))])} at ${count(runs[0]?.ratePerSecond)} transactions a second. ${count(sum(runs.map(({ inputs }) => inputs)))} records were to be answered; all outputs were held against the input and the reference detector, byte for byte.`,
        ),
        element(
          "p",
          {},
          `Commit ${machine.commit}${machine.changed ? ", with changes that are not in it" : ""}; ${machine.processor}, ${plural(machine.cores, "core", "cores")}, ${bytes(machine.memoryMib * 2 ** 20)}.`,
        ),
        unclean.length === 0
          ? undefined
          : element(
              "ul",
              {},
              unclean.map((run) => element("li", {}, `${run.system} under ${run.scenario}, run ${run.number}: ${run.findings.join("; ")}`)),
            ),
      ),
      element("dl", {}, fact("faults", count(faults.length)), fact("inside a commit", count(inside)), fact("repeats", count(sum(runs.map(({ repeats }) => repeats))))),
    ),
  );
}

/** @type {ChaosPart} */
function outages({ results, cells }, section) {
  const names = cells.map(({ scenario, system }) => `${system}\n${scenario}`);
  const spreads = cells.map(({ outageSeconds }) => outageSeconds);
  figure(section, {
    id: "outages",
    title: "How long no decision came",
    says: "The longest time without a decision after each fault: the median of all faults as a bar, the least and the greatest as a line.",
    wide: true,
    height: () => 70 + cells.length * 34,
    option: (width) => ({
      grid: area({ top: 8, right: 60 }),
      tooltip: { show: false },
      yAxis: nameAxis(names, width, { axisLabel: { formatter: (/** @type {string} */ name) => name.replace("\n", ", ") } }),
      xAxis: valueAxis("", tick, { name: "seconds", nameLocation: "middle", nameGap: 28, min: 0 }),
      series: [
        {
          type: "bar",
          barWidth: BAR,
          data: cells.map(({ system, outageSeconds }) => ({
            value: outageSeconds?.median ?? 0,
            itemStyle: { color: colour(system.startsWith("spark") ? "engine-2" : "engine-1"), borderRadius: 3 },
          })),
        },
        spreadLines(spreads),
      ],
    }),
    table: cellTable(cells),
  });
  section.append(
    element(
      "div",
      { class: "card wide", id: "scenarios" },
      element("h3", {}, "What was done"),
      element("dl", { class: "facts" }, Object.entries(results.scenarios).map(([name, what]) => element("div", {}, element("dt", {}, name), element("dd", {}, what)))),
    ),
  );
}

/**
 * From the least to the greatest, with the median as a text behind it.
 *
 * @param {(ChaosSpread | undefined)[]} spreads
 * @returns {Options}
 */
function spreadLines(spreads) {
  return {
    type: "custom",
    silent: true,
    renderItem: (/** @type {Options} */ _, /** @type {Options} */ api) => {
      const [from, y] = api.coord([api.value(1), api.value(0)]);
      const [to] = api.coord([api.value(2), api.value(0)]);
      return {
        type: "group",
        children: [
          { type: "line", shape: { x1: from, y1: y, x2: to, y2: y }, style: { stroke: colour("ink"), lineWidth: 1.5 } },
          { type: "text", style: { x: to + 8, y, text: seconds(api.value(3)), fill: colour("ink"), fontSize: 12, textVerticalAlign: "middle" } },
        ],
      };
    },
    data: spreads.flatMap((spread, index) => (spread === undefined ? [] : [[index, spread.least, spread.greatest, spread.median]])),
    encode: { x: [1, 2], y: 0 },
  };
}

/**
 * @param {ChaosCell[]} cells
 * @returns {Table}
 */
function cellTable(cells) {
  const spread = (/** @type {ChaosSpread | undefined} */ of) => (of === undefined ? UNKNOWN : `${decimal(of.median, 1)} (${decimal(of.least, 1)} to ${decimal(of.greatest, 1)})`);
  return {
    head: ["scenario", "system", "faults", "inside a commit", "outage, s", "inside the SLO after, s", "never inside", "lost", "wrong", "repeats"],
    rows: cells.map((cell) => [
      cell.scenario,
      cell.system,
      count(cell.faults),
      count(cell.insideCommits),
      spread(cell.outageSeconds),
      spread(cell.insideSloSeconds),
      count(cell.neverInsideSlo),
      count(cell.lost),
      count(cell.wrong),
      count(cell.repeats),
    ]),
    words: ["system"],
  };
}
