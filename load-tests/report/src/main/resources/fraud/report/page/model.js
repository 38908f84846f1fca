// What the model's score adds to the rules, where decisions name a model.

/** @param {EngineQuality} engine */
function scoresOf(engine) {
  return engine.scores ?? [];
}

/**
 * Recall with and without the score; once if all engines agree, else for each.
 *
 * @type {Part}
 */
function modelRecall(report, section) {
  const engines = (report.quality?.engines ?? []).flatMap((engine) => (engine.byRules ? [{ ...engine, byRules: engine.byRules }] : []));
  if (!report.quality || engines.length === 0) {
    return;
  }
  const scenarios = report.quality.scenarios;
  const findings = engines.map((engine) => JSON.stringify([engine.scenarios, engine.byRules.scenarios]));
  const agree = findings.every((finding) => finding === findings[0]);
  for (const engine of agree ? engines.slice(0, 1) : engines) {
    const sides = [
      { name: "rules alone", of: engine.byRules },
      { name: "rules and model", of: engine },
    ];
    const found = (/** @type {number} */ side, /** @type {Scenario} */ scenario) => foundOf(sides[side].of, scenario).transactions;
    figure(section, {
      id: `model-${engine.engine}`,
      title: agree ? "What the model adds" : `What the model adds: ${titleOf(report, engine.engine)}`,
      says: "The share of each kind's fraudulent transactions that is found, by rules and sequences alone, and with the model's score.",
      height: barsHeight(scenarios.length, sides.length),
      option: (width) => ({
        legend: legend({ data: sides.map((side) => side.name) }),
        grid: area({ right: width < NARROW ? 48 : 120 }),
        tooltip: { show: false },
        xAxis: axis({ type: "value", min: 0, max: 100, name: "recall: transactions found, of all", axisLabel: { formatter: (/** @type {number} */ part) => `${part} %` } }),
        yAxis: nameAxis(scenarios.map((scenario) => scenario.title), width),
        series: engineBars({
          names: sides.map((side) => side.name),
          colours: [colour("engine-3"), colour("engine-1")],
          values: (side) => scenarios.map((scenario) => share(found(side, scenario), scenario.transactions)),
          text: (side, bar) => {
            const number = found(side, scenarios[bar]);
            const all = scenarios[bar].transactions;
            return width < NARROW ? percent(number, all) : `${count(number)} of ${count(all)}`;
          },
        }),
      }),
      note: agree && engines.length > 1 ? "The same for all engines." : undefined,
      table: {
        head: ["kind of fraud", ...sides.flatMap((side) => [side.name, `${side.name}, precision`])],
        rows: scenarios.map((scenario) => [
          scenario.title,
          ...sides.flatMap((side) => {
            const of = foundOf(side.of, scenario);
            return [`${count(of.transactions)} of ${count(scenario.transactions)}`, percent(of.precision ?? 0, of.precision === undefined ? 0 : 1)];
          }),
        ]),
      },
    });
  }
}

/**
 * How good the scores are by themselves, a model a row.
 *
 * @type {Part}
 */
function modelScores(report, section) {
  const rows = (report.quality?.engines ?? []).flatMap((engine) =>
    scoresOf(engine).map((scores) => [
      `${titleOf(report, engine.engine)}: ${scores.role}`,
      scores.versions.join(", "),
      `${count(scores.frauds)} of ${count(scores.transactions)}`,
      decimal(scores.areaUnderRoc, 3),
      decimal(scores.averagePrecision, 3),
      decimal(scores.cardPrecision100, 3),
      decimal(scores.cardPrecision100Ceiling, 3),
    ]),
  );
  if (rows.length === 0) {
    return;
  }
  section.append(
    element(
      "div",
      { class: "card wide", id: "model-scores" },
      element("h3", {}, "How good the scores are"),
      table(
        "Scores of the models",
        ["model", "version", "fraud", "area under the ROC curve", "average precision", "card precision at 100", "the same at best"],
        rows,
      ),
      element(
        "p",
        { class: "note" },
        "Whatever the threshold. Card precision at 100: of the 100 cards a day with the highest scores, the share with a fraud on that day; a card that was found stays out later.",
      ),
    ),
  );
}

/**
 * What mistakes and alarms cost, with the rules alone beside each engine that has a model.
 *
 * @type {Part}
 */
function costs(report, section) {
  const { engines, costs: meaning } = report.quality ?? { engines: [], costs: undefined };
  if (meaning === undefined) {
    return;
  }
  const rows = engines.flatMap((engine) => {
    const sides = [
      { name: titleOf(report, engine.engine), cost: engine.cost },
      { name: `${titleOf(report, engine.engine)}: rules alone`, cost: engine.byRules?.cost },
    ];
    return sides.flatMap(({ name, cost }) => (cost ? [[name, ...[cost.missedMinor, cost.reviewsMinor, cost.declinedMinor, cost.totalMinor].map(amount)]] : []));
  });
  section.append(
    element(
      "div",
      { class: "card", id: "costs" },
      element("h3", {}, "What mistakes and alarms cost"),
      ...(rows.length === 0 ? [] : [table("Cost of mistakes and alarms", ["", "fraud missed", "reviews", "good customers declined", "together"], rows)]),
      element("p", { class: "note" }, meaning),
    ),
  );
}
