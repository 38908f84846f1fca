package fraud.cli.rules;

import fraud.cli.rules.RuleFileProblems.Member;
import fraud.cli.text.TimeText;
import fraud.cli.text.Token;
import fraud.config.ConfigException;
import fraud.config.NearestName;
import fraud.mask.CardNumbers;
import fraud.parse.VersionCodec;
import fraud.rules.RuleCatalog;
import fraud.ruleset.MerchantLists;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one rule file's nodes, and goes on after what is wrong, so that all of it is reported at once. */
final class RuleFileReader {

    private static final List<String> TOP =
            List.of(RuleFile.VERSION, RuleFile.EFFECTIVE_FROM, RuleFile.NOTE, RuleFile.RULES);
    private static final Set<String> LISTS = Set.of(VersionCodec.MERCHANT_BLOCK, VersionCodec.MERCHANT_ALLOW);
    private static final Map<String, List<RuleParameter>> RULES = RuleCatalog.byRule();
    private static final List<String> RULE_NAMES = Stream.concat(
                    Stream.of(VersionCodec.MERCHANT_BLOCK, VersionCodec.MERCHANT_ALLOW), RULES.keySet().stream())
            .toList();

    private final RuleFileProblems problems;
    private final Map<RuleParameter, Long> values = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    /** The merchants of each list, with the place of each. */
    private final Map<String, Map<String, Node>> merchants = new HashMap<>();

    private final Set<String> disabled = new TreeSet<>();

    RuleFileReader(String file) {
        this.problems = new RuleFileProblems(file);
    }

    RuleFile read(Node root) throws RuleFileException {
        OptionalInt version = OptionalInt.empty();
        OptionalLong effectiveFrom = OptionalLong.empty();
        Optional<String> note = Optional.empty();
        List<Member> members = root == null ? List.of() : problems.members("", root);
        for (Member member : members) {
            switch (member.key()) {
                case RuleFile.VERSION -> version = version(member.value());
                case RuleFile.EFFECTIVE_FROM -> effectiveFrom = time(member.value());
                case RuleFile.NOTE -> note = note(member.value());
                case RuleFile.RULES -> rules(member.value());
                default -> unknown(member);
            }
        }
        if (members.stream().noneMatch(member -> member.key().equals(RuleFile.RULES)) && problems.isEmpty()) {
            problems.problem(1, RuleFile.RULES + ": is missing");
        }
        requireNoMerchantInBothLists();
        Optional<RuleSet> rules = ruleSet();
        if (!problems.isEmpty()) {
            throw problems.exception();
        }
        return new RuleFile(version, effectiveFrom, note, rules.orElseThrow());
    }

    private void requireNoMerchantInBothLists() {
        Map<String, Node> blocked = merchants.getOrDefault(VersionCodec.MERCHANT_BLOCK, Map.of());
        merchants.getOrDefault(VersionCodec.MERCHANT_ALLOW, Map.of()).forEach((merchant, node) -> {
            if (blocked.containsKey(merchant)) {
                problems.wrong(
                        RuleFile.RULES + "." + VersionCodec.MERCHANT_ALLOW + "." + VersionCodec.MERCHANTS,
                        node,
                        "is in " + VersionCodec.MERCHANT_BLOCK + ", too");
            }
        });
    }

    /** What no value alone can tell: the parameters' relations to each other. */
    private Optional<RuleSet> ruleSet() {
        try {
            Map<RuleParameter, Long> all = new LinkedHashMap<>();
            RuleCatalog.parameters()
                    .forEach(parameter -> all.put(parameter, values.getOrDefault(parameter, parameter.defaultValue())));
            RuleSet rules = RuleSet.of(0, all, MerchantLists.NONE, disabled);
            return problems.isEmpty()
                    ? Optional.of(rules.with(new MerchantLists(
                            merchantsOf(VersionCodec.MERCHANT_BLOCK), merchantsOf(VersionCodec.MERCHANT_ALLOW))))
                    : Optional.empty();
        } catch (ConfigException e) {
            String message = e.getMessage();
            String key = message.substring(0, Math.max(0, message.indexOf(" = ")));
            problems.problem(lines.getOrDefault(key, lines.getOrDefault(rule(key), 1)), RuleFile.RULES + "." + message);
            return Optional.empty();
        }
    }

    private Set<String> merchantsOf(String list) {
        return merchants.getOrDefault(list, Map.of()).keySet();
    }

    private static String rule(String key) {
        return key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    }

    private void rules(Node node) {
        for (Member member : problems.members(RuleFile.RULES, node)) {
            String name = member.key();
            lines.put(name, member.line());
            if (LISTS.contains(name)) {
                merchantList(name, member.value());
            } else if (RULES.containsKey(name)) {
                rule(name, member.value());
            } else {
                problems.problem(
                        member.line(),
                        RuleFile.RULES + "." + name + ": there is no such rule: did you mean "
                                + NearestName.of(name, RULE_NAMES) + "?");
            }
        }
    }

    private void rule(String name, Node node) {
        String path = RuleFile.RULES + "." + name;
        List<RuleParameter> parameters = RULES.get(name);
        for (Member member : problems.members(path, node)) {
            Optional<RuleParameter> parameter = parameters.stream()
                    .filter(candidate -> candidate.parameter().equals(member.key()))
                    .findFirst();
            if (parameter.isPresent()) {
                parameter(parameter.get(), path, member.value());
            } else if (member.key().equals(VersionCodec.ENABLED)) {
                enabled(name, path, member.value());
            } else {
                List<String> known = Stream.concat(
                                parameters.stream().map(RuleParameter::parameter), Stream.of(VersionCodec.ENABLED))
                        .toList();
                problems.unknownField(member, path, known);
            }
        }
    }

    private void parameter(RuleParameter parameter, String path, Node node) {
        OptionalLong value = RuleNumber.of(parameter, node);
        if (value.isPresent()) {
            values.put(parameter, value.getAsLong());
            lines.put(parameter.key(), RuleFileProblems.line(node));
        } else {
            problems.wrong(path + "." + parameter.parameter(), node, RuleNumber.allowed(parameter));
        }
    }

    private void enabled(String rule, String path, Node node) {
        switch (node instanceof ScalarNode scalar ? scalar.getValue() : "") {
            case "true" -> {}
            case "false" -> disabled.add(rule);
            default -> problems.wrong(path + "." + VersionCodec.ENABLED, node, "must be true or false");
        }
    }

    private void merchantList(String name, Node node) {
        String path = RuleFile.RULES + "." + name;
        for (Member member : problems.members(path, node)) {
            if (member.key().equals(VersionCodec.MERCHANTS)) {
                merchantIds(name, path + "." + VersionCodec.MERCHANTS, member.value());
            } else {
                problems.unknownField(member, path, List.of(VersionCodec.MERCHANTS));
            }
        }
    }

    private void merchantIds(String name, String path, Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            problems.wrong(path, node, "must be a list of merchants");
            return;
        }
        Map<String, Node> ids = new LinkedHashMap<>();
        for (Node item : sequence.getValue()) {
            if (!(item instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
                problems.wrong(path, item, "must be a text: put it into quotes");
            } else if (Token.fault(scalar.getValue()).isPresent()) {
                // Its value is left out: it may be a card number.
                problems.problem(
                        RuleFileProblems.line(item),
                        path + ": " + Token.fault(scalar.getValue()).get());
            } else if (ids.putIfAbsent(scalar.getValue(), item) != null) {
                problems.wrong(path, item, "is in the list twice");
            }
        }
        if (ids.size() > MerchantLists.MAX_MERCHANTS) {
            problems.problem(
                    RuleFileProblems.line(node),
                    path + ": has " + ids.size() + " merchants, at most " + MerchantLists.MAX_MERCHANTS
                            + " are allowed");
        }
        merchants.put(name, ids);
    }

    private OptionalInt version(Node node) {
        OptionalLong version = RuleNumber.integer(node);
        if (version.isEmpty() || version.getAsLong() < 1 || version.getAsLong() > VersionCodec.MAX_VERSION) {
            problems.wrong(RuleFile.VERSION, node, "must be a whole number from 1 to " + VersionCodec.MAX_VERSION);
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) version.getAsLong());
    }

    private OptionalLong time(Node node) {
        Optional<Instant> time =
                node instanceof ScalarNode scalar ? TimeText.instant(scalar.getValue()) : Optional.empty();
        if (time.isEmpty()) {
            problems.wrong(RuleFile.EFFECTIVE_FROM, node, "must be " + TimeText.INSTANTS);
            return OptionalLong.empty();
        }
        return OptionalLong.of(time.get().toEpochMilli());
    }

    private Optional<String> note(Node node) {
        String allowed = "must be a text of at most " + VersionCodec.MAX_NOTE_CHARS + " characters";
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
            problems.wrong(RuleFile.NOTE, node, allowed);
            return Optional.empty();
        }
        if (scalar.getValue().length() > VersionCodec.MAX_NOTE_CHARS) {
            problems.problem(RuleFileProblems.line(node), RuleFile.NOTE + ": " + allowed);
        }
        if (CardNumbers.isInMessage(scalar.getValue())) {
            problems.problem(
                    RuleFileProblems.line(node),
                    RuleFile.NOTE + ": holds a card number, which would be published: leave it out");
        }
        return Optional.of(scalar.getValue());
    }

    private void unknown(Member member) {
        if (RULE_NAMES.contains(member.key())) {
            problems.problem(member.line(), member.key() + ": belongs below " + RuleFile.RULES + ":");
        } else {
            problems.unknownField(member, "", TOP);
        }
    }
}
