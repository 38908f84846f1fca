package fraud.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** The members of a JSON object as text, to be changed one thing at a time into what is not, or just, valid. */
final class WireObject {

    private static final String[] NAMES = {
        "signal",
        "control",
        "transactionId",
        "cardId",
        "merchantId",
        "eventTimeMillis",
        "amountMinor",
        "currency",
        "channel",
        "country",
        "latitude",
        "longitude",
        "deviceId",
        "issuerRange",
        "fraud",
        "scenario",
        "version",
        "rules",
        "note",
        "x"
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "false",
        "\"\"",
        "\" \"",
        "0",
        "-1",
        "-0",
        "1.0",
        "1e3",
        "1E400",
        "-1e-400",
        "01",
        "+1",
        ".5",
        "NaN",
        "Infinity",
        "[]",
        "{}",
        "[1,{\"a\":null}]",
        "\"end\"",
        "\"block\"",
        "\"CHIP\"",
        "\"chip\"",
        "\"EUR\"",
        "\"eur\"",
        "\"4111111111111111\"",
        "\"a4111111111111111b\"",
        "\"4111-1111-1111-1111\"",
        "\"4111111111111112\"",
        "\"\\u0034111111111111111\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"\\ud83d\\ude00\"",
        "\"\u00e9\"",
        "\"\\q\"",
        "\"a\tb\"",
        "'a'",
        "abc",
        "90",
        "90.000001",
        "-90",
        "180",
        "-180.5",
        "946684799999",
        "946684800000",
        "4102444799999",
        "4102444800000",
        "100000000000",
        "100000000001",
        "999999999999999999",
        "1000000000000000000",
        "123456789012345678901234567890",
        "99999999999999999999.5",
        "\"0000\"",
        "\"00000\"",
        "\"D\"",
        "\"DE\""
    };
    private static final String[] PUNCTUATION = {
        ",", "}", "{", "]", "[", ":", "\"", " ", "\n", "\u00a0", "\ufeff", "//c", "/*c*/", "#", "{}", "null", "\u0000",
        "\\"
    };

    private record Member(String name, String value) {}

    private final List<Member> members = new ArrayList<>();
    private String before = "";
    private String after = "";
    private String separator = ",";

    WireObject with(String name, String value) {
        members.add(new Member('"' + name + '"', value));
        return this;
    }

    /** Changes one thing. */
    void change(Random random, long nowMillis) {
        int at = random.nextInt(Math.max(1, members.size()));
        if (members.isEmpty()) {
            with(any(NAMES, random), any(VALUES, random));
            return;
        }
        Member member = members.get(at);
        switch (random.nextInt(14)) {
            case 0 -> members.remove(at);
            case 1 -> members.add(random.nextInt(members.size() + 1), member);
            case 2 -> members.set(at, new Member('"' + any(NAMES, random) + '"', member.value()));
            case 3, 4, 5 -> members.set(at, new Member(member.name(), any(VALUES, random)));
            case 6 -> members.set(at, new Member(member.name(), identifierOf(random)));
            case 7 -> members.set(at, new Member(member.name(), String.valueOf(nowMillis + around(random))));
            case 8 -> members.set(at, new Member(escaped(member.name()), member.value()));
            case 9 -> members.add(new Member("\"nested\"", nested(28 + random.nextInt(6))));
            case 10 -> Collections.shuffle(members, random);
            case 11 -> before = any(PUNCTUATION, random);
            case 12 -> after = any(PUNCTUATION, random);
            case 13 -> separator = random.nextBoolean() ? " , " : any(PUNCTUATION, random);
            default -> throw new IllegalStateException("no such change");
        }
    }

    String text() {
        return members.stream()
                .map(member -> member.name() + ":" + member.value())
                .collect(Collectors.joining(separator, before + "{", "}" + after));
    }

    /** At the longest identifier's boundary, or of characters at the alphabet's. */
    private static String identifierOf(Random random) {
        String[] identifiers = {"a".repeat(64), "a".repeat(65), "A-z_0.9", "a/b", "a b", "\u00fc", "@", "a`", "Z[", "{"
        };
        return '"' + any(identifiers, random) + '"';
    }

    /** At the boundaries of what is late, or ahead. */
    private static long around(Random random) {
        long[] boundaries = {60_000, 60_001, -10_000, -10_001, -86_400_000, -86_400_001, 0};
        return boundaries[random.nextInt(boundaries.length)];
    }

    /** The same name in other letters. */
    private static String escaped(String quotedName) {
        char first = quotedName.charAt(1);
        return String.format("\"\\u%04x%s", (int) first, quotedName.substring(2));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String any(String[] of, Random random) {
        return of[random.nextInt(of.length)];
    }
}
