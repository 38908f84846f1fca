package fraud.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fraud.cli.yaml.YamlFileException;
import fraud.parse.VersionCodec;
import fraud.rules.RuleCatalog;
import fraud.rules.VelocityCount;
import fraud.rules.VelocitySum;
import fraud.ruleset.MerchantLists;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.sequences.CardTesting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleFileTest {

    private static final String OR_AMOUNT = ", or an amount with its currency, such as 50.00 EUR";

    @TempDir
    private Path directory;

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        RuleFile file = read("""
                rules:
                  velocityCount:
                    maxCount: 3
                """);

        assertThat(file.version()).isEmpty();
        assertThat(file.effectiveFromMillis()).isEmpty();
        assertThat(file.note()).isEmpty();
        assertThat(file.rules()).isEqualTo(RuleSet.defaults().with(VelocityCount.MAX_COUNT, 3));
    }

    @Test
    void saysEverythingThatAVersionOnTheWireSays() throws Exception {
        RuleFile file = read("""
                version: 3
                effectiveFrom: 2026-03-01T01:00:00+01:00
                note: Sales week
                rules:
                  merchantBlock:
                    merchants: [shop-1, "007"]
                  merchantAllow:
                    merchants:
                      - shop-2
                  velocitySum:
                    maxSumMinor: 1_000_000
                  escalation:
                    enabled: false
                """);

        RuleSet expected = RuleSet.defaults()
                .with(VelocitySum.MAX_SUM, 1_000_000)
                .with(new MerchantLists(Set.of("shop-1", "007"), Set.of("shop-2")))
                .withDisabled(Set.of("escalation"));
        assertThat(file.rules()).isEqualTo(expected);
        assertThat(file.published())
                .isEqualTo(new PublishedRuleSet(
                        3,
                        Instant.parse("2026-03-01T00:00:00Z").toEpochMilli(),
                        "Sales week",
                        VersionCodec.rulesJson(expected)));
    }

    @Test
    void whatIsShownCanBePublishedAgain() throws Exception {
        RuleSet rules = RuleSet.defaults()
                .with(CardTesting.SMALL_MAX, 77)
                .with(new MerchantLists(Set.of("1e3", "no"), Set.of("x.y_z-1")))
                .withDisabled(Set.of("muleCashOut", "newDevice"))
                .withVersion(12);
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        String note = "quotes \" and: # and \n a line";

        RuleFile file = read(RuleYaml.of(rules, Optional.of(from), Optional.of(note), List.of("version 12")));

        assertThat(file.published())
                .isEqualTo(new PublishedRuleSet(12, from.toEpochMilli(), note, VersionCodec.rulesJson(rules)));
    }

    @ParameterizedTest
    @MethodSource("fraud.rules.RuleCatalog#parameters")
    void eachParameterHasItsRange(RuleParameter parameter) throws Exception {
        assertThat(read(yaml(parameter, greatest(parameter))).rules())
                .satisfies(rules -> assertThat(rules.get(parameter)).isEqualTo(greatest(parameter)));
        String path = "rules." + parameter.key();
        String allowed = ": must be a whole number from " + parameter.least() + " to " + parameter.greatest() + " ("
                + parameter.unit() + ")" + orText(parameter);
        assertThat(problems(yaml(parameter, parameter.greatest() + 1)))
                .containsExactly("rules.yaml:3: " + path + " = " + (parameter.greatest() + 1) + allowed);
        assertThat(problems(yaml(parameter, parameter.least() - 1)))
                .containsExactly("rules.yaml:3: " + path + " = " + (parameter.least() - 1) + allowed);
    }

    private static String orText(RuleParameter parameter) {
        return switch (parameter.key()) {
            case "countryFlip.withinMillis" -> ", or a duration from 1s to 1d";
            case "dormantCard.idleMillis" -> ", or a duration from 1d to 29d";
            default -> parameter.parameter().endsWith("Minor") ? OR_AMOUNT : "";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "dormantCard.idleMillis, 21d, 1814400000",
        "dormantCard.idleMillis, 600h, 2160000000",
        "countryFlip.withinMillis, 2m, 120000",
        "countryFlip.withinMillis, 90s, 90000",
        "countryFlip.withinMillis, '\"1500ms\"', 1500",
        "amountLimit.maxAmountMinor, 5000.00 EUR, 500000",
        "amountLimit.maxAmountMinor, '\"0.05 USD\"', 5",
        "amountLimit.maxAmountMinor, 5000 JPY, 5000",
        "amountLimit.maxAmountMinor, 5.000 KWD, 5000",
        "amountLimit.maxAmountMinor, 1000000000.00 EUR, 100000000000"
    })
    void timesMayBeDurationsAndAmountsMayHaveTheirCurrency(String key, String text, long value) throws Exception {
        RuleParameter parameter = parameter(key);
        assertThat(read(yaml(parameter, text)).rules().get(parameter)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "dormantCard.idleMillis, 30d",
        "dormantCard.idleMillis, 21 d",
        "dormantCard.idleMillis, 21D",
        "dormantCard.idleMillis, 1.5d",
        "dormantCard.idleMillis, -2d",
        "dormantCard.idleMillis, 21.00 EUR",
        "countryFlip.withinMillis, 1:30",
        "amountLimit.maxAmountMinor, 5000.00",
        "amountLimit.maxAmountMinor, 5000.0 EUR",
        "amountLimit.maxAmountMinor, 5000 EUR",
        "amountLimit.maxAmountMinor, 5000.00 JPY",
        "amountLimit.maxAmountMinor, 5000.00 XXQ",
        "amountLimit.maxAmountMinor, 5000.00 eur",
        "amountLimit.maxAmountMinor, 1e3",
        "amountLimit.maxAmountMinor, 1000000000.01 EUR",
        "amountLimit.maxAmountMinor, 99999999999999.9999 CLF",
        "amountLimit.maxAmountMinor, 5m",
        "velocityCount.maxCount, 5m",
        "velocityCount.maxCount, 5.00 EUR"
    })
    void whatIsNoSuchValueIsRejectedAndNeverTakenForAnother(String key, String text) throws IOException {
        RuleParameter parameter = parameter(key);
        assertThat(problems(yaml(parameter, text)))
                .singleElement()
                .asString()
                .startsWith("rules.yaml:3: rules." + parameter.key() + " = " + text + ": must be a whole number from ")
                .endsWith(orText(parameter).isEmpty() ? ")" : orText(parameter));
    }

    /** A small amount may not exceed what is large. */
    private static long greatest(RuleParameter parameter) {
        return parameter.equals(CardTesting.SMALL_MAX) ? CardTesting.LARGE_ABOVE.defaultValue() : parameter.greatest();
    }

    private static RuleParameter parameter(String key) {
        return RuleCatalog.parameters().stream()
                .filter(parameter -> parameter.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String yaml(RuleParameter parameter, Object value) {
        return "rules:\n  " + parameter.rule() + ":\n    " + parameter.parameter() + ": " + value + "\n";
    }

    @Test
    void tellsAllThatIsWrongAtOnceWithItsLine() throws IOException {
        assertThat(problems("""
                version: 0
                effectiveFrom: tomorrow
                note: 12
                amountLimit:
                  maxAmountMinor: 4
                rules:
                  velocityCont:
                    maxCount: 3
                  velocityCount:
                    maxCont: 3
                    maxCount: 010
                    enabled: yes
                  cardTesting:
                    smallMaxMinor: 60_000
                  merchantBlock:
                    merchants: [m1, m1, 12]
                  merchantAllow:
                    merchants:
                      - m2
                      - m1
                  velocityCount: {}
                  dormantCard: 3
                """))
                .containsExactly(
                        "rules.yaml:1: version = 0: must be a whole number from 1 to 999999999",
                        "rules.yaml:2: effectiveFrom = tomorrow: must be a time from 2000 to 2099 like 2026-03-01T00:00:00Z",
                        "rules.yaml:3: note = 12: must be a text of at most 500 characters",
                        "rules.yaml:4: amountLimit: belongs below rules:",
                        "rules.yaml:7: rules.velocityCont: there is no such rule: did you mean velocityCount?",
                        "rules.yaml:10: rules.velocityCount.maxCont: there is no such key: did you mean maxCount?",
                        "rules.yaml:11: rules.velocityCount.maxCount = 010: must be a whole number from 1 to 100000"
                                + " (transactions an hour)",
                        "rules.yaml:12: rules.velocityCount.enabled = yes: must be true or false",
                        "rules.yaml:13: rules.cardTesting.largeAboveMinor = 50000: must be from 60000 to 100000000000",
                        "rules.yaml:16: rules.merchantBlock.merchants[1] = m1: is in the list twice",
                        "rules.yaml:16: rules.merchantBlock.merchants[2] = 12: must be a text: put it into quotes",
                        "rules.yaml:20: rules.merchantAllow.merchants[1] = m1: is in merchantBlock, too",
                        "rules.yaml:21: velocityCount: is there twice".replace("velocityCount", "rules.velocityCount"),
                        "rules.yaml:22: rules.dormantCard = 3: must be a mapping, key: value on a line each");
    }

    @Test
    void neverRepeatsWhatMayBeACardNumber() throws IOException {
        assertThat(problems("""
                rules:
                  merchantBlock:
                    merchants: ["4111111111111111", "a b"]
                  amountLimit:
                    maxAmountMinor: 4111111111111111
                """))
                .containsExactly(
                        "rules.yaml:3: rules.merchantBlock.merchants[0]: is a card number: only tokens are known here",
                        "rules.yaml:3: rules.merchantBlock.merchants[1]: must be 1 to 64 of the characters A-Z, a-z, 0-9, dot,"
                                + " underscore and hyphen",
                        "rules.yaml:5: rules.amountLimit.maxAmountMinor = ***: must be a whole number from 0 to 100000000000"
                                + " (minor units)" + OR_AMOUNT);
    }

    @Test
    void aListHasAtMostFiveThousandMerchants() throws Exception {
        assertThat(read(blocking(5_000)).rules().merchantLists().blocked()).hasSize(5_000);
        assertThat(problems(blocking(5_001)))
                .containsExactly(
                        "rules.yaml:3: rules.merchantBlock.merchants: has 5001: must be a list of 0 to 5000 merchants");
    }

    private static String blocking(int count) {
        return "rules:\n  merchantBlock:\n    merchants: ["
                + IntStream.range(0, count).mapToObj(i -> "m" + i).collect(Collectors.joining(", ")) + "]\n";
    }

    @Test
    void saysWhyAFileIsNone() throws IOException {
        assertThat(problems("")).containsExactly("rules.yaml:1: rules: is missing");
        assertThat(problems("rules: [\n")).singleElement().asString().startsWith("rules.yaml:2: is not YAML: ");
        assertThat(problems("- a\n"))
                .containsExactly("rules.yaml:1: the file: must be a mapping, key: value on a line each");
        assertThat(problems("rules: {}\n---\nrules: {}\n"))
                .singleElement()
                .asString()
                .contains("is not YAML");
        Files.write(directory.resolve("latin.yaml"), "note: ü".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(directory.resolve("latin.yaml")))
                .singleElement()
                .asString()
                .endsWith(": is not UTF-8");
        assertThat(problems(directory.resolve("none.yaml")))
                .singleElement()
                .asString()
                .endsWith(": there is no such file");
    }

    private RuleFile read(String yaml) throws IOException, YamlFileException {
        return RuleFile.read(Files.writeString(directory.resolve("rules.yaml"), yaml));
    }

    private List<String> problems(String yaml) throws IOException {
        return problems(Files.writeString(directory.resolve("rules.yaml"), yaml));
    }

    private List<String> problems(Path file) {
        YamlFileException exception = catchThrowableOfType(YamlFileException.class, () -> RuleFile.read(file));
        assertThat(exception).isNotNull();
        return exception.problems().stream()
                .map(problem -> problem.replace(directory + "/", ""))
                .toList();
    }
}
