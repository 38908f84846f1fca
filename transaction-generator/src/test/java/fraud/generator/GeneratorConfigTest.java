package fraud.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.config.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorConfigTest {

    private static final GeneratorConfig DEFAULTS = GeneratorConfig.from(Settings.parse());

    /** A row of the README's table. */
    record Parameter(String key, String value, BigDecimal from, BigDecimal to) {

        private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)` \\| (\\S+) \\| (\\S+) to (\\S+) \\|.*");

        /** The next value beyond the range: whole numbers by one, shares by a thousandth. */
        BigDecimal step() {
            return key.endsWith(".share") ? new BigDecimal("0.001") : BigDecimal.ONE;
        }
    }

    static List<Parameter> readme() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("README.md"))) {
            return lines.map(Parameter.ROW::matcher)
                    .filter(Matcher::matches)
                    .map(row -> new Parameter(
                            row.group(1), row.group(2), new BigDecimal(row.group(3)), new BigDecimal(row.group(4))))
                    .toList();
        }
    }

    @Test
    void theReadmeNamesEveryKey() throws IOException {
        Settings settings = Settings.parse("--no-such-key", "1");
        GeneratorConfig.from(settings);

        assertThatThrownBy(settings::requireAllUsed)
                .hasMessageEndingWith("known are "
                        + String.join(
                                ", ",
                                readme().stream().map(Parameter::key).sorted().toList()));
    }

    @ParameterizedTest
    @MethodSource("readme")
    void theReadmesDefaultIsTheConfigs(Parameter parameter) {
        assertThat(config(parameter.key(), parameter.value())).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @MethodSource("readme")
    void aValueBeyondTheReadmesRangeIsRefusedByNameValueAndRange(Parameter parameter) {
        for (BigDecimal beyond : List.of(
                parameter.from().subtract(parameter.step()), parameter.to().add(parameter.step()))) {
            assertThatThrownBy(() -> config(parameter.key(), beyond.toPlainString()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(parameter.key() + " = " + beyond.toPlainString() + ": must be")
                    .hasMessageContaining("from")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @MethodSource("readme")
    void theEndsOfTheReadmesRangeAreTaken(Parameter parameter) {
        for (BigDecimal end : List.of(parameter.from(), parameter.to())) {
            // Some ranges depend on another value: give that one room.
            Map<String, String> room = switch (parameter.key()) {
                case "disorder.millis" -> Map.of("late.millis", "3600001");
                case "late.millis" -> Map.of("disorder.millis", "0");
                case "count" -> Map.of("rate", "1000000");
                default -> Map.of();
            };
            Stream<String> arguments = Stream.concat(
                    Stream.of("--" + parameter.key(), end.toPlainString()),
                    room.entrySet().stream().flatMap(other -> Stream.of("--" + other.getKey(), other.getValue())));
            Settings settings = Settings.parse(arguments.toArray(String[]::new));

            assertThat(GeneratorConfig.from(settings)).isNotNull();
        }
    }

    @Test
    void lateMustBeLaterThanDisorder() {
        assertThatThrownBy(() -> config("late.millis", "2000"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("late.millis = 2000: must be above disorder.millis, which is 2000");
    }

    @Test
    void aShareThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> config("fraud.share", "2%"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("fraud.share = 2%: must be a number, such as 0.02");
        assertThatThrownBy(() -> config("fraud.share", "NaN"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("fraud.share = NaN: must be from 0 to 0.2");
    }

    @Test
    void thereAreHalfAsManyCardsAsEventsInAnHour() {
        assertThat(cards(300, 18_000)).isEqualTo(9_000);
        assertThat(cards(300, 100)).isEqualTo(1_000);
        assertThat(cards(300, 100_000_000)).isEqualTo(540_000);
    }

    private static int cards(int ratePerSecond, long count) {
        return GeneratorConfig.of(1, new Schedule(Streams.START_MILLIS, ratePerSecond, count))
                .cards();
    }

    private static GeneratorConfig config(String key, String value) {
        return GeneratorConfig.from(Settings.parse("--" + key, value));
    }
}
