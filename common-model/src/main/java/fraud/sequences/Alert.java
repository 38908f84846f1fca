package fraud.sequences;

import fraud.model.Origin;
import java.util.List;

/**
 * One matched sequence of a card, of a merchant or of an issuer range (SEMANTICS 8).
 *
 * @param alertId hash of rule, subject, and the transactions' sources (SEMANTICS 8.3)
 * @param rule which sequence
 * @param subjectId identifier of what the rule is about, its {@link SequenceRule#subject}
 * @param transactionIds the matched transactions in order
 * @param firstEventTimeMillis event time of the first of them, UTC epoch in ms
 * @param lastEventTimeMillis event time of the last of them, UTC epoch in ms
 * @param ruleSetVersion version at the last event
 * @param intendedSendMicros intended send time of the transaction that raised it, or {@link Origin#UNKNOWN}: nothing
 *     was sent when an alert fires on absence
 */
public record Alert(
        String alertId,
        SequenceRule rule,
        String subjectId,
        List<String> transactionIds,
        long firstEventTimeMillis,
        long lastEventTimeMillis,
        int ruleSetVersion,
        long intendedSendMicros) {}
