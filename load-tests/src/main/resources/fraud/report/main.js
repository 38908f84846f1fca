// The page, from top to bottom. A section whose figures are not in the report is left out.

const SECTIONS = [
  { id: "speed", title: "Latency", fill: latencySection },
  { id: "fraud", title: "Fraud found and missed", fill: (report, section) => [mapSection, fraudSection].map((fill) => fill(report, section)).some(Boolean) },
  { id: "decisions", title: "Decisions", fill: decisionsSection },
  { id: "rates", title: "Throughput", fill: throughputSection },
  { id: "inside", title: "Inside the engines", fill: enginesSection },
  { id: "method", title: "Method and limits", fill: methodSection },
  { id: "environment", title: "Environment", fill: environmentSection },
];

function show(report) {
  const main = document.getElementById("report");
  const contents = document.getElementById("contents");
  document.title = report.title;
  heading(report, main);
  verdict(report, main);
  keyFigures(report, main);
  for (const { id, title, fill } of SECTIONS) {
    const grid = element("div", { class: "grid" });
    if (fill(report, grid)) {
      main.append(element("section", { id, "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, title), grid));
      contents.append(element("a", { href: `#${id}` }, title));
    }
  }
  main.append(element("footer", {}, saveButton(), element("p", {}, "The same figures are in report.json beside this page. Charts: Apache ECharts.")));
  startTheme(drawAll);
  drawAll();
  followWidth();
}

show(JSON.parse(document.getElementById("report-data").textContent));
