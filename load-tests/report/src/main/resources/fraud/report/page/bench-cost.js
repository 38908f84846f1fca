// CPU seconds for a million answers: what they are made of, and which role uses them.

/** @type {{ part: CostPart, name: string, colour: string }[]} */
const PARTS = [
  { part: "clients", name: "Kafka's clients (echo)", colour: "part-1" },
  { part: "engine", name: "engine with Kafka (its bare system)", colour: "part-2" },
  { part: "domain", name: "domain (floor less echo)", colour: "part-3" },
  { part: "rest", name: "the rest", colour: "part-4" },
];
const WHOLE = { name: "not taken apart", colour: "part-5" };
const COST_BAR = 16; // px

/** A figure for each workload of what cost is made of, and one of who causes it. @type {BenchPart} */
function costs(report, section) {
  for (const { workload, title, cells } of byWorkload(report)) {
    const measured = cells.filter((cell) => cell.figures.CPU !== undefined);
    if (measured.length > 0) {
      costByPart(section, workload, title, cells, measured);
      costByRole(section, workload, title, cells, measured);
    }
  }
}

/** @param {CostParts | undefined} parts */
function isWhole(parts) {
  return parts !== undefined && parts.clients === undefined && parts.engine === undefined && parts.domain === undefined;
}

/**
 * @param {HTMLElement} section
 * @param {string} workload
 * @param {string} title
 * @param {Cell[]} all
 * @param {Cell[]} cells
 */
function costByPart(section, workload, title, all, cells) {
  const rows = [...PARTS.map(({ part, name, colour: of }) => ({ name, colour: of, values: cells.map(({ parts }) => (isWhole(parts) ? undefined : parts?.[part])) })),
    { ...WHOLE, values: cells.map(({ parts }) => (isWhole(parts) ? parts?.rest : undefined)) },
  ].filter(({ values }) => values.some((value) => value !== undefined));
  const isNegative = cells.some(({ parts }) => (parts?.rest ?? 0) < 0 || (parts?.domain ?? 0) < 0);
  figure(section, {
    id: `cost-${workload}`,
    title: `${title}: what a million answers cost`,
    says: "CPU seconds of all processes of the system, the median of the launches, by what each part costs where it is measured alone.",
    height: (width) => costHeight(cells.length, rows.map(({ name }) => name), width),
    option: (width) => costBars(cells, rows, width),
    note: [withoutFigures(all), isNegative ? "A part below 0: the parts cost more where they were measured alone than here together." : undefined]
      .filter((text) => text !== undefined)
      .join(" ") || undefined,
    table: {
      head: ["system", "guarantee", "launches", "CPU s a million", ...PARTS.map(({ name }) => name)],
      words: ["guarantee"],
      rows: cells.map((cell) => [
        cell.system,
        cell.guarantee,
        `${cell.measured} of ${cell.launches}`,
        spreadText(cell.figures.CPU),
        ...PARTS.map(({ part }) => (isWhole(cell.parts) ? UNKNOWN : short(cell.parts?.[part]))),
      ]),
    },
  });
}

/**
 * @param {HTMLElement} section
 * @param {string} workload
 * @param {string} title
 * @param {Cell[]} all
 * @param {Cell[]} cells
 */
function costByRole(section, workload, title, all, cells) {
  const roles = [...new Set(cells.flatMap((cell) => Object.keys(cell.roles)))];
  const groups = roleGroups(roles);
  const ordered = groups.flatMap((group) => group.roles);
  const rows = groups.map((group) => ({
    name: group.name,
    colour: group.colour,
    values: cells.map((cell) => {
      const there = group.roles.filter((role) => cell.roles[role] !== undefined);
      return there.length === 0 ? undefined : sum(there.map((role) => cell.roles[role].median));
    }),
  }));
  figure(section, {
    id: `roles-${workload}`,
    title: `${title}: which processes use it`,
    says: "The same by role. Broker and lab (generator and measurements) are no part of the system's cost; the number after a bar is all of them together.",
    height: (width) => costHeight(cells.length, rows.map(({ name }) => name), width),
    option: (width) => costBars(cells, rows, width, (cell) => ordered.filter((role) => cell.roles[role]).map((role) => `${role}: ${short(cell.roles[role].median)}`)),
    note: withoutFigures(all),
    table: {
      head: ["system", ...ordered.map((role) => `${role}, s`), ...ordered.map((role) => `${role}, peak MiB`)],
      rows: cells.map((cell) => [
        cell.system,
        ...ordered.map((role) => spreadText(cell.roles[role])),
        ...ordered.map((role) => count(cell.peakMib[role]?.median)),
      ]),
    },
  });
}

/**
 * @param {number} systems
 * @param {string[]} names
 * @param {number} width
 */
function costHeight(systems, names, width) {
  return legendHeight(names, width) + 66 + systems * (COST_BAR + 14);
}

/**
 * Stacked bars, with the whole after each.
 *
 * @param {Cell[]} cells
 * @param {{ name: string, colour: string, values: (number | undefined)[] }[]} rows
 * @param {number} width
 * @param {(cell: Cell) => string[]} [more] lines of the hint in place of the rows
 * @returns {Options}
 */
function costBars(cells, rows, width, more) {
  const names = rows.map(({ name }) => name);
  const totals = cells.map((_, index) => sum(rows.map(({ values }) => Math.max(0, values[index] ?? 0))));
  const wholes = cells.map((_, index) => sum(rows.map(({ values }) => values[index] ?? 0)));
  return {
    legend: legend({ data: names, selectedMode: false }),
    grid: area({ top: legendHeight(names, width) + 10, right: 16 }),
    tooltip: {
      ...tooltip(),
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { color: colour("band") } },
      formatter: (/** @type {ChartPoint[]} */ points) => {
        const cell = cells[points[0].dataIndex];
        const lines = more
          ? more(cell).map((text) => ({ text }))
          : rows.flatMap(({ name, colour: of, values }) => {
              const value = values[points[0].dataIndex];
              return value === undefined ? [] : [{ mark: colour(of), text: `${name}: ${short(value)}` }];
            });
        return hint(`${cell.system}: ${spreadText(cell.figures.CPU)} CPU s a million`, lines);
      },
    },
    xAxis: axis({ type: "value", name: "CPU s for a million answers", max: Math.max(...totals) * (width < NARROW ? 1.3 : 1.18), axisLabel: { formatter: tick, showMaxLabel: false } }),
    yAxis: nameAxis(cells.map(({ system }) => system), width),
    series: [
      ...rows.map(({ name, colour: of, values }) => ({
        type: "bar",
        name,
        stack: "cost",
        color: colour(of),
        barWidth: COST_BAR,
        itemStyle: { borderColor: colour("surface"), borderWidth: 1 },
        data: values.map((value) => value ?? null),
      })),
      {
        type: "scatter",
        name: "whole",
        silent: true,
        symbolSize: 0.1,
        color: "transparent",
        label: {
          show: true,
          position: "right",
          color: colour("muted"),
          fontSize: 12,
          formatter: (/** @type {ChartPoint} */ { dataIndex }) => short(wholes[dataIndex]),
        },
        data: totals.map((total, index) => [total, index]),
      },
    ],
  };
}
