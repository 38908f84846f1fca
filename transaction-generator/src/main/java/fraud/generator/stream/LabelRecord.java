package fraud.generator.stream;

import fraud.model.Label;

/**
 * A settled label on its way to {@code labels}.
 *
 * @param index of the transaction in the stream
 * @param publishedAtMillis when it is published, UTC epoch in ms, on the stream's clock
 * @param label the outcome
 * @param correction whether it replaces an earlier outcome of the same transaction, which said the opposite
 * @param campaignId the campaign, if the outcome is fraud, else null; issuers do not know it, so that files have it and
 *     Kafka has not
 */
public record LabelRecord(long index, long publishedAtMillis, Label label, boolean correction, String campaignId) {}
