package fraud.sequences;

import fraud.ruleset.RuleNames;
import fraud.ruleset.RuleParameter;
import java.time.Duration;
import java.util.List;

/**
 * The list of the sequences that raise alerts, with their parameters and how long each may take (SEMANTICS 8, 12); the
 * time changes only by an upgrade.
 */
public enum SequenceRule {
    /** Small amounts that probe a card, then a large one. */
    CARD_TESTING(SequenceSubject.CARD, Duration.ofMinutes(10), CardTesting.SMALL_MAX, CardTesting.LARGE_ABOVE),
    /** A new device, then high amounts on it. */
    ACCOUNT_TAKEOVER(SequenceSubject.CARD, Duration.ofDays(1), AccountTakeover.HIGH_ABOVE),
    /** Amounts that double and double again. */
    ESCALATION(SequenceSubject.CARD, Duration.ofDays(3), Escalation.MIN_AMOUNT),
    /** A high amount on a new device, after which the card itself is not used. */
    UNCONFIRMED_DEVICE(SequenceSubject.CARD, Duration.ofHours(1), UnconfirmedDevice.HIGH_ABOVE),
    /** Many cards that draw much at one machine. */
    MULE_CASH_OUT(SequenceSubject.MERCHANT, Duration.ofMinutes(30), MuleCashOut.MIN_AMOUNT),
    /** Small amounts online with many cards of one issuer range, none of them on a device that its card is known by. */
    BIN_ENUMERATION(SequenceSubject.ISSUER_RANGE, Duration.ofMinutes(5), BinEnumeration.SMALL_MAX);

    private final SequenceSubject subject;
    private final Duration within;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of constants
    private final List<RuleParameter> parameters;

    private final String ruleName;

    SequenceRule(SequenceSubject subject, Duration within, RuleParameter... parameters) {
        this.subject = subject;
        this.within = within;
        this.parameters = List.of(parameters);
        this.ruleName = RuleNames.of(this);
    }

    /** Whose transactions it runs over. */
    public SequenceSubject subject() {
        return subject;
    }

    /** T: the time from the first event of a match to its last, or on absence to its deadline; exclusive. */
    public Duration within() {
        return within;
    }

    /** Its parameters, in the order of SEMANTICS 12. */
    public List<RuleParameter> parameters() {
        return parameters;
    }

    /** Its name in a rule set. */
    public String ruleName() {
        return ruleName;
    }

    /** Whether it is not the last transaction that raises the alert, but the time that passes after it. */
    public boolean firesOnAbsence() {
        return this == UNCONFIRMED_DEVICE;
    }
}
