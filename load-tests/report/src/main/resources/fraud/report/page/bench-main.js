// The page of a bench, from top to bottom. A part adds its figures to its section; a section without any is left out.

const SECTIONS = [
  { id: "cost", title: "Cost of a decision", parts: [costs] },
  { id: "ratios", title: "Against floor and engine", parts: [ratios] },
  { id: "times", title: "Latency", parts: [latencyCurves, latencyByRate] },
  { id: "judged", title: "Bursts and sustained rate", parts: [recoveries, sustainedRates] },
  { id: "sweeps", title: "Sweeps", parts: [sweeps] },
  { id: "lines", title: "Time lines", parts: [timeLines] },
  { id: "every", title: "Every run", parts: [everyRun] },
  { id: "tables", title: "By guarantee", parts: [guaranteeTables, resources] },
  { id: "settings", title: "Settings", parts: [benchSettings] },
  { id: "method", title: "Method and limits", parts: [benchMethod] },
];

/** @param {BenchReport} report */
function show(report) {
  const main = byId("report");
  const contents = byId("contents");
  document.title = benchTitle(report.results);
  benchHeading(report, main);
  benchVerdict(report, main);
  for (const { id, title, parts } of SECTIONS) {
    const grid = element("div", { class: "grid" });
    parts.forEach((part) => part(report, grid));
    if (grid.hasChildNodes()) {
      main.append(element("section", { id, "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, title), grid));
      contents.append(element("a", { href: `#${id}` }, title));
    }
  }
  main.append(element("footer", {}, saveButton(), element("p", {}, "Made of results.json beside this page, of whose samples it has a part. Charts: Apache ECharts.")));
  startTheme(drawAll);
  drawAll();
  followWidth();
}

show(JSON.parse(byId("report-data").textContent));
