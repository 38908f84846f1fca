package fraud.cli.rules;

import fraud.cli.text.TimeText;
import fraud.cli.text.Token;
import fraud.cli.yaml.YamlFile;
import fraud.cli.yaml.YamlFileException;
import fraud.cli.yaml.YamlValue;
import fraud.config.ConfigException;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads one rule file, and goes on after what is wrong, so that all of it is reported at once. */
final class RuleFileReader {

    private static final List<String> TOP =
            List.of(RuleFile.VERSION, RuleFile.EFFECTIVE_FROM, RuleFile.NOTE, RuleFile.RULES);
    private static final Set<String> LISTS = Set.of(VersionCodec.MERCHANT_BLOCK, VersionCodec.MERCHANT_ALLOW);
    private static final Map<String, List<RuleParameter>> RULES = RuleCatalog.byRule();
    private static final List<String> RULE_NAMES = Stream.concat(
                    Stream.of(VersionCodec.MERCHANT_BLOCK, VersionCodec.MERCHANT_ALLOW), RULES.keySet().stream())
            .toList();

    private final YamlFile file;
    private final Map<RuleParameter, Long> values = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    /** The merchants of each list, with the place of each. */
    private final Map<String, Map<String, YamlValue>> merchants = new HashMap<>();

    private final Set<String> disabled = new TreeSet<>();

    RuleFileReader(YamlFile file) {
        this.file = file;
    }

    RuleFile read() throws YamlFileException {
        Optional<Long> version = Optional.empty();
        Optional<Long> effectiveFrom = Optional.empty();
        Optional<String> note = Optional.empty();
        Map<String, YamlValue> members = file.root().members();
        for (Map.Entry<String, YamlValue> member : members.entrySet()) {
            YamlValue value = member.getValue();
            switch (member.getKey()) {
                case RuleFile.VERSION -> version = value.wholeNumber(1, VersionCodec.MAX_VERSION);
                case RuleFile.EFFECTIVE_FROM -> effectiveFrom = time(value);
                case RuleFile.NOTE -> note = note(value);
                case RuleFile.RULES -> value.members().forEach(this::rule);
                default -> unknown(member.getKey(), value);
            }
        }
        if (!members.containsKey(RuleFile.RULES) && file.isFlawless()) {
            file.problem(1, RuleFile.RULES + ": is missing");
        }
        requireNoMerchantInBothLists();
        Optional<RuleSet> rules = ruleSet();
        file.requireNoProblems();
        return new RuleFile(version.map(Long::intValue), effectiveFrom, note, rules.orElseThrow());
    }

    private static void unknown(String name, YamlValue value) {
        if (RULE_NAMES.contains(name)) {
            value.problem("belongs below " + RuleFile.RULES + ":");
        } else {
            value.unknown("key", TOP);
        }
    }

    private void requireNoMerchantInBothLists() {
        Set<String> blocked = merchantsOf(VersionCodec.MERCHANT_BLOCK);
        merchants.getOrDefault(VersionCodec.MERCHANT_ALLOW, Map.of()).forEach((merchant, value) -> {
            if (blocked.contains(merchant)) {
                value.wrong("is in " + VersionCodec.MERCHANT_BLOCK + ", too");
            }
        });
    }

    private Set<String> merchantsOf(String list) {
        return merchants.getOrDefault(list, Map.of()).keySet();
    }

    /** What no value alone can tell: the parameters' relations to each other. */
    private Optional<RuleSet> ruleSet() {
        try {
            Map<RuleParameter, Long> all = new LinkedHashMap<>();
            RuleCatalog.parameters()
                    .forEach(parameter -> all.put(parameter, values.getOrDefault(parameter, parameter.defaultValue())));
            RuleSet rules = RuleSet.of(0, all, MerchantLists.NONE, disabled);
            return file.isFlawless()
                    ? Optional.of(rules.with(new MerchantLists(
                            merchantsOf(VersionCodec.MERCHANT_BLOCK), merchantsOf(VersionCodec.MERCHANT_ALLOW))))
                    : Optional.empty();
        } catch (ConfigException e) {
            String message = e.getMessage();
            String key = message.substring(0, Math.max(0, message.indexOf(" = ")));
            String rule = key.replaceAll("\\..*", "");
            file.problem(lines.getOrDefault(key, lines.getOrDefault(rule, 1)), RuleFile.RULES + "." + message);
            return Optional.empty();
        }
    }

    private void rule(String name, YamlValue rule) {
        lines.put(name, rule.line());
        if (LISTS.contains(name)) {
            rule.members(List.of(VersionCodec.MERCHANTS))
                    .forEach((key, list) -> merchants.put(name, merchantIds(list)));
        } else if (RULES.containsKey(name)) {
            parameters(name, rule);
        } else {
            rule.unknown("rule", RULE_NAMES);
        }
    }

    private void parameters(String name, YamlValue rule) {
        Map<String, RuleParameter> parameters = new LinkedHashMap<>();
        RULES.get(name).forEach(parameter -> parameters.put(parameter.parameter(), parameter));
        List<String> known = Stream.concat(parameters.keySet().stream(), Stream.of(VersionCodec.ENABLED))
                .toList();
        rule.members(known).forEach((key, value) -> {
            if (key.equals(VersionCodec.ENABLED)) {
                enabled(name, value);
            } else {
                parameter(parameters.get(key), value);
            }
        });
    }

    private void parameter(RuleParameter parameter, YamlValue value) {
        value.orWrong(RuleNumber.of(parameter, value), RuleNumber.allowed(parameter))
                .ifPresent(number -> {
                    values.put(parameter, number);
                    lines.put(parameter.key(), value.line());
                });
    }

    private void enabled(String rule, YamlValue value) {
        switch (value.scalar().orElse("")) {
            case "true" -> {}
            case "false" -> disabled.add(rule);
            default -> value.wrong("must be true or false");
        }
    }

    private static Map<String, YamlValue> merchantIds(YamlValue list) {
        Map<String, YamlValue> ids = new LinkedHashMap<>();
        for (YamlValue item : list.items(0, MerchantLists.MAX_MERCHANTS, "merchants")) {
            Optional<String> id = item.orWrong(item.text(), "must be a text: put it into quotes");
            Optional<String> fault = id.flatMap(Token::fault);
            if (fault.isPresent()) {
                // Its value is left out: it may be a card number.
                item.problem(fault.get());
            } else if (id.isPresent() && ids.putIfAbsent(id.get(), item) != null) {
                item.wrong("is in the list twice");
            }
        }
        return ids;
    }

    private static Optional<Long> time(YamlValue value) {
        return value.orWrong(value.scalar().flatMap(TimeText::instant), "must be " + TimeText.INSTANTS)
                .map(Instant::toEpochMilli);
    }

    private static Optional<String> note(YamlValue value) {
        String allowed = "must be a text of at most " + VersionCodec.MAX_NOTE_CHARS + " characters";
        Optional<String> note = value.orWrong(value.text(), allowed);
        if (note.isPresent() && note.get().length() > VersionCodec.MAX_NOTE_CHARS) {
            value.problem(allowed);
        }
        if (note.filter(CardNumbers::isInMessage).isPresent()) {
            value.problem("holds a card number, which would be published: leave it out");
        }
        return note;
    }
}
