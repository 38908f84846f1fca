package fraud.sequences;

import fraud.features.EnrichedTransaction;
import fraud.model.Channel;
import fraud.model.Transaction;
import fraud.ruleset.RuleSet;

/**
 * What a transaction can be to a sequence (SEMANTICS 8): judged once, under the rule set in force at the transaction's
 * own time, so that the sequences themselves know no amounts.
 */
public enum SequenceRole {
    /** An amount that probes whether a card works. */
    PROBE(0, SequenceRule.CARD_TESTING) {
        @Override
        boolean fits(Transaction transaction, Boolean newDevice, RuleSet rules) {
            return transaction.amountMinor() <= rules.get(CardTesting.SMALL_MAX);
        }
    },
    /** An amount worth stealing. */
    LARGE(1, SequenceRule.CARD_TESTING) {
        @Override
        boolean fits(Transaction transaction, Boolean newDevice, RuleSet rules) {
            return transaction.amountMinor() > rules.get(CardTesting.LARGE_ABOVE);
        }
    },
    /** A purchase on the web, of any amount, with a device that is new for the card. */
    NEW_DEVICE(2, SequenceRule.ACCOUNT_TAKEOVER) {
        @Override
        boolean fits(Transaction transaction, Boolean newDevice, RuleSet rules) {
            return isOnline(transaction) && Boolean.TRUE.equals(newDevice);
        }
    },
    /** A high amount on the web with a device that is not new any more. */
    HIGH_ON_DEVICE(3, SequenceRule.ACCOUNT_TAKEOVER) {
        @Override
        boolean fits(Transaction transaction, Boolean newDevice, RuleSet rules) {
            return isOnline(transaction)
                    && !Boolean.TRUE.equals(newDevice)
                    && transaction.deviceId() != null
                    && transaction.amountMinor() > rules.get(AccountTakeover.HIGH_ABOVE);
        }
    },
    /** An amount high enough to be a step of a row that doubles. */
    RISING(4, SequenceRule.ESCALATION) {
        @Override
        boolean fits(Transaction transaction, Boolean newDevice, RuleSet rules) {
            return transaction.amountMinor() >= rules.get(Escalation.MIN_AMOUNT);
        }
    },
    /** A high amount on the web with a device that is new for the card. */
    UNCONFIRMED(5, SequenceRule.UNCONFIRMED_DEVICE) {
        @Override
        boolean fits(Transaction transaction, Boolean newDevice, RuleSet rules) {
            return isOnline(transaction)
                    && Boolean.TRUE.equals(newDevice)
                    && transaction.amountMinor() > rules.get(UnconfirmedDevice.HIGH_ABOVE);
        }
    },
    /** A use of the chip, which only who holds the card can do. */
    CONFIRMATION(6, SequenceRule.UNCONFIRMED_DEVICE) {
        @Override
        boolean fits(Transaction transaction, Boolean newDevice, RuleSet rules) {
            return transaction.channel() == Channel.CHIP;
        }
    },
    /** Much money drawn at a machine. */
    CASH_OUT(7, SequenceRule.MULE_CASH_OUT) {
        @Override
        boolean fits(Transaction transaction, Boolean newDevice, RuleSet rules) {
            return transaction.channel() == Channel.ATM
                    && transaction.amountMinor() >= rules.get(MuleCashOut.MIN_AMOUNT);
        }
    },
    /** A small amount on the web with a card of a known range, and not with a device that the card is known by. */
    ENUMERATION(8, SequenceRule.BIN_ENUMERATION) {
        @Override
        boolean fits(Transaction transaction, Boolean newDevice, RuleSet rules) {
            return isOnline(transaction)
                    && !Boolean.FALSE.equals(newDevice)
                    && transaction.issuerRange() != null
                    && transaction.amountMinor() <= rules.get(BinEnumeration.SMALL_MAX);
        }
    };

    private final int bit;
    private final SequenceRule sequence;

    /** The number of the bit stands in state, and never changes. */
    SequenceRole(int number, SequenceRule sequence) {
        this.bit = 1 << number;
        this.sequence = sequence;
    }

    /** The roles of a transaction, as a set of {@link #bit}s. */
    static int rolesOf(EnrichedTransaction enriched, RuleSet rules) {
        Transaction transaction = enriched.transaction();
        Boolean newDevice = enriched.features().newDevice();
        int roles = 0;
        for (SequenceRole role : values()) {
            if (rules.isEnabled(role.sequence.ruleName()) && role.fits(transaction, newDevice, rules)) {
                roles |= role.bit();
            }
        }
        return roles;
    }

    /** Its bit in the roles of a {@link SequenceEvent}. */
    public int bit() {
        return bit;
    }

    /** Whether it is this; {@code newDevice} is null where SEMANTICS 4.9 leaves it out. */
    abstract boolean fits(Transaction transaction, Boolean newDevice, RuleSet rules);

    private static boolean isOnline(Transaction transaction) {
        return transaction.channel() == Channel.ECOMMERCE;
    }
}
