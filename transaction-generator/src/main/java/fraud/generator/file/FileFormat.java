package fraud.generator.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import fraud.config.ConfigException;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.LabelRecord;
import fraud.model.Label;
import fraud.model.Transaction;
import fraud.parse.LabelCodec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How events and labels become lines. */
enum FileFormat {
    /** One record's value a line, as it is. */
    JSONL(Optional.empty(), Optional.empty()) {
        @Override
        Optional<String> line(GeneratedRecord event, boolean withPublishedAt) {
            if (!survivesAsLine(event, withPublishedAt)) {
                return Optional.empty();
            }
            Optional<String> text = decoded(event.value()).filter(value -> value.indexOf('\n') < 0);
            return withPublishedAt ? text.map(value -> withPublishedAt(value, event.publishedAtMillis())) : text;
        }

        @Override
        String line(LabelRecord outcome) {
            String label =
                    withPublishedAt(new String(LabelCodec.toJson(outcome.label()), UTF_8), outcome.publishedAtMillis());
            return outcome.campaignId() == null
                    ? label
                    : label.substring(0, label.length() - 1) + ",\"campaignId\":\"" + outcome.campaignId() + "\"}";
        }
    },
    /**
     * Valid transactions only, a column for each field of the wire; no value needs quotes, and none is a missing one.
     */
    CSV(
            Optional.of("transactionId,cardId,merchantId,eventTimeMillis,amountMinor,currency,merchantCategory,channel,"
                    + "country,latitude,longitude,deviceId,issuerRange"),
            Optional.of(
                    "transactionId,merchantId,cardId,eventTimeMillis,fraud,scenario,campaignId,publishedAtMillis")) {
        @Override
        Optional<String> line(GeneratedRecord event, boolean withPublishedAt) {
            return Optional.ofNullable(event.transaction())
                    .map(transaction ->
                            withPublishedAt ? csv(transaction) + "," + event.publishedAtMillis() : csv(transaction));
        }

        @Override
        String line(LabelRecord outcome) {
            Label label = outcome.label();
            return joined(
                    label.transactionId(),
                    label.merchantId(),
                    label.cardId(),
                    label.eventTimeMillis(),
                    label.fraud(),
                    label.scenario(),
                    outcome.campaignId(),
                    outcome.publishedAtMillis());
        }
    };

    /** The optional field that says when a record was published. */
    static final String PUBLISHED_AT = "publishedAtMillis";

    private final Optional<String> eventHeader;
    private final Optional<String> labelHeader;

    FileFormat(Optional<String> eventHeader, Optional<String> labelHeader) {
        this.eventHeader = eventHeader;
        this.labelHeader = labelHeader;
    }

    /** The format that a file's name asks for; {@code .gz} may follow. */
    static FileFormat of(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.gz$", "");
        if (name.endsWith(".jsonl")) {
            return JSONL;
        }
        if (name.endsWith(".csv")) {
            return CSV;
        }
        throw new ConfigException(file + ": the name must end in .jsonl, .jsonl.gz, .csv or .csv.gz");
    }

    /** The first line of a file of events, if the format has one. */
    Optional<String> eventHeader(boolean withPublishedAt) {
        return eventHeader.map(header -> withPublishedAt ? header + "," + PUBLISHED_AT : header);
    }

    /** The first line of a file of labels, if the format has one. */
    Optional<String> labelHeader() {
        return labelHeader;
    }

    /** An event's line, without its end; none if the format cannot say it. */
    abstract Optional<String> line(GeneratedRecord event, boolean withPublishedAt);

    /** An outcome's line, without its end. */
    abstract String line(LabelRecord outcome);

    /**
     * Whether a line says what the record does. Key and partition are not in it, so that what is wrong with them alone
     * would become valid; and a time far ahead, with nothing to say when it was published, would become the time of all
     * lines after it.
     */
    private static boolean survivesAsLine(GeneratedRecord event, boolean withPublishedAt) {
        if (event.expectedReject() == null) {
            return true;
        }
        return switch (event.expectedReject()) {
            case NO_VALUE, WRONG_KEY, WRONG_PARTITION -> false;
            case FUTURE_EVENT_TIME -> withPublishedAt;
            case TOO_LARGE,
                    INVALID_UTF8,
                    MALFORMED_JSON,
                    BAD_SIGNAL,
                    BAD_CONTROL,
                    MISSING_FIELD,
                    WRONG_TYPE,
                    OUT_OF_RANGE,
                    CARD_NUMBER,
                    UNKNOWN_FIELD,
                    VERSION_NOT_NEW,
                    TOO_SOON,
                    TOO_MANY_VERSIONS,
                    BAD_MODEL -> true;
        };
    }

    private static Optional<String> decoded(byte[] value) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String withPublishedAt(String value, long publishedAtMillis) {
        return value.startsWith("{\"")
                ? "{\"" + PUBLISHED_AT + "\":" + publishedAtMillis + "," + value.substring(1)
                : value;
    }

    private static String csv(Transaction transaction) {
        return joined(
                transaction.transactionId(),
                transaction.cardId(),
                transaction.merchantId(),
                transaction.eventTimeMillis(),
                transaction.amountMinor(),
                transaction.currency(),
                transaction.merchantCategory(),
                transaction.channel(),
                transaction.country(),
                transaction.latitude(),
                transaction.longitude(),
                transaction.deviceId(),
                transaction.issuerRange());
    }

    private static String joined(Object... cells) {
        return Stream.of(cells).map(cell -> Objects.toString(cell, "")).collect(Collectors.joining(","));
    }
}
