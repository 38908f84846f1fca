// What is found and missed at the threshold, and what the model goes by.

/**
 * Bars of one or two series over names.
 *
 * @param {ShareBars} bars
 * @returns {(width: number) => Options}
 */
function shareBars({ names, series, text, max }) {
  return (width) => ({
    legend: series.length > 1 ? legend({ data: series.map(({ name }) => name) }) : undefined,
    grid: area({ right: 56, top: series.length > 1 ? 34 : 4 }),
    tooltip: { show: false },
    xAxis: valueAxis("", tick, { min: 0, max, name: undefined }),
    yAxis: nameAxis(names, width),
    series: engineBars({
      names: series.map(({ name }) => name),
      colours: series.map((one, index) => engineColour(index)),
      values: (index) => series[index].values,
      text: (index, bar) => text(series[index].values[bar]),
    }),
  });
}

/** @type {ModelPart} */
function scenarios(report, section) {
  const found = report.judged.scenarios;
  const { recall, recallByValue } = report.judged.atThreshold;
  figure(section, {
    id: "scenarios",
    title: "Recall by kind of fraud",
    says: `At the threshold ${percent(recall, 1)} of the frauds are found, ${percent(recallByValue, 1)} of their value.`,
    height: barsHeight(found.length, 2),
    option: shareBars({
      names: found.map(({ name }) => words(name)),
      series: [
        { name: "of frauds", values: found.map((one) => one.found / one.frauds) },
        { name: "of their value", values: found.map((one) => one.foundMinor / one.amountMinor) },
      ],
      text: (value) => percent(value, 1),
      max: 1,
    }),
    table: {
      head: ["kind", "frauds", "found", "recall", "amount", "found", "recall by value"],
      rows: found.map((one) => [
        words(one.name),
        count(one.frauds),
        count(one.found),
        percent(one.found, one.frauds),
        amount(one.amountMinor),
        amount(one.foundMinor),
        percent(one.foundMinor, one.amountMinor),
      ]),
    },
  });
}

/** @type {ModelPart} */
function confusion(report, section) {
  const at = report.judged.atThreshold;
  const saved = at.costWithoutModelMinor - at.costMinor;
  section.append(
    element(
      "div",
      { class: "card", id: "confusion" },
      element("h3", {}, "Right and wrong at the threshold"),
      element(
        "p",
        {},
        `Reviewed from a score of ${share(report.threshold, 4)} on: ${report.thresholdRule}. ` +
          (report.declineThreshold === undefined ? "Nothing is declined." : `Declined from ${share(report.declineThreshold, 4)} on.`),
      ),
      table(
        "Right and wrong at the threshold",
        ["", "declined", "reviewed", "passed"],
        [
          ["fraud", count(at.declinedFrauds), count(at.found - at.declinedFrauds), count(at.missed)],
          ["genuine", count(at.declinedGenuine), count(at.falseAlarms - at.declinedGenuine), count(at.passed)],
          ["amount of frauds", amount(at.declinedMinor), amount(at.foundMinor - at.declinedMinor), amount(at.missedMinor)],
        ],
      ),
      element("h3", {}, "What it costs"),
      element(
        "p",
        {},
        `If ${report.costs}: ${amount(at.missesCostMinor)} for what is missed, ${amount(at.reviewsCostMinor)} for reviews and ` +
          `${amount(at.declinesCostMinor)} for good customers declined, together ${amount(at.costMinor)} in ${plural(report.judged.days, "day", "days")}; without a model ${amount(at.costWithoutModelMinor)}. ` +
          (saved > 0 ? `That saves ${percent(saved, at.costWithoutModelMinor)}.` : "It does not pay."),
      ),
    ),
  );
}

/** @type {ModelPart} */
function budgets(report, section) {
  const points = report.judged.budgets;
  if (points.length === 0) {
    return;
  }
  /** @type {ThresholdSeries[]} */
  const series = [
    { name: "recall", of: (point) => point.recall },
    { name: "recall by value", of: (point) => point.recallByValue },
    { name: "precision", of: (point) => point.precision },
  ];
  figure(section, {
    id: "budgets",
    title: "What more reviews would find",
    says: "Recall and precision by the number of alerts a day, each with the threshold that gives so many on these days.",
    option: () => ({
      legend: legend({ data: series.map(({ name }) => name) }),
      grid: area(),
      tooltip: {
        ...tooltip(),
        formatter: (/** @type {ChartPoint[]} */ at) => hint(`${count(at[0].axisValue)} alerts a day`, at.map((point) => ({ mark: point.color, text: `${point.seriesName}: ${share(point.value[1])}` }))),
      },
      xAxis: axis({ type: "log", name: "alerts a day", axisLabel: { formatter: count } }),
      yAxis: valueAxis("share", tick, { min: 0, max: 1 }),
      series: series.map(({ name, of }, index) =>
        line(name, points.map((point) => [point.alertsPerDayAtMost, of(point)]), { color: engineColour(index), showSymbol: true, symbol: engineSymbol(index), symbolSize: 7 }),
      ),
    }),
    table: {
      head: ["alerts a day", "threshold", "recall", "by value", "precision", "cost"],
      rows: points.map((point) => [
        count(point.alertsPerDayAtMost),
        share(point.score, 4),
        share(point.recall),
        share(point.recallByValue),
        share(point.precision),
        amount(point.costMinor),
      ]),
    },
  });
}

/** @type {ModelPart} */
function importances(report, section) {
  const shown = report.importances.filter(({ share: part }) => part > 0).slice(0, 20);
  if (shown.length === 0) {
    return;
  }
  figure(section, {
    id: "importances",
    title: "What it goes by",
    says: `The ${shown.length} features that make the trees' nodes purest, as shares of all (MLlib's importance).`,
    height: barsHeight(shown.length, 1),
    option: shareBars({
      names: shown.map(({ feature }) => feature),
      series: [{ name: "importance", values: shown.map(({ share: part }) => part) }],
      text: (value) => percent(value, 1),
    }),
    note: "Of two features that say the same, importance may name either. What moved the score of one transaction is in its decision.",
    table: { head: ["feature", "importance"], rows: report.importances.map(({ feature, share: part }) => [feature, share(part, 4)]) },
  });
}
