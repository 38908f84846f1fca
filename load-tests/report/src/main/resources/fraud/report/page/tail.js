// The axis of percentiles, on which 90, 99, 99.9 and 99.99 are equally far apart.

const TAIL = [50, 90, 99, 99.9, 99.99, 99.999];
const LEAST_MILLIS = 0.01;
const FEW = 10; // a percentile that rests on fewer observations is drawn dashed

/**
 * The distance along the tail: 90, 99, 99.9 and 99.99 are 1, 2, 3 and 4.
 *
 * @param {number} percentile
 */
function tail(percentile) {
  return -Math.log10(1 - percentile / 100);
}

/**
 * A logarithm has no place for 0, which a clock that ticks too seldom may show.
 *
 * @param {number} millis
 */
function drawable(millis) {
  return Math.max(LEAST_MILLIS, millis);
}

/**
 * @param {number} end
 * @returns {Options}
 */
function tailAxis(end) {
  return axis({
    type: "value",
    min: 0,
    max: end,
    name: "percentile of the outputs",
    axisLabel: { customValues: TAIL.map(tail), formatter: (/** @type {number} */ x) => `${Number((100 - 100 / 10 ** x).toFixed(3))}` },
    axisTick: { show: false, customValues: TAIL.map(tail) },
  });
}
