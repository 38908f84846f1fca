// Systems and roles: how they are drawn everywhere. Flink's systems are blue and cold, Spark's orange and warm, loops grey; those of one engine
// differ by hue, symbol and dash.

const FAMILIES = [
  { kind: "LOOP", colours: ["engine-3", "loop-2"], symbols: ["triangle", "emptyTriangle"] },
  { kind: "FLINK", colours: ["engine-1", "flink-2", "flink-3", "flink-4"], symbols: ["circle", "emptyCircle", "rect", "emptyRect"] },
  { kind: "SPARK", colours: ["engine-2", "spark-2", "spark-3", "spark-4"], symbols: ["diamond", "emptyDiamond", "pin", "emptyPin"] },
];
/** @type {(string | number[])[]} */
const DASHES = ["solid", [7, 4], [2, 3], [9, 3, 2, 3]];

/** Roles that do the same kind of work share a colour. @type {RoleGroup[]} */
const ROLE_GROUPS = [
  { name: "does the work: loop, TaskManager, executor", roles: ["loop", "TaskManager", "executor"], colour: "role-1" },
  { name: "plans it: JobManager, driver", roles: ["JobManager", "driver"], colour: "role-2" },
  { name: "keeps the cluster: master, worker", roles: ["master", "worker"], colour: "role-3" },
  { name: "broker", roles: ["broker"], colour: "role-4" },
  { name: "lab", roles: ["lab"], colour: "role-5" },
];

/**
 * @param {BenchReport} report
 * @param {string} system
 * @returns {Look}
 */
function look({ results }, system) {
  const kindOf = (/** @type {string} */ name) => results.systems[name]?.kind ?? "LOOP";
  const family = FAMILIES.find(({ kind }) => kind === kindOf(system)) ?? FAMILIES[0];
  const known = [...new Set([...Object.keys(results.systems), ...results.launches.map((launch) => launch.system)])];
  const index = known.filter((name) => kindOf(name) === kindOf(system)).indexOf(system);
  return {
    colour: colour(family.colours[index % family.colours.length]),
    symbol: family.symbols[index % family.symbols.length],
    dash: DASHES[index % DASHES.length],
  };
}

/**
 * The groups of some roles; one that is in none is a group of its own.
 *
 * @param {string[]} roles
 * @returns {RoleGroup[]}
 */
function roleGroups(roles) {
  const known = ROLE_GROUPS.flatMap((group) => {
    const there = group.roles.filter((role) => roles.includes(role));
    return there.length === 0 ? [] : [{ ...group, roles: there }];
  });
  const others = roles.filter((role) => ROLE_GROUPS.every((group) => !group.roles.includes(role)));
  return [...known, ...others.map((role) => ({ name: role, roles: [role], colour: "engine-3" }))];
}

/**
 * Workloads in the order in which they were asked for, with what was measured on each.
 *
 * @param {BenchReport} report
 */
function byWorkload({ summary, results }) {
  const names = [...new Set(summary.cells.map(({ workload }) => workload))];
  return names.map((workload) => ({
    workload,
    title: results.workloads[workload]?.title ?? workload,
    cells: summary.cells.filter((cell) => cell.workload === workload),
  }));
}

/**
 * Median, and the least and greatest where there are several launches.
 *
 * @param {Spread | undefined} spread
 */
function spreadText(spread) {
  if (spread === undefined) {
    return UNKNOWN;
  }
  return spread.least === spread.greatest ? short(spread.median) : `${short(spread.median)} (${short(spread.least)} to ${short(spread.greatest)})`;
}

/** @param {Cell[]} cells */
function withoutFigures(cells) {
  const missing = cells.filter((cell) => cell.measured === 0);
  return missing.length === 0 ? undefined : `No valid window: ${list(missing.map(({ system }) => system))}.`;
}

/**
 * A legend may break into lines: how many px it takes.
 *
 * @param {string[]} names
 * @param {number} width
 */
function legendHeight(names, width) {
  const [mark, gap, line] = [25, 18, 27];
  const pen = document.createElement("canvas").getContext("2d");
  if (pen !== null) {
    pen.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  }
  const size = (/** @type {string} */ name) => pen?.measureText(name).width ?? name.length * LETTER_WIDTH;
  let lines = 1;
  let used = 0;
  for (const name of names) {
    const needed = mark + size(name);
    if (used > 0 && used + needed > width) {
      lines += 1;
      used = 0;
    }
    used += needed + gap;
  }
  return lines * line;
}
