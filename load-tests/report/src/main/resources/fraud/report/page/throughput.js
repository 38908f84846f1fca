// Records a second: the history as fast as each engine can, then the live part at the rate that is offered.

/**
 * Where the live part begins: after the last engine has worked off the history.
 *
 * @param {RunReport} report
 */
function liveFrom(report) {
  return Math.max(0, ...report.engines.map((engine) => engine.history?.toSeconds ?? 0));
}

/** @type {Part} */
function historyCatchUp(report, section) {
  const engines = report.engines.flatMap(({ title, history }, index) =>
    history && history.progress.length > 0 ? [{ title, history, index }] : [],
  );
  if (engines.length === 0) {
    return;
  }
  const from = Math.min(...engines.map(({ history }) => history.fromSeconds));
  const to = Math.max(...engines.map(({ history }) => history.toSeconds));
  const days = report.traffic ? `${short(report.traffic.historyDays)} days of history` : "The history";
  figure(section, {
    id: "history",
    title: "Working off the history",
    says:
      `${days} first, so that the cards' habits are known: ` +
      list(engines.map(({ title, history }) => `${title} answers ${count(history.perSecond)} records a second`)) + ".",
    option: () => ({
      legend: legend({ data: engines.map(({ title }) => title) }),
      grid: area(),
      tooltip: {
        ...tooltip(),
        formatter: (/** @type {ChartPoint[]} */ points) =>
          hint(clock(points[0].axisValue), points.map((point) => ({ mark: point.color, text: `${point.seriesName}: ${count(point.value[1])}` }))),
      },
      xAxis: timeAxis(Math.floor(from), Math.ceil(to)),
      yAxis: valueAxis("records answered", count),
      series: engines.map(({ title, history, index }) => ({
        type: "line",
        name: title,
        color: engineColour(index),
        symbol: engineSymbol(index),
        showSymbol: false,
        lineStyle: { width: 2.5 },
        areaStyle: { opacity: 0.08 },
        data: history.progress.map((point) => [point.atSeconds, point.answered]),
      })),
    }),
    note: "Both engines work at the same time on the same machine; latencies of this part mean nothing and are not measured.",
    table: {
      head: ["engine", "records", "seconds", "records a second"],
      rows: engines.map(({ title, history }) => [
        title,
        count(history.transactions),
        decimal(history.toSeconds - history.fromSeconds, 1),
        count(history.perSecond),
      ]),
    },
  });
}

/** @type {Part} */
function liveThroughput(report, section) {
  const from = liveFrom(report);
  // Only intervals that begin in the live part: the one before ends with the history's last answers.
  const live = (/** @type {Rate[]} */ rates) => rates.filter((rate, index) => index > 0 && rates[index - 1].atSeconds >= from);
  const sent = live(report.sent);
  const engines = report.engines.map((engine, index) => ({ engine, index, answered: live(engine.answered) }));
  const times = [sent, ...engines.map(({ answered }) => answered)].flat().map((rate) => rate.atSeconds);
  if (times.length === 0) {
    return;
  }
  const to = Math.max(...times);
  const offered = report.traffic?.offeredPerSecond;
  figure(section, {
    id: "throughput",
    title: "Sent and answered",
    says:
      (offered ? `${count(offered)} events a second are offered, whether the engines keep up or not. ` : "") +
      "Where a line runs below the grey one, records wait; where it runs above, the engine catches up.",
    option: (width) => ({
      legend: legend({ data: ["sent", ...engines.map(({ engine }) => engine.title)] }),
      grid: area(),
      tooltip: {
        ...tooltip(),
        formatter: (/** @type {ChartPoint[]} */ points) =>
          hint(clock(points[0].axisValue), points.map((point) => ({ mark: point.color, text: `${point.seriesName}: ${count(point.value[1])} a second` }))),
      },
      xAxis: timeAxis(Math.floor(from), to),
      yAxis: valueAxis("records a second", count),
      series: [
        {
          type: "line",
          name: "sent",
          step: "end",
          showSymbol: false,
          color: colour("muted"),
          lineStyle: { width: 1 },
          areaStyle: { color: colour("track"), opacity: 1 },
          data: sent.map((rate) => [rate.atSeconds, rate.perSecond]),
          markArea: phaseBands(report, from, to, width),
        },
        ...engines.map(({ engine, index, answered }) => ({
          type: "line",
          name: engine.title,
          color: engineColour(index),
          symbol: engineSymbol(index),
          showSymbol: false,
          lineStyle: { width: 2 },
          data: answered.map((rate) => [rate.atSeconds, rate.perSecond]),
        })),
      ],
    }),
    table: {
      head: ["series", "at, s", "records a second"],
      rows: [{ title: "sent", rates: sent }, ...engines.map(({ engine, answered }) => ({ title: engine.title, rates: answered }))].flatMap(
        ({ title, rates }) => rates.map((rate) => [title, decimal(rate.atSeconds, 1), count(rate.perSecond)]),
      ),
    },
  });
}
