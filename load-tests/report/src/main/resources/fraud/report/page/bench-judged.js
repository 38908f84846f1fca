// What is not judged by cost and latency: bursts, by how long they are felt, and searches, by the rate that is sustained.

const JUDGED_ROW = 20; // px, of a system with one launch
const JUDGED_STEP = 9; // px, from one launch of it to the next

/** @type {BenchPart} */
function recoveries(report, section) {
  for (const { workload, title, cells } of byWorkload(report)) {
    const felt = cells.filter(({ figures: { RECOVERY } }) => RECOVERY !== undefined);
    if (felt.length === 0) {
      continue;
    }
    const rows = felt.map((cell) => ({ system: cell.system, items: launchesOf(report, cell).flatMap(recoveryItem) }));
    figure(section, {
      id: `recovery-${workload}`,
      title: `${title}: how long a burst is felt`,
      says: "From the end of a burst until 98 % of the decisions due within two seconds are inside the 99th percentile of those before it. A dot is a launch, the median of its valid windows.",
      height: judgedHeight(rows),
      option: (width) => judgedOption(report, rows, width, { name: "s after the end of the burst", least: 5 }),
      note: withoutFigures(cells),
      table: {
        head: ["system", "guarantee", "launches", "s after a burst", "× floor", "p99 to the poll, ms"],
        words: ["guarantee"],
        rows: felt.map((cell) => [
          cell.system,
          cell.guarantee,
          `${cell.measured} of ${cell.launches}`,
          spreadText(cell.figures.RECOVERY),
          timesText(report, cell, (base) => base === "floor", "RECOVERY"),
          spreadText(cell.figures.POLL_99),
        ]),
      },
    });
  }
}

/** @type {BenchPart} */
function sustainedRates(report, section) {
  for (const { workload, title, cells } of byWorkload(report)) {
    const searched = cells.filter((cell) => isSearch(report, cell));
    if (searched.length === 0) {
      continue;
    }
    const rows = searched.map((cell) => ({ system: cell.system, items: launchesOf(report, cell).flatMap(searchItem) }));
    figure(section, {
      id: `sustained-${workload}`,
      title: `${title}: the highest rate that is sustained`,
      says: "Each launch goes up in steps. Dot: the highest step at which the lag did not grow. Line: up to the step at which it did; the limit lies in between. No dot: not even the first was sustained. Hollow: it may be higher, as no step was too much, or the generator came first.",
      height: judgedHeight(rows),
      option: (width) => judgedOption(report, rows, width, { name: "records a second", least: 0 }),
      note: withoutFigures(searched),
      table: {
        head: ["system", "guarantee", "launch", "records/s sustained", "what came then", "× floor, of all launches"],
        words: ["guarantee", "what came then"],
        rows: searched.flatMap((cell) =>
          launchesOf(report, cell).map((launch) => [
            cell.system,
            cell.guarantee,
            launch.launch,
            launch.lossless ? count(launch.search?.sustainedPerSecond) : UNKNOWN,
            searchText(launch),
            timesText(report, cell, (base) => base === "floor", "SUSTAINED"),
          ]),
        ),
      },
    });
  }
}

/**
 * @param {BenchReport} report
 * @param {Cell} cell
 */
function launchesOf({ results }, { workload, system }) {
  return results.launches.filter((launch) => launch.workload === workload && launch.system === system);
}

/**
 * The steps of a search are no windows that a figure is made of.
 *
 * @param {BenchReport} report
 * @param {Cell} cell
 */
function isSearch(report, cell) {
  return launchesOf(report, cell).some(({ search }) => search !== undefined);
}

/**
 * @param {Launch} launch
 * @returns {JudgedItem[]}
 */
function recoveryItem({ launch, lossless, windows }) {
  const values = windows
    .flatMap(({ voidBecause, recoverySeconds }) => (lossless && voidBecause.length === 0 && recoverySeconds !== undefined ? [recoverySeconds] : []))
    .sort((a, b) => a - b);
  if (values.length === 0) {
    return [];
  }
  const value = (values[Math.floor((values.length - 1) / 2)] + values[Math.ceil((values.length - 1) / 2)]) / 2;
  return [{ from: value, to: value, isOpen: false, text: `launch ${launch}: ${seconds(value)}` }];
}

/**
 * @param {Launch} launch
 * @returns {JudgedItem[]}
 */
function searchItem(launch) {
  const { search, lossless } = launch;
  if (search === undefined || !lossless || search.voidSteps > 0) {
    return [];
  }
  const { sustainedPerSecond: found, limit } = search;
  const fellBehind = limit !== undefined && limit.outcome === "FELL_BEHIND";
  if (found === undefined && !fellBehind) {
    return [];
  }
  const text = `launch ${launch.launch}: ${found === undefined ? "no rate sustained" : `${count(found)}/s`}; ${searchText(launch)}`;
  return [{ from: found, to: fellBehind ? limit.ratePerSecond : (found ?? 0), isOpen: !fellBehind, text }];
}

/** @param {Launch} launch */
function searchText({ search, lossless, findings }) {
  if (!lossless) {
    return `no result: ${findings.join("; ")}`;
  }
  if (search === undefined) {
    return UNKNOWN;
  }
  const { limit, voidSteps } = search;
  const ends = {
    FELL_BEHIND: limit && `at ${count(limit.ratePerSecond)}/s it fell behind by ${count(limit.lagPerSecond)}/s`,
    NOT_SENT: limit && `the generator could not send ${count(limit.ratePerSecond)}/s`,
    SUSTAINED: undefined,
  };
  const end = (limit && ends[limit.outcome]) ?? "no higher rate was tried";
  return voidSteps === 0 ? end : `${end}; says nothing: ${count(voidSteps)} of these steps void`;
}

/** @param {JudgedRow[]} rows */
function rowHeight(rows) {
  return JUDGED_ROW + JUDGED_STEP * Math.max(1, ...rows.map(({ items }) => items.length));
}

/** @param {JudgedRow[]} rows */
function judgedHeight(rows) {
  return 66 + rows.length * rowHeight(rows);
}

/**
 * A row for each system, its launches one below the other.
 *
 * @param {BenchReport} report
 * @param {JudgedRow[]} rows
 * @param {number} width
 * @param {{ name: string, least: number }} of the axis: its name, and where it ends at least
 * @returns {Options}
 */
function judgedOption(report, rows, width, { name, least }) {
  const points = rows.flatMap(({ system, items }, row) =>
    items.map((item, index) => ({ ...item, system, row, below: (index - (items.length - 1) / 2) * JUDGED_STEP })),
  );
  return {
    grid: area({ top: 12, right: 24 }),
    tooltip: {
      ...tooltip(),
      trigger: "item",
      formatter: (/** @type {ChartPoint} */ { dataIndex }) => hint(points[dataIndex].system, [{ text: points[dataIndex].text }]),
    },
    xAxis: axis({
      type: "value",
      name,
      min: 0,
      max: (/** @type {{ max: number }} */ { max }) => Math.max(least, niceEnd(max * 1.05)),
      axisLabel: { formatter: tick },
    }),
    yAxis: nameAxis(rows.map(({ system }) => system), width, {
      splitArea: { show: true, areaStyle: { color: ["transparent", colour("band")] } },
    }),
    series: [
      {
        type: "custom",
        name: "launches",
        clip: false,
        renderItem: (/** @type {unknown} */ _, /** @type {Options} */ api) => judgedMark(report, points[api.value(3)], api),
        data: points.map(({ from, to, row }, index) => [from ?? 0, to, row, index]),
        encode: { x: [0, 1], y: 2 },
      },
    ],
  };
}

/**
 * The end of an axis: one, two or five of its power of ten, in tenths of that.
 *
 * @param {number} value
 */
function niceEnd(value) {
  const step = 10 ** Math.floor(Math.log10(Math.max(value, 1e-3))) / 2;
  return Math.ceil(value / step) * step;
}

/**
 * @param {BenchReport} report
 * @param {JudgedItem & { system: string, below: number }} point
 * @param {Options} api
 */
function judgedMark(report, { system, from, to, isOpen, below }, api) {
  const of = look(report, system).colour;
  const [x1, middle] = api.coord([api.value(0), api.value(2)]);
  const [x2] = api.coord([to, api.value(2)]);
  const y = middle + below;
  const style = { stroke: of, lineWidth: 1.5 };
  const line = (/** @type {number[]} */ [fromX, fromY, toX, toY]) => ({ type: "line", shape: { x1: fromX, y1: fromY, x2: toX, y2: toY }, style });
  const dot = { type: "circle", shape: { cx: x1, cy: y, r: 4 }, style: { fill: isOpen ? colour("surface") : of, stroke: of, lineWidth: 1.5 } };
  return {
    type: "group",
    children: [...(x2 > x1 ? [line([x1, y, x2, y]), line([x2, y - 3, x2, y + 3])] : []), ...(from === undefined ? [] : [dot])],
  };
}
