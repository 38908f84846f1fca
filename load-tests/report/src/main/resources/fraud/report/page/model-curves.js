// How well the scores rank, whatever the threshold.

/**
 * @param {number | undefined} number
 * @param {number} [digits]
 */
function share(number, digits = 3) {
  return Number.isFinite(number) ? decimal(number, digits) : UNKNOWN;
}

/**
 * A chart of one share over another, both from 0 to 1.
 *
 * @param {Options[]} series
 * @param {string} xName
 * @param {string} yName
 * @param {number} [xMax]
 */
function unitChart(series, xName, yName, xMax = 1) {
  return {
    legend: legend({ data: series.map(({ name }) => name) }),
    grid: area(),
    tooltip: {
      ...tooltip(),
      trigger: "item",
      formatter: (/** @type {ChartPoint} */ point) => hint(point.seriesName, [{ mark: point.color, text: `${xName} ${share(point.value[0])}, ${yName} ${share(point.value[1])}` }]),
    },
    xAxis: axis({ type: "value", min: 0, max: xMax, name: xName, axisLabel: { formatter: tick } }),
    yAxis: valueAxis(yName, tick, { min: 0, max: 1 }),
    series,
  };
}

/**
 * @param {string} name
 * @param {number[][]} data
 * @param {Options} [options]
 */
function line(name, data, options = {}) {
  return { type: "line", name, data, showSymbol: false, color: engineColour(0), lineStyle: { width: 2.5 }, ...options };
}

/**
 * What scores that mean nothing, or the best ones there can be, would give.
 *
 * @param {string} name
 * @param {number[][]} data
 */
function yardstick(name, data) {
  return line(name, data, { color: colour("muted"), lineStyle: { width: 1, type: "dashed" } });
}

/** @type {ModelPart} */
function roc(report, section) {
  const { curve, areaUnderRoc } = report.judged;
  figure(section, {
    id: "roc",
    title: "ROC curve",
    says: `A fraud has a higher score than another transaction in ${share(areaUnderRoc)} of all pairs (area under the curve; chance gives 0.5).`,
    option: () =>
      unitChart(
        [line("model", [[0, 0], ...curve.map(([falsePositives, recall]) => [falsePositives, recall])]), yardstick("chance", [[0, 0], [1, 1]])],
        "false positive rate",
        "recall",
      ),
    table: {
      head: ["false positive rate", "recall", "precision"],
      rows: curve.map((point) => point.map((value) => share(value, 4))),
    },
  });
}

/** @type {ModelPart} */
function precisionRecall(report, section) {
  const { curve, averagePrecision, rows, frauds, atThreshold } = report.judged;
  figure(section, {
    id: "precision-recall",
    title: "Precision and recall",
    says: `Average precision is ${share(averagePrecision)}; chance gives the share of frauds, ${share(frauds / rows, 4)}. The mark is the threshold.`,
    option: () => {
      const option = unitChart(
        [
          line("model", curve.map(([, recall, precision]) => [recall, precision])),
          yardstick("chance", [[0, frauds / rows], [1, frauds / rows]]),
          {
            type: "scatter",
            name: "threshold",
            symbol: "diamond",
            symbolSize: 14,
            color: engineColour(1),
            data: [[atThreshold.recall, atThreshold.precision]],
          },
        ],
        "recall",
        "precision",
      );
      return option;
    },
    table: {
      head: ["recall", "precision"],
      rows: curve.map(([, recall, precision]) => [share(recall, 4), share(precision, 4)]),
    },
  });
}

/** @type {ModelPart} */
function cardPrecision(report, section) {
  const { cardPrecision: points, cardPrecision100, cardPrecision100Ceiling } = report.judged;
  figure(section, {
    id: "card-precision",
    title: "Card precision: who can look at k cards a day",
    says:
      `Of 100 cards looked at on a day, ${decimal(100 * cardPrecision100, 1)} have a fraud that day; with perfect scores it would be ` +
      `${decimal(100 * cardPrecision100Ceiling, 1)}, since there are no more. A card that was found is not looked at again.`,
    option: () => ({
      legend: legend({ data: ["model", "perfect scores"] }),
      grid: area(),
      tooltip: {
        ...tooltip(),
        formatter: (/** @type {ChartPoint[]} */ at) => hint(`${at[0].axisValue} cards a day`, at.map((point) => ({ mark: point.color, text: `${point.seriesName}: ${share(point.value[1])}` }))),
      },
      xAxis: axis({ type: "value", min: 0, name: "cards a day", axisLabel: { formatter: count } }),
      yAxis: valueAxis("precision", tick, { min: 0, max: 1 }),
      series: [
        line("model", points.map(({ k, precision }) => [k, precision])),
        yardstick("perfect scores", points.map(({ k, ceiling }) => [k, ceiling])),
      ],
    }),
    table: {
      head: ["cards a day", "precision", "with perfect scores"],
      rows: points.map(({ k, precision, ceiling }) => [count(k), share(precision), share(ceiling)]),
    },
  });
}

/** @type {ModelPart} */
function calibration(report, section) {
  const points = report.judged.calibration;
  figure(section, {
    id: "calibration",
    title: "Calibration",
    says: "Of the transactions in each tenth of the scores, the mean score and the share of frauds: on the dashed line a score is a probability.",
    option: () =>
      unitChart(
        [
          line("model", points.map(({ meanScore, frauds, rows }) => [meanScore, frauds / rows]), { showSymbol: true, symbol: "circle", symbolSize: 8 }),
          yardstick("a probability", [[0, 0], [1, 1]]),
        ],
        "mean score",
        "share of frauds",
      ),
    note: "The threshold and the ranking need no probabilities; weighing scores against amounts does.",
    table: {
      head: ["scores", "transactions", "frauds", "mean score", "share of frauds"],
      rows: points.map(({ tenth, rows, frauds, meanScore }) => [
        `${tick(tenth / 10)} to ${tick((tenth + 1) / 10)}`,
        count(rows),
        count(frauds),
        share(meanScore),
        share(frauds / rows),
      ]),
    },
  });
}
