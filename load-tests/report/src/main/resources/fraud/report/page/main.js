// The page, from top to bottom. A part adds its figures to its section if the report has them; a section without any is left out.

const SECTIONS = [
  { id: "glance", title: "At a glance", parts: [decisionLatency, recallByScenario, fraudMap] },
  { id: "times", title: "Latency", parts: [latencyOverTime, alertLatency, percentileTable] },
  { id: "quality", title: "What is found, and how", parts: [rulesByScenario, modelRecall, lookAlikes, qualityTable, costs, modelScores] },
  { id: "decisions", title: "Decisions", parts: [decisions, account] },
  { id: "rates", title: "Throughput", parts: [historyCatchUp, liveThroughput] },
  { id: "inside", title: "Inside the engines", parts: [checkpointsAndBatches, batchParts, stateBytes, stateEntries, processorUse, memoryUse] },
  { id: "method", title: "Method and limits", parts: [method] },
  { id: "environment", title: "Environment", parts: [environment] },
];

/** @param {RunReport} report */
function show(report) {
  const main = byId("report");
  const contents = byId("contents");
  document.title = report.title;
  heading(report, main);
  verdict(report, main);
  keyFigures(report, main);
  for (const { id, title, parts } of SECTIONS) {
    const grid = element("div", { class: "grid" });
    parts.forEach((part) => part(report, grid));
    if (grid.hasChildNodes()) {
      main.append(element("section", { id, "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, title), grid));
      contents.append(element("a", { href: `#${id}` }, title));
    }
  }
  main.append(element("footer", {}, saveButton(), element("p", {}, "The same figures are in report.json beside this page. Charts: Apache ECharts.")));
  startTheme(drawAll);
  drawAll();
  followWidth();
}

show(JSON.parse(byId("report-data").textContent));
