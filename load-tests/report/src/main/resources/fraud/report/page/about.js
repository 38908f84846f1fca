// How the figures came about, what they do not say, and on what machine.

/** @type {Part} */
function method(report, section) {
  section.append(
    element("div", { class: "card" }, element("h3", {}, "Method"), paragraphs(report.method)),
    element("div", { class: "card" }, element("h3", {}, "Limits"), paragraphs(report.limits)),
  );
}

/** @param {string[]} sentences */
function paragraphs(sentences) {
  return element("ul", {}, sentences.map((sentence) => element("li", {}, sentence)));
}

/** @type {Part} */
function environment(report, section) {
  const { environment: machine, run, traffic } = report;
  /** @type {[string, string][]} */
  const facts = [
    ["Command", run.command],
    ["Started", run.startedAt],
    ["Commit", machine.commit + (machine.changed ? ", with changes that are not in it" : "")],
    ["Processor", `${machine.processor}, ${plural(machine.cores, "core", "cores")}`],
    ["Memory", bytes(machine.memoryMib * 2 ** 20)],
    ...Object.entries(machine.software),
  ];
  section.append(
    ...definitions("Machine and software", facts),
    ...definitions("Stream", [...(traffic ? streamFacts(traffic) : []), ...choiceFacts(report), ...Object.entries(run.settings)]),
    ...report.engines.flatMap((engine) => definitions(engine.title, Object.entries(engine.settings))),
  );
}

/**
 * @param {Traffic} traffic
 * @returns {[string, string][]}
 */
function streamFacts(traffic) {
  return [
    ["Seed", String(traffic.seed)],
    ["Manifest", traffic.manifestDigest],
    ["Cards", count(traffic.cards)],
    ["Offered", `${short(traffic.offeredPerSecond)} events a second, live`],
    [
      "Natural rate",
      `${short(traffic.naturalPerSecond)} events a second: event time runs ${short(traffic.offeredPerSecond / traffic.naturalPerSecond)} times as fast`,
    ],
    ["History", `${count(traffic.historyTransactions)} transactions over ${short(traffic.historyDays)} days`],
    ["Live", `${count(traffic.liveTransactions)} transactions, warm-up ${seconds(traffic.warmUpSeconds)}`],
    ["Sent late", `${count(traffic.sentLate)} by more than 50 ms, by ${millis(traffic.maxLagMillis)} at most`],
  ];
}

/**
 * What was chosen for the machine and why, and whether that was right.
 *
 * @param {RunReport} report
 * @returns {[string, string][]}
 */
function choiceFacts({ choice, environment: machine, engines }) {
  /** @type {[string, string][]} */
  const facts = [];
  if (choice?.history) {
    facts.push(["Length of the history", choice.history]);
  }
  if (choice?.rate) {
    facts.push(["Rate", choice.rate]);
  }
  if (choice?.otherCores !== undefined) {
    facts.push(["Other work", `kept ${short(choice.otherCores)} of ${plural(machine.cores, "core", "cores")} busy`]);
  }
  for (const { name, keepUp } of engines) {
    if (keepUp) {
      facts.push([
        `${words(name)} ${keepUp.kept ? "kept up" : "did not keep up"}`,
        `${short(keepUp.behindSeconds)} s of the live traffic behind at the end, ${
          keepUp.growthPerSecond > 0 ? "growing" : "shrinking"
        } by ${tick(Math.abs(keepUp.growthPerSecond))} s a second`,
      ]);
    }
  }
  return facts;
}

/**
 * @param {string} title
 * @param {[string, string][]} facts
 */
function definitions(title, facts) {
  return facts.length === 0
    ? []
    : [
        element(
          "div",
          { class: "card" },
          element("h3", {}, title),
          element("dl", { class: "facts" }, facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)))),
        ),
      ];
}

/** Every figure of this page, from the page itself: it may be all that was passed on. */
function saveButton() {
  const button = element("button", { type: "button", id: "save" }, "Save all figures as JSON");
  button.addEventListener("click", () => {
    const text = JSON.stringify(JSON.parse(byId("report-data").textContent), undefined, 2);
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    element("a", { href: address, download: "report.json" }).click();
    URL.revokeObjectURL(address);
  });
  return button;
}
