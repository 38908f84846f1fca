// Tables by guarantee, settings, and how it is measured.

/** @type {BenchPart} */
function guaranteeTables(report, section) {
  const { summary } = report;
  for (const guarantee of summary.guarantees) {
    const cells = summary.cells.filter((cell) => cell.guarantee === guarantee && !isSearch(report, cell));
    if (cells.length === 0) {
      continue;
    }
    section.append(
      element(
        "div",
        { class: "card wide", id: `guarantee-${guarantee.replaceAll(" ", "-")}` },
        element("h3", {}, guaranteeTitle(guarantee)),
        table(
          guaranteeTitle(guarantee),
          ["workload", "system", "launches", "CPU s a million", "× floor", "× engine alone", "answers/s", "p50 to poll, ms", "p99 to poll, ms", "p50 to append, ms", "p99 to append, ms", "alerts p50, ms", "alerts p99, ms"],
          cells.map((cell) => [
            cell.workload,
            cell.system,
            `${cell.measured} of ${cell.launches}`,
            spreadText(cell.figures.CPU),
            timesText(report, cell, (base) => base === "floor"),
            timesText(report, cell, (base) => base !== "floor"),
            short(cell.figures.RATE?.median),
            .../** @type {BenchFigure[]} */ (["POLL_50", "POLL_99", "APPEND_50", "APPEND_99", "ALERT_50", "ALERT_99"]).map((name) => short(cell.figures[name]?.median)),
          ]),
          ["system"],
        ),
      ),
    );
  }
}

/** @type {BenchPart} */
function resources({ summary }, section) {
  const cells = summary.cells.filter(({ figures: { MEMORY } }) => MEMORY !== undefined);
  if (cells.length === 0) {
    return;
  }
  section.append(
    element(
      "div",
      { class: "card wide", id: "resources" },
      element("h3", {}, "What else it takes"),
      element("p", {}, "Of all of a system's processes together: most resident memory, what its JVMs allocate and its processes write to files for an answer, and how long its JVMs stand still for the garbage collector."),
      table(
        "What else it takes",
        ["workload", "system", "peak MiB", "KiB allocated an answer", "KiB written an answer", "ms of GC pauses a second"],
        cells.map((cell) => [
          cell.workload,
          cell.system,
          .../** @type {BenchResource[]} */ (["MEMORY", "ALLOCATED", "WRITTEN", "GC_PAUSE"]).map((name) => spreadText(cell.figures[name])),
        ]),
        ["system"],
      ),
    ),
  );
}

/** @param {string} guarantee */
function guaranteeTitle(guarantee) {
  const titles = new Map([
    ["none", "No guarantee: what the others are compared with"],
    ["exactly once", "Exactly once: latency to the poll is that of the commit"],
  ]);
  return titles.get(guarantee) ?? words(guarantee);
}

/**
 * @param {BenchReport} report
 * @param {Cell} cell
 * @param {(base: string) => boolean} isBase
 * @param {BenchFigure} [figure_]
 */
function timesText({ summary }, cell, isBase, figure_ = "CPU") {
  const one = summary.comparisons.find(
    (comparison) => comparison.workload === cell.workload && comparison.system === cell.system && comparison.figure === figure_ && isBase(comparison.base),
  );
  if (one === undefined) {
    return UNKNOWN;
  }
  return decimal(one.ratio, 2) + (one.low === undefined ? "" : ` [${decimal(one.low, 2)}, ${limitText(one)}]`);
}

/** @type {BenchPart} */
function benchSettings({ results }, section) {
  const { environment: machine, workloads, systems } = results;
  settingsTable(section, "systems-settings", "Systems and their settings", "setting", systems);
  settingsTable(section, "workloads-settings", "Workloads and their parameters", "parameter", workloads);
  section.append(
    ...definitions(
      "Machine and software",
      machine
        ? [
            ["Commit", machine.commit + (machine.changed ? ", with changes that are not in it" : "")],
            ["Processor", `${machine.processor}, ${plural(machine.cores, "core", "cores")}`],
            ["Memory", bytes(machine.memoryMib * 2 ** 20)],
            ...Object.entries(machine.software),
          ]
        : [],
    ),
    ...definitions("Every JVM of every system", [
      ["Options", results.jvmOptions.join(" ") || UNKNOWN],
      ["Model, SHA-256", results.model],
    ]),
  );
}

/**
 * A column each; a setting that is the same of all stands in each of them nevertheless.
 *
 * @param {HTMLElement} section
 * @param {string} id
 * @param {string} title
 * @param {string} what
 * @param {Record<string, Record<string, string>>} of
 */
function settingsTable(section, id, title, what, of) {
  const names = Object.keys(of);
  const keys = [...new Set(names.flatMap((name) => Object.keys(of[name])))].filter((key) => names.some((name) => of[name][key]));
  if (names.length === 0) {
    return;
  }
  section.append(
    element(
      "div",
      { class: "card wide", id },
      element("h3", {}, title),
      table(title, [what, ...names], keys.map((key) => [key, ...names.map((name) => settingText(key, of[name][key]))]), names),
    ),
  );
}

/**
 * @param {string} key
 * @param {string | undefined} value
 */
function settingText(key, value) {
  if (!value) {
    return UNKNOWN;
  }
  return key === "kind" || key === "guarantee" ? value.replaceAll("_", " ").toLowerCase() : value;
}

/** @type {BenchPart} */
function benchMethod({ answers, limits }, section) {
  section.append(
    element(
      "div",
      { class: "card wide", id: "answers" },
      element("h3", {}, "What benchmarks were caught at, and what is done about it here"),
      element("dl", { class: "facts" }, answers.map(({ mistake, answer }) => element("div", {}, element("dt", {}, mistake), element("dd", {}, answer)))),
    ),
    element("div", { class: "card wide", id: "limits" }, element("h3", {}, "Limits"), paragraphs(limits)),
  );
}
