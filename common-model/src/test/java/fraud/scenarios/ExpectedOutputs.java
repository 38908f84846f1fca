package fraud.scenarios;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.model.Flag;
import fraud.model.RejectReason;
import fraud.scenarios.Placement.Example;
import fraud.scenarios.Placement.Placed;
import fraud.scenarios.Scenario.ExpectedAlert;
import fraud.sequences.SequenceSubject;
import fraud.sink.OutputKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What examples say of their records, written out as SEMANTICS 11 has it, without any code that a detector uses. */
final class ExpectedOutputs {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_PAYLOAD = 2_048;
    private static final Pattern ABOVE_FFFF = Pattern.compile("[\\x{10000}-\\x{10ffff}]");
    /** What is rejected though it can be read leaves no payload (SEMANTICS 13.3, 15.5). */
    private static final Set<RejectReason> NOT_ADMITTED = Set.of(
            RejectReason.VERSION_NOT_NEW,
            RejectReason.TOO_SOON,
            RejectReason.TOO_MANY_VERSIONS,
            RejectReason.BAD_MODEL);

    private final List<Placed> placed;
    private final List<Expected> outputs = new ArrayList<>();

    /** An output and the place in the files that asks for it. */
    record Expected(String where, String text) {}

    ExpectedOutputs(List<Example> examples, List<Placed> placed) {
        this.placed = placed;
        placed.forEach(this::addFate);
        for (Example example : examples) {
            for (Located<ExpectedAlert> alert : example.scenario().value().alerts()) {
                addAlert(example, alert);
            }
        }
    }

    List<Expected> outputs() {
        return List.copyOf(outputs);
    }

    private void addFate(Placed record) {
        if (record.step().then() == null) {
            return;
        }
        switch (record.step().then()) {
            case APPROVE, REVIEW, DECLINE -> addDecision(record);
            case DUPLICATE -> addDuplicate(record);
            case DEAD_LETTER -> addDeadLetter(record);
            case NOTHING -> {
                // A signal or a control, spelled out.
            }
        }
    }

    private void addDecision(Placed record) {
        Step step = record.step();
        Map<String, Object> decision = transaction(record);
        decision.put("outcome", step.then());
        Step.Scored scores = step.scores();
        decision.put("score", scores == null ? 0.0 : scores.score());
        decision.put("reasons", step.reasons());
        decision.put("flags", step.flags());
        decision.put("ruleSetVersion", Objects.requireNonNullElse(step.version(), 0));
        boolean hasChampion = scores != null && scores.model() != null;
        decision.put("modelVersion", hasChampion ? String.valueOf(scores.model()) : "none");
        if (scores != null && scores.challenger() != null) {
            decision.put("challengerScore", scores.challenger());
            decision.put("challengerVersion", String.valueOf(scores.challengerModel()));
        }
        putOrigin(decision, record);
        if (scores != null && scores.contributions() != null) {
            decision.put("contributions", contributions(scores.contributions()));
        }
        String features = step.features() == null ? "" : features(step.features());
        outputs.add(
                new Expected(record.where(), text(OutputKind.DECISION, record.cardId(), json(decision)) + features));
        if (step.flags().contains(Flag.LATE)) {
            Map<String, Object> late = transaction(record);
            late.put("publishedAtMillis", record.origin().publishedAtMillis());
            putOrigin(late, record);
            add(record, OutputKind.LATE, record.cardId(), late);
        }
    }

    private static List<Map<String, Object>> contributions(Map<String, Double> moved) {
        List<Map<String, Object>> contributions = new ArrayList<>();
        moved.forEach((feature, contribution) -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("feature", feature);
            each.put("contribution", contribution);
            contributions.add(each);
        });
        return contributions;
    }

    private void addDuplicate(Placed record) {
        List<Placed> before = decided(
                        record.example(),
                        record.transactionId(),
                        ofCard(record.step().card()))
                .stream()
                .filter(other -> other.origin().offset() < record.origin().offset())
                .toList();
        int number = Objects.requireNonNullElse(record.step().original(), before.size());
        if (before.isEmpty() || number > before.size()) {
            throw new IllegalArgumentException(
                    record.where() + ": DUPLICATE: there is no decision on " + record.transactionId() + " before");
        }
        Placed original = before.get(number - 1);
        Map<String, Object> duplicate = transaction(record);
        duplicate.put("originalOffset", original.origin().offset());
        putOrigin(duplicate, record);
        add(record, OutputKind.DUPLICATE, record.cardId(), duplicate);
    }

    private void addDeadLetter(Placed record) {
        Step step = record.step();
        Map<String, Object> deadLetter = new LinkedHashMap<>();
        deadLetter.put("reason", step.reason());
        if (step.detail() != null) {
            deadLetter.put("detail", step.detail());
        }
        putOrigin(deadLetter, record);
        String payload = step.payload() == null ? record.text() : step.payload();
        if (!payload.isEmpty() && !NOT_ADMITTED.contains(step.reason())) {
            deadLetter.put("payload", payload.substring(0, Math.min(payload.length(), MAX_PAYLOAD)));
        }
        String key = record.origin().topic() + "-" + record.origin().partition() + "-"
                + record.origin().offset();
        add(record, OutputKind.DEAD_LETTER, key, deadLetter);
    }

    private void addAlert(Example example, Located<ExpectedAlert> located) {
        ExpectedAlert alert = located.value();
        String where = example.where(located.line());
        SequenceSubject subject = alert.rule().subject();
        String key = example.subjectId(subject, alert.named());
        Predicate<Placed> isOfKey = record -> key.equals(record.subjectId(subject));
        Map<String, Integer> seen = new HashMap<>();
        List<Placed> match = new ArrayList<>();
        for (String transactionId : alert.transactions()) {
            List<Placed> candidates = decided(example, transactionId, isOfKey);
            int number = seen.merge(transactionId, 1, Integer::sum) - 1;
            if (number >= candidates.size()) {
                throw new IllegalArgumentException(
                        where + ": transactions: there is no decision on " + transactionId + " of " + key);
            }
            match.add(candidates.get(number));
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("alertId", alertId(alert.rule().name(), key, match));
        members.put("rule", alert.rule());
        members.put(subject.member(), key);
        members.put("transactionIds", alert.transactions());
        members.put("firstEventTimeMillis", match.get(0).step().at().millis());
        members.put(
                "lastEventTimeMillis", match.get(match.size() - 1).step().at().millis());
        members.put("ruleSetVersion", Objects.requireNonNullElse(alert.version(), 0));
        outputs.add(new Expected(where, text(OutputKind.ALERT, key, json(members))));
    }

    /** SEMANTICS 8.3. */
    private static String alertId(String rule, String key, List<Placed> match) {
        StringBuilder identity = new StringBuilder(rule + "|" + key);
        match.forEach(record -> identity.append("|")
                .append(record.origin().partition())
                .append(":")
                .append(record.origin().offset()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(identity.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private List<Placed> decided(Example example, String transactionId, Predicate<Placed> isWanted) {
        return placed.stream()
                .filter(record -> record.example().equals(example)
                        && record.step().isDecided()
                        && record.transactionId().equals(transactionId)
                        && isWanted.test(record))
                .toList();
    }

    private static Predicate<Placed> ofCard(String card) {
        return record -> record.step().card().equals(card);
    }

    private static Map<String, Object> transaction(Placed record) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("transactionId", record.transactionId());
        members.put("cardId", record.cardId());
        members.put("eventTimeMillis", record.step().at().millis());
        return members;
    }

    private static void putOrigin(Map<String, Object> members, Placed record) {
        members.put("sourceTopic", record.origin().topic());
        members.put("sourcePartition", record.origin().partition());
        members.put("sourceOffset", record.origin().offset());
    }

    private void add(Placed record, OutputKind kind, String key, Map<String, Object> members) {
        outputs.add(new Expected(record.where(), text(kind, key, json(members))));
    }

    static String text(OutputKind kind, String key, String value) {
        return kind + " " + key + " " + value;
    }

    static String features(Map<String, ?> named) {
        return " features " + json(named);
    }

    private static String json(Map<String, ?> members) {
        try {
            String text = JSON.writeValueAsString(members);
            return ABOVE_FFFF.matcher(text).replaceAll(found -> escapes(found.group()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers can be written", e);
        }
    }

    /** An escape for each half of a surrogate pair (SEMANTICS 2.4); the backslashes are the matcher's, too. */
    private static String escapes(String pair) {
        return String.format(Locale.ROOT, "\\\\u%04X\\\\u%04X", (int) pair.charAt(0), (int) pair.charAt(1));
    }
}
