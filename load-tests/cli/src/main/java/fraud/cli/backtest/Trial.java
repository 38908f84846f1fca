package fraud.cli.backtest;

import fraud.ruleset.RuleParameter;
import java.util.BitSet;

/**
 * One value of one parameter, the others at their base values.
 *
 * @param rule the rule or sequence, by its name in a rule set
 * @param parameter the parameter
 * @param value its value
 * @param isBase whether this is its base value
 * @param alarmed numbers of the counted transactions on which it raises an alarm
 */
record Trial(String rule, RuleParameter parameter, long value, boolean isBase, BitSet alarmed) {}
