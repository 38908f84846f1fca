// The page of a campaign of faults, from top to bottom.

const CHAOS_TITLE = "Fault lab: what faults cost, and whether anything was lost";

const CHAOS_SECTIONS = [
  { id: "outage", title: "Outages", parts: [outages] },
  { id: "lines", title: "Time lines", parts: [chaosLines] },
  { id: "every", title: "Every fault", parts: [everyFault] },
  { id: "settings", title: "Settings", parts: [chaosSettings] },
  { id: "method", title: "Method and limits", parts: [chaosMethod] },
];

/** All of them, in the order in which they struck. @type {ChaosPart} */
function everyFault({ results }, section) {
  const rows = results.runs.flatMap((run) =>
    run.faults.map((fault) => [
      run.system,
      run.scenario,
      `${fault.victim}, ${fault.what}`,
      decimal(fault.atSeconds, 1),
      fault.inside ?? "",
      decimal(fault.detectedAfter, 1),
      decimal(fault.outageSeconds, 1),
      decimal(fault.decidesAfter, 1),
      fault.insideSloAfter === undefined ? "not before the next" : decimal(fault.insideSloAfter, 1),
      short(fault.latency.percentiles["99.9"]),
      count(fault.repeats),
      fault.steps.map(({ after, what }) => `${decimal(after, 1)} s: ${what}`).join("; "),
    ]),
  );
  section.append(
    element(
      "div",
      { class: "card wide", id: "faults" },
      element("h3", {}, `All ${plural(rows.length, "fault", "faults")} of all ${plural(results.runs.length, "run", "runs")}`),
      table(
        "Every fault of every run",
        ["system", "scenario", "fault", "at, s", "inside", "known after, s", "outage, s", "decides after, s", "in the SLO after, s", "p99.9, ms", "repeats", "what happened"],
        rows,
        ["scenario", "fault", "inside", "what happened"],
      ),
    ),
  );
}

/** @type {ChaosPart} */
function chaosSettings({ results }, section) {
  section.append(
    ...definitions("Load", Object.entries(results.load)),
    ...Object.entries(results.systems).flatMap(([name, settings]) => definitions(name, Object.entries(settings))),
    ...definitions("Software", Object.entries(results.environment.software)),
  );
}

/** @type {ChaosPart} */
function chaosMethod({ method: sentences, limits }, section) {
  section.append(
    element("div", { class: "card" }, element("h3", {}, "Method"), paragraphs(sentences)),
    element("div", { class: "card" }, element("h3", {}, "Limits"), paragraphs(limits)),
  );
}

/** @param {ChaosReport} report */
function showChaos(report) {
  const main = byId("report");
  const contents = byId("contents");
  document.title = CHAOS_TITLE;
  chaosHeading(report, main);
  chaosVerdict(report, main);
  for (const { id, title, parts } of CHAOS_SECTIONS) {
    const grid = element("div", { class: "grid" });
    parts.forEach((part) => part(report, grid));
    if (grid.hasChildNodes()) {
      main.append(element("section", { id, "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, title), grid));
      contents.append(element("a", { href: `#${id}` }, title));
    }
  }
  main.append(element("footer", {}, saveButton(), element("p", {}, "Made of chaos.json beside this page. Charts: Apache ECharts.")));
  startTheme(drawAll);
  drawAll();
  followWidth();
}

showChaos(JSON.parse(byId("report-data").textContent));
