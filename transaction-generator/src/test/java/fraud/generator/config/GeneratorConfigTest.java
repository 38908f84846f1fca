package fraud.generator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.config.Settings;
import fraud.generator.stream.TransactionStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorConfigTest {

    private static final GeneratorConfig DEFAULTS = GeneratorConfig.defaults();

    @ParameterizedTest
    @EnumSource
    void theReadmeHasEveryParameterAsItIsDeclared(Parameter parameter) throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(row(parameter));
    }

    private static String row(Parameter parameter) {
        return "| `" + parameter.key() + "` | " + Parameter.plain(parameter.otherwise()) + " | " + parameter.from()
                + " to " + parameter.to() + " | " + parameter.unit() + " | " + parameter.text() + " |\n";
    }

    @ParameterizedTest
    @EnumSource
    void aValueBeyondTheRangeIsRejectedByNameValueAndRange(Parameter parameter) {
        BigDecimal step = parameter.isWhole() ? BigDecimal.ONE : new BigDecimal("0.001");
        for (BigDecimal beyond :
                List.of(new BigDecimal(parameter.from()).subtract(step), new BigDecimal(parameter.to()).add(step))) {
            assertThatThrownBy(() -> config(parameter.key(), beyond.toPlainString()))
                    .isInstanceOf(ConfigException.class)
                    // Nineteen digits may be a card number's, and are masked as such.
                    .hasMessageStartingWith(
                            new ConfigException(parameter.key() + " = " + beyond.toPlainString() + ": must be")
                                    .getMessage())
                    .hasMessageContaining("from " + parameter.from() + " to " + parameter.to())
                    .message()
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndsOfTheRangeAreTaken(Parameter parameter) {
        for (String end : List.of(parameter.from(), parameter.to())) {
            // Some ranges depend on another value: give that one room.
            Map<String, String> room = switch (parameter) {
                case DISORDER_MILLIS -> Map.of("late.millis", "3600000");
                case LATE_MILLIS -> Map.of("disorder.millis", "0");
                case QUIET_PARTITION -> Map.of("partitions", "10000");
                case BURST_EVERY_SECONDS -> Map.of("burst.seconds", "1");
                case BURST_SECONDS -> Map.of("burst.every.seconds", "86400");
                default -> Map.of();
            };
            Stream<String> arguments = Stream.concat(
                    Stream.of("--" + parameter.key(), end),
                    room.entrySet().stream().flatMap(other -> Stream.of("--" + other.getKey(), other.getValue())));
            boolean tooDisordered = parameter == Parameter.DISORDER_MILLIS && end.equals(Parameter.LATE_MILLIS.to());
            if (!tooDisordered) {
                Settings settings = Settings.parse(arguments.toArray(String[]::new));
                assertThat(GeneratorConfig.from(settings).settings()).containsEntry(parameter.key(), end);
            }
        }
    }

    @Test
    void itsSettingsMakeItAgain() {
        GeneratorConfig config = DEFAULTS.with(Parameter.CARDS, 500).withWeight("bust-out", 0.25);
        String[] arguments = config.settings().entrySet().stream()
                .flatMap(entry -> Stream.of("--" + entry.getKey(), entry.getValue()))
                .toArray(String[]::new);

        assertThat(GeneratorConfig.from(Settings.parse(arguments)))
                .isEqualTo(config)
                .isNotEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            late.millis         | 8000 | late.millis = 8000: must be above disorder.millis, which is 8000
            issuer.ranges       | 1    | issuer.ranges = 1: one range would be the key of all that its sequence sees; set 2 or more, or 0 for none
            quiet.partition     | 4    | quiet.partition = 4: must be below partitions, which is 4
            burst.seconds       | 60   | burst.seconds = 60: must be below burst.every.seconds, which is 60
            fraud.share         | 2%   | fraud.share = 2%: must be a number from 0 to 0.2
            fraud.share         | NaN  | fraud.share = NaN: must be from 0 to 0.2
            cards               | 1e3  | cards = 1e3: must be a whole number from 100 to 100000000
            mix.card-tseting    | 2    | unknown scenario card-tseting: did you mean card-testing?
            mix.mule            | 2    | unknown scenario mule: did you mean mule-cash-out?
            mix.bust-out        | -1   | mix.bust-out = -1: must be a number from 0 to 1000
            mix.bust-out        | lots | mix.bust-out = lots: must be a number from 0 to 1000
            """)
    void whatCannotBeIsRejectedInOneLine(String key, String value, String message) {
        assertThatThrownBy(() -> config(key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void aQuietPartitionLeavesOneForTheEvents() {
        assertThatThrownBy(() -> GeneratorConfig.from(Settings.parse("--partitions", "1", "--quiet.partition", "0")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("quiet.partition = 0: leaves none to the events with partitions, which is 1");
    }

    @Test
    void someScenarioMustWeighSomethingIfThereIsFraud() {
        GeneratorConfig config = DEFAULTS;
        List<String> names = TransactionStream.scenarioNames();
        for (String scenario : names.subList(1, names.size())) {
            config = config.withWeight(scenario, 0);
        }
        GeneratorConfig one = config;

        assertThatThrownBy(() -> one.withWeight("card-testing", 0))
                .isInstanceOf(ConfigException.class)
                .hasMessage("mix.*: all scenarios weigh 0; give one a weight, or set fraud.share to 0");
        assertThat(one.with(Parameter.FRAUD_SHARE, 0).withWeight("card-testing", 0))
                .isNotNull();
    }

    private static GeneratorConfig config(String key, String value) {
        return GeneratorConfig.from(Settings.parse("--" + key, value));
    }
}
