// The page of a model, from top to bottom. A part adds its figures to its section; a section without any is left out.

const SECTIONS = [
  { id: "found", title: "At the threshold", parts: [scenarios, confusion, budgets] },
  { id: "ranking", title: "Ranking", parts: [roc, precisionRecall, cardPrecision, calibration] },
  { id: "goes-by", title: "What it goes by", parts: [importances] },
  { id: "selection", title: "How it was chosen", parts: [candidates, speed] },
  { id: "leaks", title: "Leakage checks", parts: [checks] },
  { id: "method", title: "Method and limits", parts: [modelMethod] },
  { id: "environment", title: "Settings", parts: [modelSettings] },
];

/** @type {ModelPart} */
function modelHeading(report, main) {
  const { training } = report;
  main.append(
    element(
      "div",
      { class: "title" },
      element("h1", {}, `Model report: ${report.chosen}`),
      element(
        "p",
        {},
        element("code", {}, report.command),
        element("span", {}, `trained on ${training.from} to ${training.to}, judged by ${training.judgedFrom} to ${training.judgedTo}`),
      ),
    ),
  );
}

/** @type {ModelPart} */
function modelVerdict(report, main) {
  const failed = report.checks.filter(({ holds }) => !holds);
  const { judged, isPublishable, bitCheck } = report;
  const state = failed.length > 0 || (bitCheck?.differing ?? 0) > 0 ? "bad" : isPublishable ? "good" : "open";
  const title = { good: "Equal scores in both engines, no leak found", bad: "Not to be used", open: "Cannot be published" }[state];
  const what = judged.what === "test" ? "the test days" : "the latest validation; no test was asked for";
  const fact = (/** @type {string} */ name, /** @type {string} */ value) => element("div", {}, element("dt", {}, name), element("dd", {}, value));
  main.append(
    element(
      "section",
      { class: `verdict ${state}`, "aria-label": "Verdict" },
      element("div", { class: "sign", "aria-hidden": "true" }, { good: "✓", bad: "✗", open: UNKNOWN }[state]),
      element(
        "div",
        {},
        element("h2", {}, title),
        element("p", {}, `Judged by ${what}: ${count(judged.rows)} transactions of ${plural(judged.days, "day", "days")}, ${count(judged.frauds)} of them fraud.`),
        bitCheck
          ? element("p", {}, `${count(bitCheck.rows)} transactions scored by MLlib and by model.json: ${count(bitCheck.differing)} differ in any bit.`)
          : undefined,
        report.note ? element("p", {}, `Note: ${report.note}.`) : undefined,
        failed.length > 0 ? element("ul", {}, failed.map(({ name, says }) => element("li", {}, `${name}: ${says}`))) : undefined,
      ),
      element(
        "dl",
        {},
        fact("AUC", share(judged.areaUnderRoc)),
        fact("AP", share(judged.averagePrecision)),
        fact("CP@100", share(judged.cardPrecision100)),
      ),
    ),
    element("p", { class: "warning", role: "note" }, CAVEAT),
  );
}

const CAVEAT =
  "Simulated data is easier than real data: its frauds follow a few known patterns, its labels are complete and, in the end, right, and no fraudster adapts to the " +
  "model. Expect less of real transactions, and measure again on them.";

/** @type {ModelPart} */
function modelTiles(report, main) {
  const at = report.judged.atThreshold;
  const single = (/** @type {string} */ label, /** @type {string} */ value, /** @type {string} */ name) =>
    element("div", { class: "tile" }, element("h2", {}, label), element("p", { class: "engine-1" }, element("span", {}, name), element("b", {}, value)));
  main.append(
    element(
      "div",
      { class: "tiles" },
      ...(report.alertsPerDayOfAll === undefined ? [] : [single("Alerts on all cards", decimal(report.alertsPerDayOfAll, 1), "a day")]),
      single("Alerts on cards not known for fraud", decimal(at.alertsPerDay, 1), "a day"),
      single("Precision", percent(at.precision, 1), "of alerts"),
      single("Recall", percent(at.recall, 1), "of frauds"),
      single("Recall by value", percent(at.recallByValue, 1), "of amounts"),
      single("Card precision@100", percent(report.judged.cardPrecision100, report.judged.cardPrecision100Ceiling), "of the ceiling"),
    ),
  );
}

/** @type {ModelPart} */
function candidates(report, section) {
  const { candidates: all, folds } = report;
  figure(section, {
    id: "candidates",
    title: "Candidates",
    says: `Average precision on ${plural(folds.length, "validation", "validations")} before the test; the greatest mean that can be published is taken: ${report.chosen}.`,
    height: barsHeight(all.length, folds.length),
    option: shareBars({
      names: all.map(({ name }) => name),
      series: folds.map(({ judgedFrom, judgedTo }, fold) => ({
        name: `${judgedFrom} to ${judgedTo}`,
        values: all.map((candidate) => candidate.folds[fold].averagePrecision),
      })),
      text: (value) => share(value),
      max: 1,
    }),
    table: {
      head: ["candidate", "type", ...folds.flatMap(({ judgedFrom }) => [`AUC ${judgedFrom}`, "AP", "CP@100"]), "mean AUC", "mean AP", "mean CP@100"],
      rows: all.map((candidate) => [
        candidate.name,
        candidate.type,
        ...[...candidate.folds, candidate.mean].flatMap((one) => [share(one.areaUnderRoc), share(one.averagePrecision), share(one.cardPrecision100)]),
      ]),
    },
  });
  differences(report, section);
  section.append(
    element(
      "div",
      { class: "card wide", id: "folds" },
      element("h3", {}, "Validations"),
      table(
        "Validations",
        ["training", "rows", "frauds", "judged by", "rows", "frauds", "ceiling of CP@100"],
        folds.map((fold) => [
          `${fold.trainFrom} to ${fold.trainTo}`,
          count(fold.trainRows),
          count(fold.trainFrauds),
          `${fold.judgedFrom} to ${fold.judgedTo}`,
          count(fold.rows),
          count(fold.frauds),
          share(fold.ceiling),
        ]),
      ),
    ),
  );
}

/** @type {(keyof Ranking)[]} */
const MEASURED = ["areaUnderRoc", "averagePrecision", "cardPrecision100"];

/** How much of the differences may be chance. @type {ModelPart} */
function differences(report, section) {
  const { candidates: all, folds, chosen } = report;
  const signed = (/** @type {number} */ value) => `${value < 0 ? "−" : "+"}${share(Math.abs(value))}`;
  const rows = all.flatMap((candidate) => {
    const compared = candidate.folds.map(({ againstChosen }) => againstChosen);
    return compared.every((one) => one === undefined)
      ? []
      : [[candidate.name, ...compared.flatMap((one) => MEASURED.map((measure) => (one ? `${signed(one[measure].difference)} [${signed(one[measure].low)}, ${signed(one[measure].high)}]` : UNKNOWN)))]];
  });
  if (rows.length === 0) {
    return;
  }
  section.append(
    element(
      "div",
      { class: "card wide", id: "differences" },
      element("h3", {}, "Differences, and how much of them may be chance"),
      element(
        "p",
        {},
        `Each candidate minus ${chosen}. In brackets the middle 95 % of the same difference where cards are drawn anew, 200 times, each as a whole: ` +
          "what has both signs may be chance.",
      ),
      table("Differences to the chosen candidate", ["candidate", ...folds.flatMap(({ judgedFrom }) => [`AUC ${judgedFrom}`, "AP", "CP@100"])], rows),
    ),
  );
}

/** @type {ModelPart} */
function speed(report, section) {
  const { speed: all } = report;
  section.append(
    element(
      "div",
      { class: "card", id: "speed" },
      element("h3", {}, "Time for one score"),
      element("p", {}, "Microseconds a transaction on one thread, the median of five passes after one to warm up."),
      table("Time for one score", ["scorer", "µs"], all.map(({ scorer, microseconds }) => [scorer, decimal(microseconds, 2)])),
    ),
  );
}

/** @type {ModelPart} */
function checks(report, section) {
  section.append(
    element(
      "div",
      { class: "card wide", id: "checks" },
      element("h3", {}, "Could it have seen what it cannot know?"),
      element(
        "dl",
        { class: "facts" },
        report.checks.map(({ name, holds, says }) =>
          element("div", {}, element("dt", {}, `${holds ? "✓" : "✗"} ${name}`), element("dd", {}, `${says}.`)),
        ),
      ),
    ),
  );
}

/** @type {ModelPart} */
function modelMethod(report, section) {
  const { training } = report;
  section.append(
    element(
      "div",
      { class: "card" },
      element("h3", {}, "Method"),
      paragraphs([
        "Features are computed by the detectors' own classes in the order of the stream; an outcome counts from its publication on.",
        `Training days, then ${plural(training.delayDays, "day", "days")} in which outcomes become known, then the days to be judged by. ` +
          `Left out of training: ${count(training.unknownOutcomes)} transactions whose outcome was not known by then.`,
        `Cards whose fraud was known are left out of judging (${count(training.knownCardsRows)} transactions), as are transactions without an outcome ` +
          `(${count(training.unlabelled)}). The protocol is that of the Fraud Detection Handbook (Le Borgne et al., 2022).`,
        "Candidates are compared on earlier days only, all of whose outcomes were known before the test. The threshold is chosen there, too, where alerts " +
          "of known cards count, since detectors raise them." +
          (report.alertsPerDayOfAll === undefined ? "" : ` On the days judged it gives ${decimal(report.alertsPerDayOfAll, 1)} alerts a day, those included.`),
        ...(report.calibration ? [`Calibration: ${report.calibration}.`] : []),
      ]),
    ),
    element(
      "div",
      { class: "card" },
      element("h3", {}, "Limits"),
      paragraphs([
        CAVEAT,
        `There are ${count(report.judged.frauds)} frauds to be judged by: differences of a few thousandths between models mean nothing.`,
        "Fraud that was not reported counts as genuine, in training and here.",
        "A merchant's features need outcomes that are a week old: the first frauds at a compromised terminal are not to be found by them.",
      ]),
    ),
  );
}

/** @type {ModelPart} */
function modelSettings(report, section) {
  const chosen = report.candidates.find(({ name }) => name === report.chosen);
  /** @type {[string, string][]} */
  const file = report.isPublishable
    ? [["Nodes", count(report.nodes)], ["model.json", bytes(report.modelBytes)], ["SHA-256", report.modelSha256]]
    : [];
  section.append(
    ...definitions("Model", [
      ["Type", report.type],
      ...Object.entries(chosen?.settings ?? {}).map(([name, value]) => /** @type {[string, string]} */ ([name, String(value)])),
      ["Threshold", String(report.threshold)],
      ...file,
    ]),
    ...definitions("Input", [
      ["File", report.input.file],
      ["Transactions", count(report.input.transactions)],
      ["Duplicates", count(report.input.duplicates)],
      ["Records that are not valid", count(report.input.rejectedRecords)],
      ["Training rows", `${count(report.training.rows)}, ${count(report.training.frauds)} of them fraud`],
      ["Seed", String(report.seed)],
      ["Spark", report.sparkVersion],
    ]),
  );
}

/** @param {Evaluation} report */
function show(report) {
  const main = byId("report");
  const contents = byId("contents");
  document.title = `Model report: ${report.chosen}`;
  modelHeading(report, main);
  modelVerdict(report, main);
  modelTiles(report, main);
  for (const { id, title, parts } of SECTIONS) {
    const grid = element("div", { class: "grid" });
    parts.forEach((part) => part(report, grid));
    if (grid.hasChildNodes()) {
      main.append(element("section", { id, "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, title), grid));
      contents.append(element("a", { href: `#${id}` }, title));
    }
  }
  main.append(element("footer", {}, saveButton(), element("p", {}, "The same figures are in evaluation.json beside this page. Charts: Apache ECharts.")));
  startTheme(drawAll);
  drawAll();
  followWidth();
}

show(JSON.parse(byId("report-data").textContent));
