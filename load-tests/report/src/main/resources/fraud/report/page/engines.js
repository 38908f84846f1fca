// Inside the engines: checkpoints and batches on the time line, state, processor and memory.

const MIN_BLOCK_PX = 2.5; // a checkpoint of some milliseconds would be too thin to be seen

/** @type {Part} */
function stateBytes(report, section) {
  stateSize(report, section, "bytes", "State, in bytes", bytes);
}

/** @type {Part} */
function stateEntries(report, section) {
  stateSize(report, section, "entries", "State, in entries", count);
}

/** @type {Part} */
function processorUse(report, section) {
  usage(report, section, {
    id: "processor",
    title: "Processor",
    says: `Busy cores of each process; the machine has ${count(report.environment.cores)}.`,
    unit: "cores",
    format: short,
    points: busyCores,
  });
}

/** @type {Part} */
function memoryUse(report, section) {
  usage(report, section, {
    id: "memory",
    title: "Memory",
    says: `Resident memory of each process; the machine has ${bytes(report.environment.memoryMib * 2 ** 20)}.`,
    unit: "resident",
    format: bytes,
    isBytes: true,
    points: (process) => process.samples.map((sample) => [sample.atSeconds, sample.residentMib * 2 ** 20]),
  });
}

/**
 * What an engine does at intervals: blocks on the time line, each as wide and as high as it took.
 *
 * @param {EngineReport} engine
 * @returns {Activity | undefined}
 */
function activity(engine) {
  if (engine.batches.length > 0) {
    return {
      name: "micro-batches",
      blocks: engine.batches.map((batch) => ({
        at: batch.atSeconds,
        millis: batch.durationMillis,
        text: [`batch ${batch.id}`, `${count(batch.rows)} rows`],
        isGood: true,
      })),
    };
  }
  if (engine.checkpoints.length > 0) {
    return {
      name: "checkpoints",
      blocks: engine.checkpoints.map((checkpoint) => ({
        at: checkpoint.atSeconds,
        millis: checkpoint.durationMillis,
        text: [`checkpoint ${checkpoint.id}`, bytes(checkpoint.bytes), ...(checkpoint.completed ? [] : ["failed"])],
        isGood: checkpoint.completed,
      })),
    };
  }
  return undefined;
}

/** @type {Part} */
function checkpointsAndBatches(report, section) {
  const rows = report.engines.flatMap((engine, index) => {
    const of = activity(engine);
    return of ? [{ engine, index, ...of }] : [];
  });
  if (rows.length === 0) {
    return;
  }
  const to = Math.max(...rows.flatMap((row) => row.blocks.map((block) => block.at + block.millis / 1000)));
  const from = Math.min(to, afterHistory(report, rows));
  const height = 120;
  figure(section, {
    id: "activity",
    title: "Checkpoints and batches on the time line",
    says: rows.map((row) => activitySays(row, from)).join(" "),
    height: 54 + rows.length * (height + 52),
    wide: true,
    option: (width) => ({
      tooltip: { ...tooltip(), trigger: "item", formatter: (/** @type {ChartPoint} */ block) => block.data?.hint?.() },
      grid: rows.map((row, position) => ({
        left: 48, right: 12, top: 26 + position * (height + 52), height, outerBoundsMode: "none",
      })),
      xAxis: rows.map((row, position) =>
        timeAxis(0, to, { gridIndex: position, name: position === rows.length - 1 ? "time since the command" : "" }),
      ),
      yAxis: rows.map((row, position) => valueAxis(`${row.engine.title}: ${row.name}, ms`, tick, { gridIndex: position, min: 0, splitNumber: 3 })),
      dataZoom: [
        {
          type: "slider",
          xAxisIndex: rows.map((row, position) => position),
          startValue: from,
          endValue: to,
          filterMode: "weakFilter",
          height: 18,
          bottom: 2,
          left: 48,
          right: 12,
          labelFormatter: clock,
          borderColor: colour("line"),
          textStyle: { color: colour("muted"), fontSize: 11 },
          brushSelect: false,
        },
      ],
      series: rows.map((row, position) => ({
        type: "custom",
        name: `${row.engine.title} ${row.name}`,
        xAxisIndex: position,
        yAxisIndex: position,
        clip: true,
        encode: { x: [0, 1], y: 2 },
        renderItem: (/** @type {any} */ parameters, /** @type {any} */ api) => blockShape(api, parameters.coordSys),
        markArea: phaseBands(report, 0, to, width),
        data: row.blocks.map((block) => ({
          value: [block.at, block.at + block.millis / 1000, block.millis],
          itemStyle: { color: block.isGood ? engineColour(row.index) : colour("bad"), opacity: 0.75 },
          hint: () => hint(clock(block.at), [{ text: `${row.engine.title}, ${block.text[0]}` }, { text: millis(block.millis) }, ...block.text.slice(1).map((text) => ({ text }))]),
        })),
      })),
    }),
    note: "Each block is as wide and as high as it took. Drag the slider's ends to look closer, or back into the history.",
    table: {
      head: ["engine", "begin, s", "ms", "what"],
      rows: rows.flatMap((row) => row.blocks.map((block) => [row.engine.title, decimal(block.at, 1), short(block.millis), block.text.join(", ")])),
    },
  });
}

/**
 * The end of the last block that has to do with the history.
 *
 * @param {RunReport} report
 * @param {Activity[]} rows
 */
function afterHistory(report, rows) {
  const from = liveFrom(report);
  const blocks = rows.flatMap((row) => row.blocks).filter((block) => block.at < from);
  return Math.max(from, ...blocks.map((block) => block.at + block.millis / 1000 + 0.001));
}

/**
 * @param {Activity & { engine: EngineReport }} row
 * @param {number} from
 */
function activitySays({ engine, name, blocks }, from) {
  const durations = blocks.filter((block) => block.at >= from).map((block) => block.millis).sort((a, b) => a - b);
  const failed = blocks.filter((block) => !block.isGood).length;
  return durations.length === 0
    ? ""
    : `${engine.title}: ${count(durations.length)} ${name} in the live part, ${millis(durations[Math.floor(durations.length / 2)])} each in the median` +
        (failed > 0 ? `, ${count(failed)} failed.` : ".");
}

/**
 * @param {any} api
 * @param {Box} area
 */
function blockShape(api, area) {
  const [left, top] = api.coord([api.value(0), api.value(2)]);
  const [right, bottom] = api.coord([api.value(1), 0]);
  const shape = echarts.graphic.clipRectByRect(
    { x: left, y: top, width: Math.max(MIN_BLOCK_PX, right - left), height: bottom - top },
    { x: area.x, y: area.y, width: area.width, height: area.height },
  );
  return shape && { type: "rect", shape, style: { fill: api.visual("color"), opacity: 0.75 } };
}

/**
 * Where a micro-batch spends its time, on the mean of the live part.
 *
 * @type {Part}
 */
function batchParts(report, section) {
  const from = liveFrom(report);
  const engines = report.engines
    .map((engine, index) => ({ engine, index, batches: engine.batches.filter((batch) => batch.atSeconds >= from) }))
    .filter(({ batches }) => batches.some((batch) => Object.keys(batch.phasesMillis).length > 0));
  for (const { engine, index, batches } of engines) {
    const parts = [...new Set(batches.flatMap((batch) => Object.keys(batch.phasesMillis)))];
    const mean = (/** @type {string} */ part) => sum(batches.map((batch) => batch.phasesMillis[part] ?? 0)) / batches.length;
    figure(section, {
      id: `batch-parts-${engine.name}`,
      wide: true,
      height: 60 + parts.length * 30,
      title: `Where a batch of ${engine.title} spends its time`,
      says: `Mean of ${count(batches.length)} live batches with ${count(sum(batches.map((batch) => batch.rows)) / batches.length)} rows each; the engine's own names.`,
      option: (width) => ({
        tooltip: { show: false },
        grid: area({ top: 4, right: 70 }),
        xAxis: axis({ type: "value", name: "ms", axisLabel: { formatter: count } }),
        yAxis: nameAxis(parts, width),
        series: [
          {
            type: "bar",
            name: engine.title,
            color: engineColour(index),
            barWidth: 14,
            itemStyle: { borderRadius: [0, 3, 3, 0] },
            label: { show: true, position: "right", color: colour("muted"), formatter: (/** @type {BarPoint} */ { value }) => millis(value) },
            data: parts.map(mean),
          },
        ],
      }),
      table: { head: ["part", "ms in the mean"], rows: parts.map((part) => [part, short(mean(part))]) },
    });
  }
}

/**
 * @param {RunReport} report
 * @param {HTMLElement} section
 * @param {"bytes" | "entries"} field
 * @param {string} title
 * @param {(value: number) => string} format
 */
function stateSize(report, section, field, title, format) {
  const lines = report.engines.flatMap((engine, index) =>
    [...new Set(engine.state.map((size) => size.store))]
      .map((store, position) => ({
        name: `${engine.title}: ${store}`,
        index,
        position,
        points: engine.state
          .filter((size) => size.store === store)
          .flatMap((size) => (size[field] === undefined ? [] : [[size.atSeconds, size[field]]])),
      }))
      .filter((line) => line.points.length > 0),
  );
  overTime(report, section, {
    id: `state-${field}`,
    title,
    says: "By each engine's own account. They count different things, so compare the shapes of the lines and not their height.",
    unit: field,
    format,
    isBytes: field === "bytes",
    lines: lines.map((line) => ({ ...line, colourOf: () => engineColour(line.index), symbol: engineSymbol(line.index), dash: dash(line.position) })),
  });
}

/** @param {number} position */
function dash(position) {
  return ["solid", [6, 4], [2, 3]][Math.min(position, 2)];
}

/**
 * @param {RunReport} report
 * @param {HTMLElement} section
 * @param {Omit<OverTime, "lines"> & { points: (process: ProcessReport) => number[][] }} figure
 */
function usage(report, section, { id, title, says, unit, format, isBytes, points }) {
  let others = 0;
  const lines = report.processes.map((process) => {
    const index = report.engines.findIndex((engine) => engine.name === process.name);
    const line = { name: index < 0 ? process.name : report.engines[index].title, points: points(process) };
    return index < 0
      ? { ...line, colourOf: () => colour("muted"), dash: dash((others += 1)), symbol: "rect" }
      : { ...line, colourOf: () => engineColour(index), dash: "solid", symbol: engineSymbol(index) };
  });
  overTime(report, section, { id, title, says, unit, format, isBytes, lines });
}

/**
 * The slope of the processor time between two samples.
 *
 * @param {ProcessReport} process
 */
function busyCores(process) {
  return process.samples.slice(1).map((sample, index) => {
    const before = process.samples[index];
    return [sample.atSeconds, Math.max(0, sample.cpuSeconds - before.cpuSeconds) / Math.max(0.001, sample.atSeconds - before.atSeconds)];
  });
}

/**
 * Steps of an axis that are round in MiB and GiB too: a power of two, four or more to the greatest value.
 *
 * @param {TimeLine[]} lines
 */
function byteSteps(lines) {
  const most = Math.max(1, ...lines.flatMap((line) => line.points.map(([, value]) => value)));
  const interval = 2 ** Math.floor(Math.log2(most / 3));
  return { interval, max: interval * Math.ceil(most / interval) };
}

/**
 * Lines over the whole run.
 *
 * @param {RunReport} report
 * @param {HTMLElement} section
 * @param {OverTime} figure
 */
function overTime(report, section, { id, title, says, unit, format, isBytes = false, lines: all }) {
  const lines = all.filter((line) => line.points.length > 0);
  if (lines.length === 0) {
    return;
  }
  const to = Math.max(...lines.flatMap((line) => line.points.map(([at]) => at)));
  figure(section, {
    id,
    title,
    says,
    option: (width) => ({
      legend: legend({ data: lines.map((line) => line.name), type: "scroll", pageTextStyle: { color: colour("muted") } }),
      grid: area(),
      tooltip: {
        ...tooltip(),
        formatter: (/** @type {ChartPoint[]} */ points) => hint(clock(points[0].axisValue), points.map((point) => ({ mark: point.color, text: `${point.seriesName}: ${format(point.value[1])}` }))),
      },
      xAxis: timeAxis(0, to),
      yAxis: valueAxis(unit, isBytes ? bytes : tick, { splitNumber: 4, ...(isBytes ? byteSteps(lines) : {}) }),
      series: lines.map((line, position) => ({
        type: "line",
        name: line.name,
        color: line.colourOf(),
        symbol: line.symbol,
        showSymbol: false,
        lineStyle: { width: 2, type: line.dash },
        data: line.points,
        markArea: position === 0 ? phaseBands(report, 0, to, width) : undefined,
      })),
    }),
    table: {
      head: ["series", "at, s", unit],
      rows: lines.flatMap((line) => line.points.map(([at, value]) => [line.name, decimal(at, 1), format(value)])),
    },
  });
}
