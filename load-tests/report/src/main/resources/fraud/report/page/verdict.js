// The first screen: what was run, whether the outputs are as they must be, and the figures that matter most.

const HEADLINE_PERCENTILES = [50, 99, 99.9];
const REFERENCE = "reference";

/** @type {Part} */
function heading(report, main) {
  const started = new Date(report.run.startedAt);
  main.append(
    element(
      "div",
      { class: "title" },
      element("h1", {}, report.title),
      element(
        "p",
        {},
        element("code", {}, report.run.command),
        element(
          "span",
          {},
          `${started.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })} UTC, ` +
            `${seconds(report.run.seconds)}, commit ${report.environment.commit}` +
            (report.environment.changed ? " with changes" : ""),
        ),
      ),
    ),
  );
}

/** @type {Part} */
function verdict(report, main) {
  const engines = Object.entries(report.summary.engines);
  const lost = sum(engines.map(([, engine]) => engine.lost));
  const wrong = sum(engines.map(([, engine]) => engine.wrong));
  if (report.incomplete) {
    incomplete(report, main);
    return;
  }
  const isGood = report.summary.equal === true && lost === 0 && wrong === 0;
  const isBad = report.summary.equal === false || lost > 0 || wrong > 0;
  const state = isBad ? "bad" : isGood ? "good" : "open";
  main.append(
    element(
      "section",
      { class: `verdict ${state}`, "aria-label": "Verdict" },
      element("div", { class: "sign", "aria-hidden": "true" }, { good: "✓", bad: "✗", open: UNKNOWN }[state]),
      element(
        "div",
        {},
        element("h2", {}, verdictLine(report.summary, lost, wrong)),
        element("p", {}, equalityText(report.summary, engines)),
        element("p", {}, accountText(report.summary, engines, lost, wrong)),
        findings(engines),
      ),
      element(
        "dl",
        {},
        fact("lost", count(lost)),
        fact("wrong", count(wrong)),
        fact("inputs", count(report.summary.inputRecords)),
      ),
    ),
  );
  warnings(report, main);
}

/**
 * A run that was stopped or has failed: what was measured stands below, but no output was held against its input.
 *
 * @type {Part}
 */
function incomplete(report, main) {
  main.append(
    element(
      "section",
      { class: "verdict open", "aria-label": "Verdict" },
      element("div", { class: "sign", "aria-hidden": "true" }, UNKNOWN),
      element(
        "div",
        {},
        element("h2", {}, "Incomplete: the run did not come to its end"),
        element("p", {}, report.incomplete),
        element("p", {}, "What was measured until then is below; no output was checked."),
      ),
      element("dl", {}, fact("sent", count(report.summary.inputRecords))),
    ),
  );
  warnings(report, main);
}

/**
 * What the figures below suffer from.
 *
 * @type {Part}
 */
function warnings(report, main) {
  const texts = [...(report.choice?.warnings ?? [])];
  for (const engine of report.engines) {
    if (engine.keepUp && !engine.keepUp.kept) {
      texts.push(
        `${words(engine.name)} did not keep up with the live traffic: at the end it was ${short(engine.keepUp.behindSeconds)} s of it behind. ` +
          "Its latencies say that the machine is too small or too busy for this rate.",
      );
    }
  }
  if (report.traffic?.generatorLate) {
    texts.push(
      `The generator itself was late with ${plural(report.traffic.sentLate, "event", "events")}, by up to ` +
        `${millis(report.traffic.maxLagMillis)}: the machine was too busy for the latencies below to mean much.`,
    );
  }
  texts.forEach((text) => main.append(element("p", { class: "warning", role: "note" }, text)));
}

/**
 * @param {string} name
 * @param {string} value
 */
function fact(name, value) {
  return element("div", {}, element("dt", {}, name), element("dd", {}, value));
}

/**
 * @param {Summary} summary
 * @param {number} lost
 * @param {number} wrong
 */
function verdictLine(summary, lost, wrong) {
  if (summary.equal === false) {
    return "The outputs are not equal";
  }
  if (lost > 0 || wrong > 0) {
    return "Outputs are lost or wrong";
  }
  return summary.equal === true ? "Equal output, nothing lost, nothing wrong" : "Nothing lost, nothing wrong; nothing to compare";
}

/**
 * @param {Summary} summary
 * @param {[string, EngineSummary][]} engines
 */
function equalityText(summary, engines) {
  if (summary.equal === false) {
    return summary.difference ?? "";
  }
  if (engines.length === 0) {
    return "";
  }
  const [, first] = engines[0];
  const outputs = list([
    plural(first.decisions, "decision", "decisions"),
    plural(first.alerts, "alert", "alerts"),
    plural(first.deadLetters, "dead letter", "dead letters"),
    plural(first.duplicates, "duplicate", "duplicates"),
    plural(first.late, "late entry", "late entries"),
  ]);
  const names = list(engines.map(([name]) => (name === REFERENCE ? "the reference" : words(name))));
  return summary.equal === true ? `${names} put out the same ${outputs}, equal in all fields.` : `${names} put out ${outputs}.`;
}

/**
 * @param {Summary} summary
 * @param {[string, EngineSummary][]} engines
 * @param {number} lost
 * @param {number} wrong
 */
function accountText(summary, engines, lost, wrong) {
  const repeats = sum(engines.map(([, engine]) => engine.repeats));
  if (lost > 0 || wrong > 0) {
    const broken = engines.filter(([, engine]) => engine.lost > 0 || engine.wrong > 0);
    return list(broken.map(([name, engine]) => `${words(name)} lost ${count(engine.lost)} and put out ${count(engine.wrong)} wrong`)) + ".";
  }
  return (
    `Each of the ${count(summary.inputRecords)} input records has exactly the answer it must have, found by its offset` +
    (summary.labels > 0 ? `; ${count(summary.labels)} settled labels were read beside them` : "") +
    (repeats > 0 ? `; ${plural(repeats, "answer was", "answers were")} repeated, with the same bytes.` : ".")
  );
}

/** @param {[string, EngineSummary][]} engines */
function findings(engines) {
  const lines = engines.flatMap(([name, engine]) => (engine.findings ?? []).map((finding) => `${words(name)}: ${finding}`));
  return lines.length === 0 ? undefined : element("ul", {}, lines.map((line) => element("li", {}, line)));
}

/**
 * Tiles with a line for each engine.
 *
 * @type {Part}
 */
function keyFigures(report, main) {
  const tiles = [];
  for (const percentile of HEADLINE_PERCENTILES) {
    tiles.push(
      tile(report, `Decision latency, p${percentile}`, (engine) => {
        const point = engine.decisionLatency?.curve.find((candidate) => candidate.percentile === percentile);
        return point && millis(point.millis);
      }),
    );
  }
  tiles.push(tile(report, "History, records/s", (engine) => engine.history && count(engine.history.perSecond)));
  tiles.push(
    tile(report, "Fraud campaigns found", (engine) => {
      const found = report.quality?.engines.find((candidate) => candidate.engine === engine.name);
      const campaigns = (/** @type {Pick<Scenario, "campaigns">[]} */ scenarios) => sum(scenarios.map((scenario) => scenario.campaigns));
      return found && percent(campaigns(found.scenarios), campaigns(report.quality?.scenarios ?? []));
    }),
  );
  tiles.push(
    tile(report, "Precision of alarms", (engine) => {
      const found = report.quality?.engines.find((candidate) => candidate.engine === engine.name);
      return found && percent(found.found, found.flagged);
    }),
  );
  main.append(element("div", { class: "tiles" }, tiles));
}

/**
 * @param {RunReport} report
 * @param {string} label
 * @param {(engine: EngineReport) => string | undefined} figureOf
 */
function tile(report, label, figureOf) {
  const lines = report.engines.map((engine, index) => ({ engine, index, figure: figureOf(engine) }));
  if (lines.every((line) => line.figure === undefined)) {
    return undefined;
  }
  return element(
    "div",
    { class: "tile" },
    element("h2", {}, label),
    lines.map(({ engine, index, figure: text }) =>
      element("p", { class: `engine-${index + 1}` }, element("span", {}, words(engine.name)), element("b", {}, text ?? UNKNOWN)),
    ),
  );
}
