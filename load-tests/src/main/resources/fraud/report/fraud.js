// What was found of the fraud that the generator hid in the stream.

const MEASURES = [
  { name: "campaigns", value: "campaigns", of: "campaigns", text: count },
  { name: "transactions", value: "transactions", of: "transactions", text: count },
  { name: "amount", value: "amountMinor", of: "amount", text: amount },
];

function fraudSection(report, section) {
  const quality = report.quality;
  if (!quality) {
    return false;
  }
  recallByScenario(report, section);
  rulesByScenario(report, section);
  lookAlikes(report, section);
  qualityTable(report, section);
  return true;
}

function titleOf(report, name) {
  return report.engines.find((engine) => engine.name === name)?.title ?? words(name);
}

function indexOf(report, name) {
  return Math.max(0, report.engines.findIndex((engine) => engine.name === name));
}

function recallByScenario(report, section) {
  const { scenarios, engines } = report.quality;
  const toCome = scenarios.filter((scenario) => scenario.ruleToCome);
  let measure = MEASURES[0];
  const shown = figure(section, {
    id: "recall",
    title: "Found, by kind of fraud",
    says:
      `A transaction is found if it is declined, sent to review, or part of an alert; a campaign, if one of its transactions is.` +
      (toCome.length > 0 ? ` For ${plural(toCome.length, "kind", "kinds")} the rule is still to come.` : ""),
    height: 90 + scenarios.length * (engines.length * 13 + 16),
    controls: [
      choice("What is counted", MEASURES.map((candidate) => ({ name: candidate.name, value: candidate })), (chosen) => {
        measure = chosen;
        shown.redraw();
      }),
    ],
    option: (width) => recallOption(report, measure, width),
    note: `Counted over ${report.quality.scope}: ${count(report.quality.transactions)} transactions, ` +
      `${count(report.quality.frauds)} of them fraud (${percent(report.quality.frauds, report.quality.transactions)}).`,
    table: {
      head: [
        "kind of fraud",
        ...engines.flatMap((engine) => [...MEASURES.map((each) => each.name), "precision of its rules"].map((name) => `${titleOf(report, engine.engine)}, ${name}`)),
        "rule",
      ],
      rows: scenarios.map((scenario) => [
        scenario.title,
        ...engines.flatMap((engine) => {
          const found = engine.scenarios.find((candidate) => candidate.scenario === scenario.name);
          return [
            ...MEASURES.map((each) => `${each.text(found[each.value])} of ${each.text(scenario[each.value])}`),
            percent(found.precision ?? 0, found.precision === undefined ? 0 : 1),
          ];
        }),
        scenario.ruleToCome ?? "there",
      ]),
    },
  });
}

function recallOption(report, measure, width) {
  const { scenarios, engines } = report.quality;
  const labelWidth = width < NARROW ? 74 : 150;
  return {
    legend: legend({ data: engines.map((engine) => titleOf(report, engine.engine)) }),
    grid: area({ right: labelWidth }),
    tooltip: { show: false },
    xAxis: axis({
      type: "value",
      min: 0,
      max: 100,
      name: `recall: ${measure.of} found, of all`,
      axisLabel: { formatter: (share) => `${share} %` },
    }),
    yAxis: nameAxis(
      scenarios.map((scenario) => scenario.title),
      width,
      { axisLabel: { color: (title) => colour(scenarios.find((each) => each.title === title)?.ruleToCome ? "muted" : "ink") } },
    ),
    series: engines.map((engine) => ({
      type: "bar",
      name: titleOf(report, engine.engine),
      color: engineColour(indexOf(report, engine.engine)),
      barWidth: 10,
      barGap: "25%",
      showBackground: true,
      backgroundStyle: { color: colour("track"), borderRadius: 3 },
      itemStyle: { borderRadius: 3 },
      label: {
        show: true,
        position: "right",
        color: colour("muted"),
        fontSize: 12,
        formatter: ({ dataIndex }) => recallLabel(scenarios[dataIndex], engine, measure, width < NARROW),
      },
      labelLayout: { x: width - labelWidth + 8, align: "left" },
      data: scenarios.map((scenario) => {
        const found = engine.scenarios.find((candidate) => candidate.scenario === scenario.name);
        return scenario[measure.value] === 0 ? 0 : (100 * found[measure.value]) / scenario[measure.value];
      }),
    })),
  };
}

function recallLabel(scenario, engine, measure, isNarrow) {
  const found = engine.scenarios.find((candidate) => candidate.scenario === scenario.name);
  const all = scenario[measure.value];
  if (scenario.ruleToCome && found[measure.value] === 0) {
    return isNarrow ? "no rule yet" : `0 of ${measure.text(all)}, no rule yet`;
  }
  return isNarrow ? percent(found[measure.value], all) : `${measure.text(found[measure.value])} of ${measure.text(all)}`;
}

/** Which rule finds which fraud; once if all engines agree, else for each. */
function rulesByScenario(report, section) {
  const { scenarios, engines } = report.quality;
  const findings = engines.map((engine) => JSON.stringify(engine.scenarios.map((found) => Object.entries(found.byRule).sort())));
  const agree = findings.every((finding) => finding === findings[0]);
  for (const engine of agree ? engines.slice(0, 1) : engines) {
    const rules = rulesInOrder(report, new Set(engine.scenarios.flatMap((found) => Object.keys(found.byRule))));
    if (rules.length === 0) {
      continue;
    }
    const foundBy = (scenario, rule) => engine.scenarios.find((found) => found.scenario === scenario.name).byRule[rule] ?? 0;
    figure(section, {
      id: `rules-${engine.engine}`,
      title: agree ? "Which rule finds what" : `Which rule finds what: ${titleOf(report, engine.engine)}`,
      says: "The share of each kind's fraudulent transactions that a rule saw; several rules may see one.",
      height: 90 + scenarios.length * (engines.length * 13 + 16),
      option: (width) => heatOption(scenarios, rules, foundBy, width),
      note: agree && engines.length > 1 ? "The same for all engines." : undefined,
      table: {
        head: ["kind of fraud", ...rules.map(words)],
        rows: scenarios.map((scenario) => [scenario.title, ...rules.map((rule) => `${count(foundBy(scenario, rule))} of ${count(scenario.transactions)}`)]),
      },
    });
  }
}

/** In the order of the decisions' reasons, then of the alerts, as elsewhere on the page. */
function rulesInOrder(report, names) {
  const known = report.engines.flatMap((engine) => [...Object.keys(engine.reasons), ...Object.keys(engine.alerts)]);
  return [...new Set([...known, ...names])].filter((name) => names.has(name));
}

function heatOption(scenarios, rules, foundBy, width) {
  const cells = scenarios.flatMap((scenario, y) =>
    rules.map((rule, x) => ({ value: [x, y, (100 * foundBy(scenario, rule)) / Math.max(1, scenario.transactions)] })),
  );
  for (const cell of cells) {
    cell.label = { color: colour(cell.value[2] > 45 ? "on-heat" : "ink") };
  }
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
        ...(width < NARROW ? { rotate: 90 } : { width: 62, overflow: "break", lineHeight: 14 }),
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
        label: { show: true, fontSize: width < NARROW ? 10 : 12, formatter: ({ value }) => (value[2] === 0 ? "" : value[2] < 0.5 ? "<1 %" : `${Math.round(value[2])} %`) },
      },
    ],
  };
}

/** Honest behaviour that looks like fraud, and how often it is taken for it. */
function lookAlikes(report, section) {
  const { lookAlikes: kinds, engines } = report.quality;
  if (kinds.length === 0) {
    return;
  }
  const share = (engine, kind) => (100 * (engine.falseAlarms[kind.name] ?? 0)) / Math.max(1, kind.transactions);
  figure(section, {
    id: "look-alikes",
    title: "Honest, but taken for fraud",
    says: "Behaviour that only looks like fraud, and the share of its transactions that is flagged: less is better.",
    height: 90 + kinds.length * (engines.length * 13 + 16),
    option: (width) => ({
      legend: legend({ data: engines.map((engine) => titleOf(report, engine.engine)) }),
      grid: area({ right: width < NARROW ? 70 : 120 }),
      tooltip: { show: false },
      xAxis: axis({ type: "value", min: 0, name: "transactions flagged", axisLabel: { formatter: (value) => `${tick(value)} %` } }),
      yAxis: nameAxis(kinds.map((kind) => kind.title), width),
      series: engines.map((engine) => ({
        type: "bar",
        name: titleOf(report, engine.engine),
        color: engineColour(indexOf(report, engine.engine)),
        barWidth: 10,
        barGap: "25%",
        itemStyle: { borderRadius: 3 },
        label: {
          show: true,
          position: "right",
          color: colour("muted"),
          fontSize: 12,
          formatter: ({ dataIndex }) =>
            width < NARROW
              ? percent(engine.falseAlarms[kinds[dataIndex].name] ?? 0, kinds[dataIndex].transactions)
              : `${count(engine.falseAlarms[kinds[dataIndex].name] ?? 0)} of ${count(kinds[dataIndex].transactions)}`,
        },
        data: kinds.map((kind) => share(engine, kind)),
      })),
    }),
    table: {
      head: ["behaviour", ...engines.map((engine) => titleOf(report, engine.engine)), "transactions"],
      rows: kinds.map((kind) => [kind.title, ...engines.map((engine) => count(engine.falseAlarms[kind.name] ?? 0)), count(kind.transactions)]),
    },
  });
}

function qualityTable(report, section) {
  const { frauds, scenarios, engines, alertsMeaning } = report.quality;
  const total = sum(scenarios.map((scenario) => scenario.amountMinor));
  const withRule = scenarios.filter((scenario) => !scenario.ruleToCome);
  const row = (name, of) => [name, ...engines.map(of)];
  section.append(
    element(
      "div",
      { class: "card" },
      element("h3", {}, "Quality in numbers"),
      table("Quality of detection", ["", ...engines.map((engine) => titleOf(report, engine.engine))], [
        row("fraudulent transactions", () => count(frauds)),
        row("flagged", (engine) => count(engine.flagged)),
        row("of these fraud", (engine) => count(engine.found)),
        row("precision: fraud of what is flagged", (engine) => percent(engine.found, engine.flagged)),
        row("recall: flagged of fraud", (engine) => percent(engine.found, frauds)),
        row("recall where there is a rule", (engine) =>
          percent(
            sum(withRule.map((scenario) => engine.scenarios.find((found) => found.scenario === scenario.name).transactions)),
            sum(withRule.map((scenario) => scenario.transactions)),
          ),
        ),
        row("recall by amount", (engine) => percent(engine.foundAmountMinor, total)),
        row("alerts per analyst-day", (engine) => decimal(engine.alertsPerAnalystDay, 1)),
      ]),
      element("p", { class: "note" }, alertsMeaning),
    ),
  );
}
