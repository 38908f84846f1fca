package fraud.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.model.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final Option<Long> BOUND = Option.number("max.out.of.orderness.millis", 1, 0, 10, "ms", "");

    @TempDir
    private Path directory;

    @Test
    void argumentsWinOverTheConfigFile() throws IOException {
        Path file = directory.resolve("job.properties");
        Files.writeString(file, "max.out.of.orderness.millis = 5\nkafka.security.protocol=SSL\nfeatures=true\n");

        Settings settings = Settings.parse("--max.out.of.orderness.millis", "7", "--config", file.toString());

        assertThat(settings.get(BOUND)).isEqualTo(7);
        assertThat(settings.get(Option.bool("features", false, ""))).isTrue();
        assertThat(settings.withPrefix("kafka.")).isEqualTo(Map.of("security.protocol", "SSL"));
        settings.requireAllUsed();
    }

    @Test
    void errorsNameKeyValueAndRange() {
        Settings settings = Settings.parse("--n", "11", "--b", "yes", "--channel", "chips");

        assertThatThrownBy(() -> settings.get(Option.number("n", 1, 0, 10, "", "")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("n = 11: must be from 0 to 10");
        assertThatThrownBy(() -> settings.get(Option.integer("b", 1, 0, 10, "", "")))
                .hasMessage("b = yes: must be a whole number from 0 to 10");
        assertThatThrownBy(() -> settings.get(Option.bool("b", true, ""))).hasMessage("b = yes: must be true or false");
        assertThatThrownBy(() -> settings.get(Option.choice("channel", Channel.CHIP, "")))
                .hasMessage(
                        "channel = chips: must be one of chip, contactless, magstripe, ecommerce, atm: did you mean chip?");
        assertThatThrownBy(() -> settings.get(Option.text("bootstrap.servers", "", "", text -> text)))
                .hasMessage("bootstrap.servers is missing: give --bootstrap.servers VALUE");
    }

    @Test
    void neverTellsAValueThatStandsInAKeysPlace() {
        assertThatThrownBy(() -> Settings.parse("--features", "--kafka.ssl.key.password", "s3cret", "--n", "1"))
                .hasMessage("expected --key value pairs, found a value without its key behind the value of --features");
    }

    @Test
    void rejectsKeysThatWereNotAskedFor() {
        Settings settings = Settings.parse("--max.out.of.orderness.milis", "7");
        settings.get(BOUND);

        assertThatThrownBy(settings::requireAllUsed)
                .hasMessage(
                        "unknown setting max.out.of.orderness.milis: known are max.out.of.orderness.millis: did you mean max.out.of.orderness.millis?");
    }

    @Test
    void guessesNothingWhereNoKeyIsNear() {
        Settings settings = Settings.parse("--nonsense", "7");
        settings.get(BOUND);

        assertThatThrownBy(settings::requireAllUsed)
                .hasMessage("unknown setting nonsense: known are max.out.of.orderness.millis");
    }

    @Test
    void rejectsWhatIsNoPairOrNoFile() {
        assertThatThrownBy(() -> Settings.parse("--lonely"))
                .hasMessage("expected --key value pairs, found --lonely without a value");
        assertThatThrownBy(() -> Settings.parse("a", "b"))
                .hasMessage("expected --key value pairs, found a value without its key at the beginning");
        assertThatThrownBy(() ->
                        Settings.parse("--config", directory.resolve("none").toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot read the config file");
    }

    @Test
    void printsWhatIsInForce() {
        Settings settings = Settings.parse("--max.out.of.orderness.millis", "7");
        settings.get(BOUND);
        settings.get(Option.bool("features", false, ""));
        settings.find(Option.text("file", "", "", text -> text));

        assertThat(settings.inForce())
                .containsExactly(
                        Map.entry("max.out.of.orderness.millis", "7"),
                        Map.entry("features", "false"),
                        Map.entry("file", "none"));
    }

    /** The last one would count, unnoticed; values may be secrets, and are not shown. */
    @Test
    void rejectsAKeyThatIsThereTwice() throws IOException {
        Path file = Files.writeString(directory.resolve("job.properties"), "n = 1\nfeatures=true\nn: s3cret\n");

        assertThatThrownBy(() -> Settings.parse(
                        "--max.out.of.orderness.millis", "1", "--n", "2", "--max.out.of.orderness.millis", "s3cret"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--max.out.of.orderness.millis is given twice: give it once");
        assertThatThrownBy(() -> Settings.parse("--config", file.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("the config file " + file + ": n is there twice: leave one out");
    }
}
