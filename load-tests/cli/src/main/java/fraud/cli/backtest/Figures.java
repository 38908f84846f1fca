package fraud.cli.backtest;

/**
 * What alarms on some of the counted transactions are worth.
 *
 * @param alarms how many transactions are alarmed
 * @param alarmsPerDay the same a day
 * @param frauds how many of them are fraud
 * @param precision the share of fraud among them, from 0 to 1, or null without any
 * @param recall of all frauds, the share that is alarmed, from 0 to 1
 * @param recallByValue the same of the amounts of frauds
 */
public record Figures(
        long alarms, double alarmsPerDay, long frauds, Double precision, double recall, double recallByValue) {}
