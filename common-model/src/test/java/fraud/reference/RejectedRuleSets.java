package fraud.reference;

import fraud.rules.RuleCatalog;
import fraud.ruleset.MerchantLists;
import fraud.ruleset.RuleParameter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Records of {@code versions} that are dead letters before it is asked whether they are accepted (SEMANTICS 13.2). */
final class RejectedRuleSets {

    private static final int TOO_MANY_BYTES = 1_000_001;
    private static final int TOO_LONG_NOTE = 501;
    private static final int VERSION = 999_999_999;

    private final SeededStream stream;
    private final long effectiveFromMillis;

    /**
     * Records that are sent in time.
     *
     * @param effectiveFromMillis when they would come into force
     */
    RejectedRuleSets(SeededStream stream, long effectiveFromMillis) {
        this.stream = stream;
        this.effectiveFromMillis = effectiveFromMillis;
    }

    void writeAll() {
        send(null);
        send(new byte[0]);
        send(new byte[TOO_MANY_BYTES]);
        send(new byte[] {'{', (byte) 0xff, '}'});
        json("[]");
        json("{\"signal\":\"end-of-input\",\"rules\":{}}");
        members();
        rules();
        lists();
        RuleCatalog.byRule().forEach((rule, parameters) -> {
            for (RuleParameter parameter : parameters) {
                rules("\"%s\":{\"%s\":%d}", rule, parameter.parameter(), parameter.greatest() + 1);
                rules("\"%s\":{\"%s\":\"%d\"}", rule, parameter.parameter(), parameter.defaultValue());
                if (parameter.least() > 0) {
                    rules("\"%s\":{\"%s\":%d}", rule, parameter.parameter(), parameter.least() - 1);
                }
            }
        });
        raw("8", record("9", effectiveFromMillis, "{}"));
        raw(null, record(String.valueOf(VERSION), effectiveFromMillis, "{}"));
        raw("0" + VERSION, record(String.valueOf(VERSION), effectiveFromMillis, "{}"));
    }

    private void members() {
        json("{}");
        json("{\"version\":null}");
        json("{\"version\":0}");
        json("{\"version\":1000000000}");
        json("{\"version\":7.0}");
        json("{\"version\":7,\"rules\":{}}");
        json("{\"version\":7,\"effectiveFromMillis\":946684799999,\"rules\":{}}");
        json("{\"version\":7,\"effectiveFromMillis\":" + effectiveFromMillis + "}");
        json("{\"version\":7,\"effectiveFromMillis\":" + effectiveFromMillis + ",\"rules\":[]}");
        json("{\"version\":7,\"effectiveFromMillis\":" + effectiveFromMillis + ",\"note\":7,\"rules\":{}}");
        json("{\"version\":7,\"effectiveFromMillis\":" + effectiveFromMillis + ",\"note\":\""
                + "x".repeat(TOO_LONG_NOTE) + "\",\"rules\":{}}");
    }

    private void rules() {
        rules("\"amountLimits\":{}");
        rules("\"velocityCount\":{\"maxcount\":1}");
        rules("\"velocityCount\":{\"within\":1}");
        rules("\"4111111111111111\":{}");
        rules("\"velocityCount\":{\"4111111111111111\":1}");
        rules("\"velocityCount\":7");
        rules("\"velocityCount\":{\"maxCount\":7.0}");
        rules("\"velocityCount\":{\"maxCount\":-7}");
        rules("\"velocityCount\":{\"enabled\":\"no\"}");
        rules("\"cardTesting\":{\"smallMaxMinor\":50000,\"largeAboveMinor\":49999}");
    }

    private void lists() {
        rules("\"merchantBlock\":{\"enabled\":false}");
        rules("\"merchantBlock\":{\"merchants\":\"m-1\"}");
        rules("\"merchantBlock\":{\"merchants\":[1]}");
        rules("\"merchantBlock\":{\"merchants\":[\"m 1\"]}");
        rules("\"merchantAllow\":{\"merchants\":[\"m-1\",\"m-2\",\"m-1\"]}");
        rules("\"merchantAllow\":{\"merchants\":[\"m-1\"]},\"merchantBlock\":{\"merchants\":[\"m-1\"]}");
        rules("\"merchantAllow\":{\"more\":1,\"merchants\":[\"m-1\"]},\"merchantBlock\":{\"merchants\":[\"m-1\"]}");
        rules("\"merchantAllow\":{\"4111111111111111\":1}");
        rules("\"merchantAllow\":{\"merchants\":[\"4111111111111111\"]}");
        String tooMany = IntStream.rangeClosed(0, MerchantLists.MAX_MERCHANTS)
                .mapToObj(i -> "\"m-" + i + '"')
                .collect(Collectors.joining(","));
        rules("\"merchantBlock\":{\"merchants\":[" + tooMany + "]}");
    }

    private void rules(String format, Object... arguments) {
        json(record("7", effectiveFromMillis, "{" + String.format(Locale.ROOT, format, arguments) + "}"));
    }

    private static String record(String version, long effectiveFrom, String rules) {
        return "{\"version\":" + version + ",\"effectiveFromMillis\":" + effectiveFrom + ",\"rules\":" + rules + "}";
    }

    private void json(String value) {
        raw("7", value);
    }

    private void raw(String key, String value) {
        stream.raw(
                SeededStream.TOPICS.versions(),
                0,
                key == null ? null : SeededStream.bytes(key),
                SeededStream.bytes(value),
                sentMillis());
    }

    private void send(byte[] value) {
        stream.raw(SeededStream.TOPICS.versions(), 0, SeededStream.bytes("7"), value, sentMillis());
    }

    private long sentMillis() {
        return effectiveFromMillis
                - stream.parameters().leadMillis()
                - stream.random().nextInt(1_000);
    }
}
