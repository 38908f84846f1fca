// What the page of a bench is made of: fraud.report.bench.summary.BenchReport, whose records say what each field means.

interface BenchReport {
  results: BenchResults;
  summary: BenchSummary;
  answers: { mistake: string; answer: string }[];
  limits: string[];
}

interface BenchResults {
  schemaVersion: number;
  smoke: boolean;
  command?: string;
  environment?: {
    commit: string;
    changed: boolean;
    processor: string;
    cores: number;
    memoryMib: number;
    software: Record<string, string>;
  };
  model: string;
  jvmOptions: string[];
  workloads: Record<string, Record<string, string>>;
  systems: Record<string, Record<string, string>>;
  launches: Launch[];
}

interface Launch {
  workload: string;
  system: string;
  launch: number;
  startedAt: string;
  seconds: number;
  firstOutputSeconds: number;
  inputs: number;
  lossless: boolean;
  findings: string[];
  windows: BenchWindow[];
  samples: BenchSample[];
  marks: BenchMark[];
  collections: { role: string; atSeconds: number; pauseMillis: number }[];
  search?: { sustainedPerSecond?: number; limit?: SearchStep; voidSteps: number };
  checked?: string;
}

interface SearchStep {
  ratePerSecond: number;
  outcome: "SUSTAINED" | "FELL_BEHIND" | "NOT_SENT";
  lagPerSecond: number;
}

interface BenchWindow {
  fromSeconds: number;
  toSeconds: number;
  voidBecause: string[];
  answers: number;
  answersPerSecond: number;
  systemCpuSecondsPerMillion?: number;
  roles: Record<string, { ofSystem: boolean; cpuSeconds: number; cpuSecondsPerMillion?: number; peakMib: number; writtenMib: number; allocatedMib?: number; gcPauseMillis?: number; longestGcPauseMillis?: number }>;
  decisionsToPoll?: Percentiles;
  decisionsToAppend?: Percentiles;
  alertsToPoll?: Percentiles;
  othersShare?: number;
  sentLate: number;
  drift?: number;
  backlogPerSecond?: number;
  marks: number;
  recoverySeconds?: number;
  step?: SearchStep;
}

interface Percentiles {
  count: number;
  negative: number;
  percentiles: Record<string, number>;
}

interface BenchSample {
  atSeconds: number;
  cpuSeconds: Record<string, number>;
  residentMib: Record<string, number>;
  writtenMib: Record<string, number>;
  othersCpuSeconds?: number;
  answers: number;
  sent: number;
  sentLate: number;
}

interface BenchMark {
  kind: string;
  atSeconds: number;
  durationMillis: number;
  bytes: number;
  stateBytes: number;
  partsMillis: Record<string, number>;
}

type BenchFigure = "CPU" | "RATE" | "POLL_50" | "POLL_99" | "APPEND_50" | "APPEND_99" | "ALERT_50" | "ALERT_99" | "RECOVERY" | "SUSTAINED";
type BenchResource = "MEMORY" | "ALLOCATED" | "WRITTEN" | "GC_PAUSE";

interface Spread {
  median: number;
  least: number;
  greatest: number;
}

interface BenchSummary {
  launches: number;
  lossless: number;
  windows: number;
  voidWindows: number;
  ofUnknownLoad: number;
  voidBecause: Record<string, number>;
  guarantees: string[];
  cells: Cell[];
  comparisons: BenchComparison[];
  sweeps: Sweep[];
}

/** Systems that differ in one setting, on a workload. */
interface Sweep {
  name: string;
  title: string;
  workload: string;
  points: { of: string; value: string; system: string }[];
}

/** A system of a sweep with its figures. */
interface SweepPoint {
  of: string;
  value: string;
  cell: Cell;
}

interface Cell {
  workload: string;
  system: string;
  guarantee: string;
  base: boolean;
  launches: number;
  lossless: number;
  measured: number;
  windows: number;
  voidWindows: number;
  figures: Partial<Record<BenchFigure | BenchResource, Spread>>;
  roles: Record<string, Spread>;
  peakMib: Record<string, Spread>;
  parts?: CostParts;
  toPoll?: Curve;
  toAppend?: Curve;
  alertsToPoll?: Curve;
}

type CostPart = "clients" | "engine" | "domain" | "rest";

type CostParts = Partial<Record<CostPart, number>>;

interface Curve {
  percentiles: Record<string, Spread>;
  slowest: number;
  count: number;
  negative: number;
}

interface BenchComparison {
  workload: string;
  system: string;
  base: string;
  figure: BenchFigure;
  ratio: number;
  low?: number;
  high?: number;
  launches: number;
  baseLaunches: number;
  verdict: "LOWER" | "UNDECIDED" | "HIGHER";
  indicative: boolean;
}

/** Adds figures to a section, if the bench has what they show. */
type BenchPart = (report: BenchReport, section: HTMLElement) => void;

/** How a system is drawn, anew for each colour scheme. */
interface Look {
  colour: string;
  symbol: string;
  dash: string | number[];
}

/** A role, or several that do the same kind of work in different engines. */
interface RoleGroup {
  name: string;
  roles: string[];
  /** In the style sheet. */
  colour: string;
}

interface TimeSeries {
  name: string;
  points: (number | undefined)[][];
  colour: string;
  dash?: string | number[];
}

/** A launch of a system, as a dot with a line to where its limit lies at most. */
interface JudgedItem {
  /** The dot; of a search that sustained nothing there is none. */
  from?: number;
  /** The line's end; no line if it is the dot. */
  to: number;
  isOpen: boolean;
  text: string;
}

interface JudgedRow {
  system: string;
  items: JudgedItem[];
}

interface CellLatency {
  cell: Cell;
  curve: Curve;
}
