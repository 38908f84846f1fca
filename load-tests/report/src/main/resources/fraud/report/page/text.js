// Numbers and elements. Text reaches the page only as text nodes, so nothing in a report can become markup.

const THIN_SPACE = "\u202f";
const UNKNOWN = "–";

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string | undefined>} [attributes]
 * @param {...(Child | undefined | (Child | undefined)[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      node.setAttribute(key, value);
    }
  }
  node.append(...children.flat().filter((child) => child !== undefined));
  return node;
}

/**
 * An element that the page's template has.
 *
 * @param {string} id
 */
function byId(id) {
  const node = document.getElementById(id);
  if (node === null) {
    throw new Error(`the page has no element ${id}`);
  }
  return node;
}

/** @param {number | undefined} number */
function count(number) {
  return decimal(number, 0);
}

/**
 * @param {number | undefined} number
 * @param {number} digits
 */
function decimal(number, digits) {
  if (number === undefined || !Number.isFinite(number)) {
    return UNKNOWN;
  }
  return number.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/**
 * One decimal below a hundred, two below one, none if it is whole.
 *
 * @param {number | undefined} number
 */
function short(number) {
  if (number === undefined) {
    return UNKNOWN;
  }
  const size = Math.abs(number);
  return decimal(number, size >= 99.95 || Number.isInteger(number) ? 0 : size >= 1 ? 1 : 2);
}

/**
 * A number on an axis: as many digits as it needs.
 *
 * @param {number} number
 */
function tick(number) {
  return number.toLocaleString("en-US", { maximumFractionDigits: 3 });
}

/** @param {number | undefined} number */
function millis(number) {
  return number !== undefined && Number.isFinite(number) ? short(number) + THIN_SPACE + "ms" : UNKNOWN;
}

/** @param {number} number */
function seconds(number) {
  if (number < 120) {
    return decimal(number, number < 10 ? 1 : 0) + THIN_SPACE + "s";
  }
  const whole = Math.round(number);
  return `${Math.floor(whole / 60)}${THIN_SPACE}min ${whole % 60}${THIN_SPACE}s`;
}

/**
 * A point of the time line: seconds at first, then minutes.
 *
 * @param {number} number
 */
function clock(number) {
  const whole = Math.round(number);
  return whole < 120 ? `${whole}${THIN_SPACE}s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {number} number */
function bytes(number) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let size = number;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return (unit === 0 ? count(size) : short(size)) + THIN_SPACE + units[unit];
}

/**
 * @param {number} part
 * @param {number} whole
 */
function percent(part, whole) {
  if (whole === 0) {
    return UNKNOWN;
  }
  const share = (100 * part) / whole;
  const isExact = share === 0 || share === 100;
  return decimal(share, isExact || (share >= 10 && share < 99) ? 0 : share < 0.1 ? 3 : 1) + THIN_SPACE + "%";
}

/**
 * An amount in the billing currency, which is given in minor units; those below one of it matter to card testing.
 *
 * @param {number} minor
 */
function amount(minor) {
  return decimal(minor / 100, minor === 0 || minor >= 100_00 ? 0 : 2);
}

/** @param {string[]} items */
function list(items) {
  return items.length < 2 ? items.join("") : items.slice(0, -1).join(", ") + " and " + items.at(-1);
}

/**
 * @param {number} number
 * @param {string} one
 * @param {string} many
 */
function plural(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/**
 * VELOCITY_COUNT and card-testing as people write them.
 *
 * @param {string} name
 */
function words(name) {
  const text = name.replaceAll(/[_-]/g, " ").toLowerCase().replaceAll(/\b(json|utf8)\b/g, (letters) => letters.toUpperCase());
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * A table that scrolls by itself where it is too wide; the first column is text, the others are numbers, but for those that are named.
 *
 * @param {string} caption
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 * @param {string[]} [ofText] heads of further columns of text
 */
function table(caption, head, rows, ofText = []) {
  const kind = (/** @type {number} */ column) => (ofText.includes(head[column]) ? "words" : undefined);
  const cells = (/** @type {(string | number)[]} */ row) =>
    row.map((cell, column) => element(column === 0 ? "th" : "td", column === 0 ? { scope: "row" } : { class: kind(column) }, String(cell)));
  return element(
    "div",
    { class: "table", role: "region", tabindex: "0", "aria-label": caption },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, head.map((name, column) => element("th", { scope: "col", class: kind(column) }, name)))),
      element("tbody", {}, rows.map((row) => element("tr", {}, cells(row)))),
    ),
  );
}
