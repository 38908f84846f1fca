// What the scripts of both pages share. Options of ECharts are checked by the tests in a browser, not by their types.

declare const echarts: typeof import("echarts");

type Options = Record<string, any>;

type Child = Node | string;

/** A point, as ECharts gives it to formatters; of an axis' tooltip a list of them. */
interface ChartPoint {
  seriesName: string;
  color: string;
  value: number[];
  axisValue: number;
  dataIndex: number;
  data?: { hint?: () => HTMLElement };
}

/** The same of a bar. */
interface BarPoint {
  value: number;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface HintLine {
  /** The colour of the mark before it. */
  mark?: string;
  text: string;
}

interface Choice<T> {
  name: string;
  value: T;
}

interface Table {
  head: string[];
  rows: (string | number)[][];
  /** Heads of the columns that are text, besides the first. */
  words?: string[];
}

interface Figure {
  id: string;
  title: string;
  /** A sentence. */
  says: string;
  /** In px, or makes it of the width. */
  height?: number | ((width: number) => number);
  /** Makes ECharts' option, anew for each colour scheme. */
  option: (width: number, height: number) => Options;
  table: Table;
  /** Small print. */
  note?: string;
  /** Elements above the chart. */
  controls?: HTMLElement[];
  /** Takes the whole row. */
  wide?: boolean;
}

interface DrawnFigure {
  chart: HTMLElement;
  height: (width: number) => number;
  option: (width: number, height: number) => Options;
  drawn: import("echarts").ECharts | undefined;
}

/** Names of engines, and functions of engine and bar. */
interface EngineBars {
  names: string[];
  colours: string[];
  values: (engine: number) => number[];
  text: (engine: number, bar: number) => string;
  /** Its left end, if all begin at one place. */
  textAt?: number;
  options?: Options;
}
