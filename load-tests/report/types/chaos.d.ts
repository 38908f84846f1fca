// What the page of a campaign of faults is made of: fraud.report.chaos.ChaosReport, whose records say what each field means.

interface ChaosReport {
  results: ChaosResults;
  cells: ChaosCell[];
  method: string[];
  limits: string[];
}

interface ChaosResults {
  schemaVersion: number;
  command: string;
  environment: {
    commit: string;
    changed: boolean;
    processor: string;
    cores: number;
    memoryMib: number;
    software: Record<string, string>;
  };
  model: string;
  load: Record<string, string>;
  systems: Record<string, Record<string, string>>;
  scenarios: Record<string, string>;
  runs: ChaosRun[];
}

interface ChaosCell {
  scenario: string;
  system: string;
  runs: number;
  faults: number;
  insideCommits: number;
  outageSeconds?: ChaosSpread;
  insideSloSeconds?: ChaosSpread;
  neverInsideSlo: number;
  lost: number;
  wrong: number;
  repeats: number;
}

interface ChaosSpread {
  median: number;
  least: number;
  greatest: number;
}

interface ChaosRun {
  scenario: string;
  system: string;
  number: number;
  seed: number;
  startedAt: string;
  seconds: number;
  ratePerSecond: number;
  inputs: number;
  steady: { percentiles: Record<string, number> };
  steadyGapSeconds: number;
  sloMillis: number;
  lost: number;
  wrong: number;
  repeats: number;
  findings: string[];
  faults: ChaosFault[];
  line: ChaosSecond[];
  marks: { kind: string; atSeconds: number; durationMillis: number }[];
}

interface ChaosFault {
  what: string;
  victim: string;
  atSeconds: number;
  healedSeconds?: number;
  inside?: string;
  detectedAfter?: number;
  outageSeconds: number;
  decidesAfter: number;
  insideSloAfter?: number;
  decided?: number;
  latency: { percentiles: Record<string, number> };
  repeats: number;
  steps: { after: number; what: string }[];
}

interface ChaosSecond {
  atSeconds: number;
  decided: number;
  repeated: number;
  p50Millis?: number;
  p99Millis?: number;
  maxMillis?: number;
}

type ChaosPart = (report: ChaosReport, section: HTMLElement) => void;
