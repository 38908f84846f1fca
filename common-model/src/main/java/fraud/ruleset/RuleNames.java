package fraud.ruleset;

/** The names of rules and sequences in rule sets. */
public final class RuleNames {

    private RuleNames() {}

    /** {@code AMOUNT_LIMIT} is {@code amountLimit} in a rule set. */
    public static String of(Enum<?> constant) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char c : constant.name().toCharArray()) {
            if (c != '_') {
                name.append(upper ? c : Character.toLowerCase(c));
            }
            upper = c == '_';
        }
        return name.toString();
    }
}
