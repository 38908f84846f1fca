// What was found of the fraud that the generator hid in the stream.

/** @type {Measure[]} */
const MEASURES = [
  { name: "campaigns", value: "campaigns", text: count },
  { name: "transactions", value: "transactions", text: count },
  { name: "amount", value: "amountMinor", text: amount },
];

/**
 * What an engine found of a scenario.
 *
 * @param {EngineQuality} engine
 * @param {Scenario} scenario
 * @returns {Found}
 */
function foundOf(engine, scenario) {
  const found = engine.scenarios.find((candidate) => candidate.scenario === scenario.name);
  return found ?? { scenario: scenario.name, campaigns: 0, transactions: 0, amountMinor: 0, byRule: {} };
}

/**
 * @param {RunReport} report
 * @param {string} name
 */
function titleOf(report, name) {
  return report.engines.find((engine) => engine.name === name)?.title ?? words(name);
}

/**
 * @param {RunReport} report
 * @param {string} name
 */
function indexOf(report, name) {
  return Math.max(0, report.engines.findIndex((engine) => engine.name === name));
}

/** @type {Part} */
function recallByScenario(report, section) {
  if (!report.quality) {
    return;
  }
  const { quality } = report;
  const engines = quality.engines;
  const scenarios = quality.scenarios;
  let measure = MEASURES[0];
  const shown = figure(section, {
    id: "recall",
    title: "Found, by kind of fraud",
    says: `A transaction is found if it is declined, sent to review, or part of an alert; a campaign, if one of its transactions is.`,
    height: barsHeight(scenarios.length, engines.length),
    controls: [
      choice("What is counted", MEASURES.map((candidate) => ({ name: candidate.name, value: candidate })), (chosen) => {
        measure = chosen;
        shown.redraw();
      }),
    ],
    option: (width) => recallOption(report, quality, measure, width),
    note: `Counted over ${quality.scope}: ${count(quality.transactions)} transactions, ` +
      `${count(quality.frauds)} of them fraud (${percent(quality.frauds, quality.transactions)}). ` +
      "Precision of its rules, in the table: the share of fraud among all alarms of any rule that found the kind.",
    table: {
      head: [
        "kind of fraud",
        ...engines.flatMap((engine) => [...MEASURES.map((each) => each.name), "precision of its rules"].map((name) => `${titleOf(report, engine.engine)}, ${name}`)),
      ],
      rows: scenarios.map((scenario) => [
        scenario.title,
        ...engines.flatMap((engine) => {
          const found = foundOf(engine, scenario);
          return [
            ...MEASURES.map((each) => `${each.text(found[each.value])} of ${each.text(scenario[each.value])}`),
            percent(found.precision ?? 0, found.precision === undefined ? 0 : 1),
          ];
        }),
      ]),
    },
  });
}

/**
 * @param {RunReport} report
 * @param {QualityReport} quality
 * @param {Measure} measure
 * @param {number} width
 */
function recallOption(report, quality, measure, width) {
  const engines = quality.engines;
  const scenarios = quality.scenarios;
  const labelWidth = width < NARROW ? 74 : 165;
  return {
    legend: legend({ data: engines.map((engine) => titleOf(report, engine.engine)) }),
    grid: area({ right: labelWidth }),
    tooltip: { show: false },
    xAxis: axis({
      type: "value",
      min: 0,
      max: 100,
      name: `recall: ${measure.name} found, of all`,
      axisLabel: { formatter: (/** @type {number} */ part) => `${part} %` },
    }),
    yAxis: nameAxis(
      scenarios.map((scenario) => scenario.title),
      width,
    ),
    series: engineBars({
      names: engines.map((engine) => titleOf(report, engine.engine)),
      colours: engines.map((engine) => engineColour(indexOf(report, engine.engine))),
      values: (engine) => scenarios.map((scenario) => share(foundOf(engines[engine], scenario)[measure.value], scenario[measure.value])),
      text: (engine, bar) => recallLabel(scenarios[bar], engines[engine], measure, width < NARROW),
      textAt: width - labelWidth + 8,
      options: { showBackground: true, backgroundStyle: { color: colour("track"), borderRadius: 3 } },
    }),
  };
}

/**
 * @param {number} part
 * @param {number} whole
 */
function share(part, whole) {
  return whole === 0 ? 0 : (100 * part) / whole;
}

/**
 * @param {Scenario} scenario
 * @param {EngineQuality} engine
 * @param {Measure} measure
 * @param {boolean} isNarrow
 */
function recallLabel(scenario, engine, measure, isNarrow) {
  const found = foundOf(engine, scenario);
  const all = scenario[measure.value];
  return isNarrow ? percent(found[measure.value], all) : `${measure.text(found[measure.value])} of ${measure.text(all)}`;
}

/**
 * Which rule finds which fraud; once if all engines agree, else for each.
 *
 * @type {Part}
 */
function rulesByScenario(report, section) {
  if (!report.quality) {
    return;
  }
  const engines = report.quality.engines;
  const scenarios = report.quality.scenarios;
  const findings = engines.map((engine) => JSON.stringify(engine.scenarios.map((found) => Object.entries(found.byRule).sort())));
  const agree = findings.every((finding) => finding === findings[0]);
  for (const engine of agree ? engines.slice(0, 1) : engines) {
    const rules = rulesInOrder(report, new Set(engine.scenarios.flatMap((found) => Object.keys(found.byRule))));
    if (rules.length === 0) {
      continue;
    }
    const foundBy = (/** @type {Scenario} */ scenario, /** @type {string} */ rule) => foundOf(engine, scenario).byRule[rule] ?? 0;
    figure(section, {
      id: `rules-${engine.engine}`,
      title: agree ? "Which rule finds what" : `Which rule finds what: ${titleOf(report, engine.engine)}`,
      says: "The share of each kind's fraudulent transactions that a rule saw; several rules may see one.",
      height: barsHeight(scenarios.length, engines.length),
      option: (width) => heatOption(scenarios, rules, foundBy, width),
      note: agree && engines.length > 1 ? "The same for all engines." : undefined,
      table: {
        head: ["kind of fraud", ...rules.map(words)],
        rows: scenarios.map((scenario) => [scenario.title, ...rules.map((rule) => `${count(foundBy(scenario, rule))} of ${count(scenario.transactions)}`)]),
      },
    });
  }
}

/**
 * In the order of the decisions' reasons, then of the alerts, as elsewhere on the page.
 *
 * @param {RunReport} report
 * @param {Set<string>} names
 */
function rulesInOrder(report, names) {
  const known = report.engines.flatMap((engine) => [...Object.keys(engine.reasons), ...Object.keys(engine.alerts)]);
  return [...new Set([...known, ...names])].filter((name) => names.has(name));
}

/**
 * @param {Scenario[]} scenarios
 * @param {string[]} rules
 * @param {(scenario: Scenario, rule: string) => number} foundBy
 * @param {number} width
 */
function heatOption(scenarios, rules, foundBy, width) {
  const cells = scenarios.flatMap((scenario, y) =>
    rules.map((rule, x) => {
      const part = share(foundBy(scenario, rule), scenario.transactions);
      return { value: [x, y, part], label: { color: colour(part > 45 ? "on-heat" : "ink") } };
    }),
  );
  return {
    tooltip: { show: false },
    grid: area({ top: 4, right: 4 }),
    xAxis: axis({
      type: "category",
      data: rules.map(words),
      splitLine: { show: false },
      axisLabel: {
        interval: 0,
        hideOverlap: false,
        fontSize: 11,
        // Names side by side only where each has its room: what the names of scenarios leave, by rule.
        ...((0.62 * width) / rules.length < 58 ? { rotate: 90 } : { width: 62, overflow: "break", lineHeight: 14 }),
      },
    }),
    yAxis: nameAxis(scenarios.map((scenario) => scenario.title), width, { splitLine: { show: false } }),
    visualMap: {
      show: false,
      type: "continuous",
      min: 0,
      max: 100,
      dimension: 2,
      inRange: { color: ["heat-0", "heat-1", "heat-2", "heat-3"].map(colour) },
    },
    series: [
      {
        type: "heatmap",
        data: cells,
        itemStyle: { borderColor: colour("surface"), borderWidth: 2, borderRadius: 4 },
        emphasis: { disabled: true },
        label: { show: true, fontSize: width < NARROW ? 10 : 12, formatter: (/** @type {ChartPoint} */ { value }) => (value[2] === 0 ? "" : value[2] < 0.5 ? "<1 %" : `${Math.round(value[2])} %`) },
      },
    ],
  };
}

/**
 * Honest behaviour that looks like fraud, and how often it is taken for it.
 *
 * @type {Part}
 */
function lookAlikes(report, section) {
  const { lookAlikes: kinds, engines } = report.quality ?? { lookAlikes: [], engines: [] };
  if (kinds.length === 0) {
    return;
  }
  const flagged = (/** @type {EngineQuality} */ engine, /** @type {LookAlike} */ kind) => engine.falseAlarms[kind.name] ?? 0;
  figure(section, {
    id: "look-alikes",
    title: "Honest, but taken for fraud",
    says: "Behaviour that only looks like fraud, and the share of its transactions that is flagged: less is better.",
    height: barsHeight(kinds.length, engines.length),
    option: (width) => ({
      legend: legend({ data: engines.map((engine) => titleOf(report, engine.engine)) }),
      grid: area({ right: width < NARROW ? 70 : 120 }),
      tooltip: { show: false },
      xAxis: axis({ type: "value", min: 0, name: "transactions flagged", axisLabel: { formatter: (/** @type {number} */ value) => `${tick(value)} %` } }),
      yAxis: nameAxis(kinds.map((kind) => kind.title), width),
      series: engineBars({
        names: engines.map((engine) => titleOf(report, engine.engine)),
        colours: engines.map((engine) => engineColour(indexOf(report, engine.engine))),
        values: (engine) => kinds.map((kind) => share(flagged(engines[engine], kind), kind.transactions)),
        text: (engine, bar) => {
          const kind = kinds[bar];
          const number = flagged(engines[engine], kind);
          return width < NARROW ? percent(number, kind.transactions) : `${count(number)} of ${count(kind.transactions)}`;
        },
      }),
    }),
    table: {
      head: ["behaviour", ...engines.map((engine) => titleOf(report, engine.engine)), "transactions"],
      rows: kinds.map((kind) => [kind.title, ...engines.map((engine) => count(flagged(engine, kind))), count(kind.transactions)]),
    },
  });
}

/** @type {Part} */
function qualityTable(report, section) {
  if (!report.quality) {
    return;
  }
  const { frauds, scenarios, engines, alertsMeaning } = report.quality;
  const total = sum(scenarios.map((scenario) => scenario.amountMinor));
  /** @type {(name: string, of: (engine: EngineQuality) => string) => string[]} */
  const row = (name, of) => [name, ...engines.map(of)];
  section.append(
    element(
      "div",
      { class: "card" },
      element("h3", {}, "Quality in numbers"),
      table("Quality of detection", ["measure", ...engines.map((engine) => titleOf(report, engine.engine))], [
        row("fraudulent transactions", () => count(frauds)),
        row("flagged", (engine) => count(engine.flagged)),
        row("of these fraud", (engine) => count(engine.found)),
        row("precision: fraud of what is flagged", (engine) => percent(engine.found, engine.flagged)),
        row("recall: flagged of fraud", (engine) => percent(engine.found, frauds)),
        row("recall by amount", (engine) => percent(engine.foundAmountMinor, total)),
        row("cases per analyst-day", (engine) => decimal(engine.alertsPerAnalystDay, 1)),
      ]),
      element("p", { class: "note" }, alertsMeaning),
    ),
  );
}
