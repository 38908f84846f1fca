// What was decided and why, and how every input record is accounted for.

/** @type {AccountField[]} */
const ACCOUNT = ["decisions", "alerts", "deadLetters", "duplicates", "late", "lost", "wrong", "repeats", "skewViolations"];
const OUTCOMES = ["APPROVE", "REVIEW", "DECLINE"];

/** @type {Part} */
function decisions(report, section) {
  if (report.engines.length > 0) {
    const left = element("div", { class: "stack" });
    section.append(left);
    outcomes(report, left);
    reasons(report, left);
    deadLetters(report, section);
  }
}

/** @type {Part} */
function outcomes(report, section) {
  const seen = new Set(report.engines.flatMap((engine) => Object.keys(engine.outcomes)));
  const names = OUTCOMES.filter((name) => seen.has(name));
  if (names.length === 0) {
    return;
  }
  const total = sum(Object.values(report.engines[0].outcomes));
  const flagged = total - (report.engines[0].outcomes.APPROVE ?? 0);
  countsByName(report, section, {
    id: "outcomes",
    title: "Decisions by outcome",
    says: `${report.engines[0].title} declines or sends to review ${count(flagged)} of ${count(total)} transactions (${percent(flagged, total)}).`,
    rows: names.map((name) => ({ title: words(name), of: (engine) => engine.outcomes[name] ?? 0 })),
    unit: "decisions",
  });
}

/** @type {Part} */
function reasons(report, section) {
  const rows = [...named(report, "reasons"), ...named(report, "alerts", "Alert: ")];
  if (rows.length === 0) {
    return;
  }
  countsByName(report, section, {
    id: "reasons",
    title: "Decisions and alerts by reason",
    says: "Rules send to review, however many hold. Only blocks decline, and the model's score from its threshold for that on. An alert is about a sequence of transactions.",
    rows,
    unit: "decisions, or alerts",
  });
}

/** @type {Part} */
function deadLetters(report, section) {
  const rows = named(report, "deadLetters");
  if (rows.length > 0) {
    countsByName(report, section, {
      id: "dead-letters",
      title: "Dead letters by reason",
      says: "What could not be read is put aside with its reason, and never skipped.",
      rows,
      unit: "records",
    });
  }
}

/**
 * @param {RunReport} report
 * @param {"reasons" | "alerts" | "deadLetters"} field
 * @param {string} [prefix]
 * @returns {CountedName[]}
 */
function named(report, field, prefix = "") {
  return [...new Set(report.engines.flatMap((engine) => Object.keys(engine[field])))].map((name) => ({
    title: prefix === "" ? words(name) : prefix + words(name).toLowerCase(),
    of: (engine) => engine[field][name] ?? 0,
  }));
}

/**
 * Bars on a logarithmic scale, since approvals outnumber all else by hundreds to one.
 *
 * @param {RunReport} report
 * @param {HTMLElement} section
 * @param {CountsByName} figure
 */
function countsByName(report, section, { id, title, says, rows, unit }) {
  figure(section, {
    id,
    title,
    says,
    height: barsHeight(rows.length, report.engines.length),
    option: (width) => ({
      legend: legend({ data: report.engines.map((engine) => engine.title) }),
      grid: area({ right: 64 }),
      tooltip: { show: false },
      xAxis: axis({ type: "log", min: 0.5, name: `${unit}, logarithmic`, axisLabel: { formatter: (/** @type {number} */ value) => (value < 1 ? "" : count(value)) } }),
      yAxis: nameAxis(rows.map((row) => row.title), width),
      series: engineBars({
        names: report.engines.map((engine) => engine.title),
        colours: report.engines.map((engine, index) => engineColour(index)),
        values: (engine) => rows.map((row) => Math.max(0.5, row.of(report.engines[engine]))),
        text: (engine, bar) => count(rows[bar].of(report.engines[engine])),
      }),
    }),
    table: {
      head: ["kind", ...report.engines.map((engine) => engine.title)],
      rows: rows.map((row) => [row.title, ...report.engines.map((engine) => count(row.of(engine)))]),
    },
  });
}

/** @type {Part} */
function account(report, section) {
  const rows = Object.entries(report.summary.engines).map(([name, engine]) => [
    words(name),
    ...ACCOUNT.map((field) => count(engine[field])),
    engine.seconds === 0 ? UNKNOWN : decimal(engine.seconds, 1),
  ]);
  section.append(
    element(
      "div",
      { class: "card wide" },
      element("h3", {}, "Every record accounted for"),
      table(
        "Outputs",
        ["engine", "decisions", "alerts", "dead letters", "duplicates", "late", "lost", "wrong", "repeats", "skew violations", "seconds"],
        rows,
      ),
      element(
        "p",
        { class: "note" },
        `${count(report.summary.inputRecords)} input records. Lost: an input without its answer. Wrong: an output that ought not to be. ` +
          "Repeats: equal outputs after a restart. The reference is the contract as plain Java over the whole recording.",
      ),
    ),
  );
}
