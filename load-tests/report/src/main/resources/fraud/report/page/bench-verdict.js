// The first screen of a bench: what was measured, on what, whether it counts.

/** @type {BenchPart} */
function benchHeading({ results }, main) {
  const { environment: machine, launches } = results;
  const started = launches.map(({ startedAt }) => startedAt).sort()[0];
  main.append(
    element(
      "div",
      { class: "title" },
      element("h1", {}, benchTitle(results)),
      element(
        "p",
        {},
        results.command ? element("code", {}, results.command) : undefined,
        element(
          "span",
          {},
          (started ? `${new Date(started).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })} UTC` : "") +
            (machine ? `, commit ${machine.commit}${machine.changed ? " with changes" : ""}` : ""),
        ),
      ),
    ),
  );
}

/** @param {BenchResults} results */
function benchTitle({ smoke }) {
  return smoke ? "Load lab: a smoke test, not a measurement" : "Load lab: what systems cost";
}

/** @type {BenchPart} */
function benchVerdict({ results, summary }, main) {
  const lossy = distinct(results.launches).filter(({ lossless }) => !lossless);
  const valid = summary.windows - summary.voidWindows;
  const state = lossy.length > 0 ? "bad" : results.smoke || valid === 0 ? "open" : "good";
  main.append(
    element(
      "section",
      { class: `verdict ${state}`, "aria-label": "Verdict" },
      element("div", { class: "sign", "aria-hidden": "true" }, { good: "✓", bad: "✗", open: UNKNOWN }[state]),
      element(
        "div",
        {},
        element("h2", {}, benchVerdictLine(results, lossy.length, valid)),
        element("p", {}, whatWasMeasured(results)),
        element("p", {}, whatItRanOn(results)),
        lossy.length === 0
          ? undefined
          : element(
              "ul",
              {},
              lossy.map((launch) => element("li", {}, `${launch.system} on ${launch.workload}, launch ${launch.launch}: ${launch.findings.join("; ")}`)),
            ),
      ),
      element(
        "dl",
        {},
        benchFact("launches", count(summary.launches)),
        benchFact("lossless", count(summary.lossless)),
        benchFact("windows void", `${count(summary.voidWindows)} of ${count(summary.windows)}`),
      ),
    ),
  );
  benchWarnings({ results, summary }).forEach((text) => main.append(element("p", { class: "warning", role: "note" }, text)));
}

/**
 * @param {BenchResults} results
 * @param {number} lossy
 * @param {number} valid
 */
function benchVerdictLine({ smoke, launches }, lossy, valid) {
  if (lossy > 0) {
    return `${plural(lossy, "launch has", "launches have")} lost or altered something, and ${lossy === 1 ? "is no result" : "are no results"}`;
  }
  const total = distinct(launches).length;
  const unharmed = launches.some(isLosslessOnly) ? "lost nothing" : "lost nothing and altered nothing";
  const isWhole = total === 1 ? `The launch ${unharmed}` : `All ${count(total)} launches ${unharmed}`;
  if (smoke) {
    return `Not a measurement. ${isWhole}`;
  }
  return valid === 0 ? `${isWhole}, and no window is valid` : isWhole;
}

/**
 * One for each launch: one may have had several workloads, each with a result of its own.
 *
 * @param {Launch[]} launches
 */
function distinct(launches) {
  return [...new Map(launches.map((launch) => [`${launch.system} ${launch.launch} ${launch.startedAt}`, launch])).values()];
}

/**
 * Whether it was not held against the reference.
 *
 * @param {Launch} launch
 */
function isLosslessOnly({ checked }) {
  return checked?.startsWith("lossless only") ?? false;
}

/** @param {BenchResults} results */
function whatWasMeasured({ launches }) {
  const names = (/** @type {"system" | "workload"} */ of) => [...new Set(launches.map((launch) => launch[of]))];
  const answers = sum(distinct(launches).map(({ inputs }) => inputs));
  const losslessOnly = [...new Set(launches.filter(isLosslessOnly).map(({ workload }) => workload))];
  return (
    `${list(names("system"))} on ${list(names("workload"))}. ` +
    (losslessOnly.length > 0
      ? `${count(answers)} records were to be answered. On ${list(losslessOnly)} it was checked that each has its answer, once, and not that the answer is the reference's. `
      : launches.every(({ lossless }) => lossless)
      ? `Each of ${count(answers)} records was answered as it must be: what a detector put out equals the reference, and what an echo put out its source, byte for byte.`
      : `${count(answers)} records were to be answered.`)
  );
}

/** @param {BenchResults} results */
function whatItRanOn({ environment: machine }) {
  return machine
    ? `Commit ${machine.commit}${machine.changed ? ", with changes that are not in it" : ""}; ${machine.processor}, ${plural(machine.cores, "core", "cores")}, ${bytes(machine.memoryMib * 2 ** 20)}.`
    : "On a machine of which nothing was kept.";
}

/** @param {Pick<BenchReport, "results" | "summary">} report */
function benchWarnings({ results, summary }) {
  const texts = [];
  if (results.smoke) {
    texts.push("Small workloads, run once: this page shows that everything works, and measures nothing.");
  }
  if (summary.voidWindows === summary.windows) {
    texts.push("Every window is void. There is nothing to say of cost and latency; the reasons stand with each window.");
  } else if (summary.voidWindows > 0) {
    const reasons = Object.entries(summary.voidBecause).map(([reason, times]) => `${count(times)} × ${reason}`);
    texts.push(`${plural(summary.voidWindows, "window", "windows")} of ${count(summary.windows)} say nothing and count for nothing: ${reasons.join("; ")}.`);
  }
  if (summary.ofUnknownLoad > 0) {
    texts.push(
      `Other load unknown: the system does not tell what else ran during ${count(summary.ofUnknownLoad)} of ${count(summary.windows)} windows, which were not checked for it.`,
    );
  }
  const few = summary.cells.filter(({ measured }) => measured > 0 && measured < 5);
  if (!results.smoke && few.length > 0) {
    texts.push(`Fewer than five launches with a valid window for ${few.length === summary.cells.length ? "any system" : "some systems"}: comparisons with these only indicate.`);
  }
  return texts;
}

/**
 * @param {string} name
 * @param {string} value
 */
function benchFact(name, value) {
  return element("div", {}, element("dt", {}, name), element("dd", {}, value));
}
