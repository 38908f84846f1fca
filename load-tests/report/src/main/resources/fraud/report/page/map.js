// Where fraud was found and missed, over the homes of the cards. Coasts and borders: Natural Earth, see WorldMap.

const MISSED = "missed";
const LEGEND_HEIGHT = 34; // px
const MAX_ZOOM = 16;
const MAX_HEIGHT = 580; // px: a map of one country would else be higher than the screen
const EVERYWHERE = { west: -180, east: 180, south: -58, north: 80 };

/** The Equal Earth projection (Šavrič, Patterson, Jenny 2018): areas keep their sizes. In degrees; y grows to the south. */
const EQUAL_EARTH = (() => {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const m = Math.sqrt(3) / 2;
  const slope = (/** @type {number} */ t) => a1 + 3 * a2 * t ** 2 + t ** 6 * (7 * a3 + 9 * a4 * t ** 2);
  const height = (/** @type {number} */ t) => t * (a1 + a2 * t ** 2 + t ** 6 * (a3 + a4 * t ** 2));
  const degrees = 180 / Math.PI;
  return {
    project: (/** @type {number[]} */ [longitude, latitude]) => {
      const t = Math.asin(m * Math.sin(latitude / degrees));
      return [(longitude * Math.cos(t)) / (m * slope(t)), -height(t) * degrees];
    },
    unproject: (/** @type {number[]} */ [x, y]) => {
      let t = -y / degrees;
      for (let step = 0; step < 12; step += 1) {
        t -= (height(t) + y / degrees) / slope(t);
      }
      return [(m * x * slope(t)) / Math.cos(t), Math.asin(Math.sin(t) / m) * degrees];
    },
  };
})();

/** @type {Part} */
function fraudMap(report, section) {
  if (!report.map || report.map.points.length + report.map.homes.length === 0) {
    return;
  }
  registerWorld();
  const { engines, map } = report;
  const titles = new Map((report.quality?.scenarios ?? []).map((scenario) => [scenario.name, scenario.title]));
  const names = [...new Set(map.points.map((point) => point.scenario))];
  /** @type {string | undefined} */
  let scenario;
  let zoom = 1;
  const select = element(
    "select",
    { "aria-label": "Kind of fraud" },
    element("option", { value: "" }, "all kinds of fraud"),
    names.map((name) => element("option", { value: name }, titles.get(name) ?? words(name))),
  );
  select.addEventListener("change", () => {
    scenario = select.value || undefined;
    shown.redraw();
  });
  const scale = (/** @type {number} */ factor) => () => {
    const before = zoom;
    zoom = Math.min(MAX_ZOOM, Math.max(1, zoom * factor));
    // The first step goes to where the cards are; from there on, the reader's own moves count.
    const center = zoom === 1 ? null : before === 1 ? middle(map) : undefined;
    shown.entry.drawn?.setOption({ geo: { zoom, roam: roam(zoom), ...(center === undefined ? {} : { center }) } });
  };
  const shown = figure(section, {
    id: "map",
    title: "Where fraud was found and missed",
    says: mapSays(map),
    height: (width) => Math.min(MAX_HEIGHT, LEGEND_HEIGHT + Math.round(width / frame(map).ratio)),
    wide: true,
    controls: [select, mapButton("+", "Closer", scale(1.6)), mapButton("−", "Farther", scale(1 / 1.6))],
    option: (width, height) => mapOption(report, map, scenario, titles, zoom, width, height),
    note:
      "Small grey dots: where the cards live, larger where there are more. Fraud without a place of its own (card not present) is drawn at the card's home. " +
      "Borders: Natural Earth.",
    table: {
      head: ["kind of fraud", ...groups(engines).map((group) => group.name)],
      rows: names.map((name) => [
        titles.get(name) ?? words(name),
        ...groups(engines).map((group) =>
          count(map.points.filter((point) => point.scenario === name && groupOf(point, engines) === group.name).length),
        ),
      ]),
    },
  });
}

/**
 * A finger scrolls the page, until the map is larger than its frame.
 *
 * @param {number} zoom
 */
function roam(zoom) {
  return zoom > 1 || matchMedia("(pointer: fine)").matches ? "move" : false;
}

/**
 * Where half of what is on the map lies to either side.
 *
 * @param {FraudMap} map
 */
function middle(map) {
  const places = map.points.length > 0 ? map.points : map.homes;
  const median = (/** @type {number[]} */ numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  // Where there is a projection, ECharts takes a centre as projected.
  return EQUAL_EARTH.project([median(places.map((point) => point.longitude)), median(places.map((point) => point.latitude))]);
}

/**
 * @param {string} sign
 * @param {string} label
 * @param {() => void} act
 */
function mapButton(sign, label, act) {
  const button = element("button", { type: "button", "aria-label": label, title: label }, sign);
  button.addEventListener("click", act);
  return button;
}

function registerWorld() {
  echarts.registerMap("world", JSON.parse(byId("world-data").textContent));
}

/**
 * Missed first, so that what was found is drawn over it.
 *
 * @param {EngineReport[]} engines
 * @returns {FoundGroup[]}
 */
function groups(engines) {
  const single = engines.length > 1 ? engines.map((engine) => ({ name: `found by ${engine.title} only`, engine: engine.name })) : [];
  return [{ name: MISSED }, ...single, { name: foundByAll(engines) }];
}

/** @param {EngineReport[]} engines */
function foundByAll(engines) {
  return engines.length > 1 ? `found by ${engines.length === 2 ? "both" : "all"}` : "found";
}

/**
 * @param {FraudPoint} point
 * @param {EngineReport[]} engines
 */
function groupOf(point, engines) {
  const found = engines.filter((engine) => point.foundBy.includes(engine.name));
  if (found.length === 0) {
    return MISSED;
  }
  return found.length === engines.length ? foundByAll(engines) : `found by ${found[0].title} only`;
}

/** @param {FraudMap} map */
function mapSays(map) {
  const points = map.points;
  const missed = points.filter((point) => point.foundBy.length === 0).length;
  return `${plural(points.length, "fraudulent transaction", "fraudulent transactions")}: ${count(points.length - missed)} found, ${count(missed)} missed.`;
}

/**
 * @param {RunReport} report
 * @param {FraudMap} map
 * @param {string | undefined} scenario
 * @param {Map<string, string>} titles
 * @param {number} zoom
 * @param {number} width
 * @param {number} height
 */
function mapOption(report, map, scenario, titles, zoom, width, height) {
  const engines = report.engines;
  const points = map.points.filter((point) => !scenario || point.scenario === scenario);
  const shownGroups = groups(engines).filter(
    (group) => !group.engine || map.points.some((point) => groupOf(point, engines) === group.name),
  );
  const most = Math.max(1, ...map.homes.map((home) => home.cards));
  return {
    legend: legend({ data: shownGroups.map((group) => group.name).reverse(), itemHeight: 11, itemWidth: 14 }),
    tooltip: { ...tooltip(), trigger: "item", formatter: (/** @type {ChartPoint} */ point) => point.data?.hint?.() },
    geo: {
      map: "world",
      projection: EQUAL_EARTH,
      ...place(map, width, height),
      zoom,
      ...(zoom > 1 ? { center: middle(map) } : {}),
      roam: roam(zoom),
      clip: true,
      silent: true,
      itemStyle: { areaColor: colour("land"), borderColor: colour("border"), borderWidth: 0.6 },
      emphasis: { disabled: true },
    },
    series: [
      {
        type: "scatter",
        name: "homes",
        coordinateSystem: "geo",
        silent: true,
        itemStyle: { color: colour("home") },
        data: map.homes.map((home) => ({
          value: [home.longitude, home.latitude],
          symbolSize: 2 + 6 * Math.sqrt(home.cards / most),
        })),
      },
      ...shownGroups.map((group) => ({
        type: "scatter",
        name: group.name,
        coordinateSystem: "geo",
        ...groupStyle(group, report),
        data: points
          .filter((point) => groupOf(point, engines) === group.name)
          .map((point) => ({
            value: [point.longitude, point.latitude],
            hint: () =>
              hint(titles.get(point.scenario) ?? words(point.scenario), [
                { text: `amount ${amount(point.amountMinor)}` },
                { text: group.name },
                { text: point.cardPresent ? "card present" : "card not present, drawn at the card's home" },
              ]),
          })),
      })),
    ],
  };
}

/**
 * @param {FoundGroup} group
 * @param {RunReport} report
 */
function groupStyle(group, report) {
  if (group.name === MISSED) {
    return { symbol: "circle", symbolSize: 7, itemStyle: { color: "transparent", borderColor: colour("missed"), borderWidth: 1.4, opacity: 0.85 } };
  }
  if (group.engine) {
    const index = indexOf(report, group.engine);
    return { symbol: engineSymbol(index), symbolSize: 11, itemStyle: { color: engineColour(index), opacity: 0.9 } };
  }
  return { symbol: "circle", symbolSize: 6.5, itemStyle: { color: colour("found"), opacity: 0.8, borderColor: colour("surface"), borderWidth: 0.5 } };
}

/**
 * Where the map is drawn: as large as it fits, in the shape that it has.
 *
 * @param {FraudMap} map
 * @param {number} width
 * @param {number} height
 */
function place(map, width, height) {
  const { boundingCoords, ratio } = frame(map);
  const mapWidth = Math.min(width, (height - LEGEND_HEIGHT) * ratio);
  return { boundingCoords, left: (width - mapWidth) / 2, width: mapWidth, top: LEGEND_HEIGHT, height: mapWidth / ratio };
}

/**
 * The part of the world in which something is, or all of it, and how wide it is for its height.
 *
 * @param {FraudMap} map
 */
function frame(map) {
  const places = [...map.points, ...map.homes];
  const longitudes = places.map((point) => point.longitude);
  const latitudes = places.map((point) => point.latitude);
  const spread = Math.max(...longitudes) - Math.min(...longitudes);
  const box =
    spread > 150
      ? EVERYWHERE
      : {
          west: Math.min(...longitudes) - 6,
          east: Math.max(...longitudes) + 6,
          south: Math.min(...latitudes) - 4,
          north: Math.max(...latitudes) + 4,
        };
  const corner = (/** @type {number} */ longitude, /** @type {number} */ latitude) => EQUAL_EARTH.project([longitude, latitude]);
  const widest = Math.min(Math.max(0, box.south), box.north); // where a degree of longitude is longest
  const width = corner(box.east, widest)[0] - corner(box.west, widest)[0];
  const height = corner(0, box.south)[1] - corner(0, box.north)[1];
  return {
    ratio: width / height,
    boundingCoords: [
      [box.west, box.north],
      [box.east, box.south],
    ],
  };
}
