// report.json, as the records RunReport, EngineReport, QualityReport and Summary of this module write it; they say what each field means.

interface RunReport {
  schemaVersion: number;
  title: string;
  run: { command: string; startedAt: string; seconds: number; settings: Record<string, string> };
  environment: {
    commit: string;
    changed: boolean;
    processor: string;
    cores: number;
    memoryMib: number;
    software: Record<string, string>;
  };
  summary: Summary;
  phases: { name: string; fromSeconds: number; toSeconds: number; measured: boolean }[];
  traffic?: Traffic;
  sent: Rate[];
  engines: EngineReport[];
  processes: ProcessReport[];
  quality?: QualityReport;
  map?: FraudMap;
  choice?: Choices;
  incomplete?: string;
  method: string[];
  limits: string[];
  clean: boolean;
}

interface Choices {
  history?: string;
  historyChosen: boolean;
  rate?: string;
  rateChosen: boolean;
  otherCores?: number;
  warnings: string[];
}

interface Traffic {
  seed: number;
  manifestDigest: string;
  cards: number;
  offeredPerSecond: number;
  naturalPerSecond: number;
  historyTransactions: number;
  historyDays: number;
  liveTransactions: number;
  sentLate: number;
  maxLagMillis: number;
  warmUpSeconds: number;
  generatorLate: boolean;
}

interface Summary {
  inputRecords: number;
  labels: number;
  ruleSets: number;
  engines: Record<string, EngineSummary>;
  equal: boolean | null;
  difference?: string;
  notes?: object;
  parameters?: Record<string, unknown>;
}

type AccountField =
  | "decisions"
  | "alerts"
  | "deadLetters"
  | "duplicates"
  | "late"
  | "lost"
  | "wrong"
  | "repeats"
  | "skewViolations";

type EngineSummary = Record<AccountField | "seconds", number> & { findings?: string[]; clean: boolean };

interface Rate {
  atSeconds: number;
  perSecond: number;
}

interface ProcessReport {
  name: string;
  samples: { atSeconds: number; cpuSeconds: number; residentMib: number }[];
}

interface FraudMap {
  points: FraudPoint[];
  homes: { latitude: number; longitude: number; cards: number }[];
}

interface FraudPoint {
  latitude: number;
  longitude: number;
  cardPresent: boolean;
  scenario: string;
  amountMinor: number;
  foundBy: string[];
}

interface EngineReport {
  name: string;
  title: string;
  settings: Record<string, string>;
  decisionLatency?: Latency;
  alertLatency?: Latency;
  decisionLatencyOverTime: LatencySecond[];
  keepUp?: { kept: boolean; behindSeconds: number; growthPerSecond: number };
  history?: {
    transactions: number;
    fromSeconds: number;
    toSeconds: number;
    perSecond: number;
    progress: { atSeconds: number; answered: number }[];
  };
  answered: Rate[];
  outcomes: Record<string, number>;
  reasons: Record<string, number>;
  alerts: Record<string, number>;
  deadLetters: Record<string, number>;
  state: { atSeconds: number; store: string; bytes?: number; entries?: number }[];
  checkpoints: { id: number; atSeconds: number; durationMillis: number; bytes: number; completed: boolean }[];
  batches: Batch[];
}

interface Latency {
  curve: { percentile: number; millis: number }[];
  maxMillis: number;
  measured: number;
  leftOut: number;
  negative: number;
  overflow: number;
}

interface LatencySecond {
  atSeconds: number;
  p50Millis: number;
  p99Millis: number;
  maxMillis: number;
  count: number;
}

interface Batch {
  id: number;
  atSeconds: number;
  durationMillis: number;
  rows: number;
  phasesMillis: Record<string, number>;
}

interface QualityReport {
  scope: string;
  transactions: number;
  frauds: number;
  scenarios: Scenario[];
  lookAlikes: LookAlike[];
  alertsMeaning: string;
  engines: EngineQuality[];
  costs?: string;
}

interface Scenario {
  name: string;
  title: string;
  campaigns: number;
  transactions: number;
  amountMinor: number;
}

interface LookAlike {
  name: string;
  title: string;
  transactions: number;
}

interface EngineQuality {
  engine: string;
  flagged: number;
  found: number;
  foundAmountMinor: number;
  alertsPerAnalystDay: number;
  scenarios: Found[];
  falseAlarms: Record<string, number>;
  scores?: ModelScores[];
  byRules?: EngineQuality;
  cost?: Cost;
}

interface Cost {
  missedMinor: number;
  reviewsMinor: number;
  declinedMinor: number;
  totalMinor: number;
}

interface ModelScores {
  role: string;
  versions: string[];
  transactions: number;
  frauds: number;
  areaUnderRoc?: number;
  averagePrecision?: number;
  cardPrecision100: number;
  cardPrecision100Ceiling: number;
}

interface Found {
  scenario: string;
  campaigns: number;
  transactions: number;
  amountMinor: number;
  precision?: number;
  byRule: Record<string, number>;
}

/** Adds figures to a section, if the report has what they show. */
type Part = (report: RunReport, section: HTMLElement) => void;

/** A bar for each engine. */
interface CountedName {
  title: string;
  of: (engine: EngineReport) => number;
}

/** What an engine does at intervals. */
interface Activity {
  name: string;
  blocks: { at: number; millis: number; text: string[]; isGood: boolean }[];
}

interface TimeLine {
  name: string;
  /** Seconds since the command, and the value. */
  points: number[][];
  /** Anew for each colour scheme. */
  colourOf: () => string;
  symbol: string;
  dash: string | number[];
}

interface OverTime {
  id: string;
  title: string;
  says: string;
  unit: string;
  format: (value: number) => string;
  isBytes?: boolean;
  lines: TimeLine[];
}

interface Measure {
  name: string;
  value: "campaigns" | "transactions" | "amountMinor";
  text: (value: number) => string;
}

/** Fraud on the map that was found by the same engines; by one alone, if it names one. */
interface FoundGroup {
  name: string;
  engine?: string;
}

interface CountsByName {
  id: string;
  title: string;
  says: string;
  rows: CountedName[];
  unit: string;
}

interface KindOfLatency {
  kind: string;
  of: (engine: EngineReport) => Latency | undefined;
}

interface LatencyCurve {
  id: string;
  title: string;
  says: string;
  of: (engine: EngineReport) => Latency | undefined;
  height: number;
}

interface MeasuredEngine {
  engine: EngineReport;
  latency: Latency;
}
