// evaluation.json, as `./fraud train` writes it.

/** Only of a forest that can be published is there a model.json. */
type Evaluation = Training &
  ({ isPublishable: true; nodes: number; modelBytes: number; modelSha256: string } | { isPublishable: false });

interface Training {
  command: string;
  chosen: string;
  type: string;
  note?: string;
  sparkVersion: string;
  seed: number;
  threshold: number;
  declineThreshold?: number;
  thresholdRule: string;
  costs: string;
  /** Missing in evaluations from before scores were calibrated and compared, as the next. */
  calibration?: string;
  alertsPerDayOfAll?: number;
  training: {
    from: string;
    to: string;
    delayDays: number;
    rows: number;
    frauds: number;
    unknownOutcomes: number;
    judgedFrom: string;
    judgedTo: string;
    knownCardsRows: number;
    unlabelled: number;
  };
  folds: Fold[];
  candidates: Candidate[];
  judged: Judged;
  importances: { feature: string; share: number }[];
  checks: { name: string; holds: boolean; says: string }[];
  speed: { scorer: string; microseconds: number }[];
  input: { file: string; transactions: number; duplicates: number; rejectedRecords: number };
  bitCheck?: { rows: number; differing: number };
}

interface Fold {
  trainFrom: string;
  trainTo: string;
  judgedFrom: string;
  judgedTo: string;
  trainRows: number;
  trainFrauds: number;
  rows: number;
  frauds: number;
  ceiling: number;
}

interface Ranking {
  areaUnderRoc: number;
  averagePrecision: number;
  cardPrecision100: number;
}

interface Candidate {
  name: string;
  type: string;
  isPublishable: boolean;
  settings: Record<string, string | number | boolean>;
  mean: Ranking;
  folds: (Ranking & { againstChosen?: Record<keyof Ranking, Interval> })[];
}

/** By how much a candidate exceeds the chosen one, with the middle 95 % of what cards drawn anew say. */
interface Interval {
  difference: number;
  low: number;
  high: number;
}

interface Judged extends Ranking {
  what: string;
  days: number;
  rows: number;
  frauds: number;
  cardPrecision100Ceiling: number;
  cardPrecision: { k: number; precision: number; ceiling: number }[];
  /** False positive rate, recall and precision of each threshold. */
  curve: [number, number, number][];
  calibration: { tenth: number; rows: number; frauds: number; meanScore: number }[];
  atThreshold: AtThreshold;
  budgets: (AtThreshold & { alertsPerDayAtMost: number })[];
  scenarios: { name: string; frauds: number; found: number; amountMinor: number; foundMinor: number }[];
}

interface AtThreshold {
  score: number;
  found: number;
  falseAlarms: number;
  missed: number;
  passed: number;
  declinedFrauds: number;
  declinedGenuine: number;
  foundMinor: number;
  missedMinor: number;
  declinedMinor: number;
  alertsPerDay: number;
  recall: number;
  precision: number;
  recallByValue: number;
  missesCostMinor: number;
  reviewsCostMinor: number;
  declinesCostMinor: number;
  costMinor: number;
  costWithoutModelMinor: number;
}

/** Adds figures to a section, if the evaluation has what they show. */
type ModelPart = (report: Evaluation, section: HTMLElement) => void;

interface ShareBars {
  names: string[];
  series: { name: string; values: number[] }[];
  text: (value: number) => string;
  max?: number;
}

interface ThresholdSeries {
  name: string;
  of: (point: AtThreshold) => number;
}
