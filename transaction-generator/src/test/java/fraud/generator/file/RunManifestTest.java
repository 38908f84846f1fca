package fraud.generator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.Settings;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.Streams;
import fraud.generator.stream.TransactionStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunManifestTest {

    private static final GeneratorConfig CONFIG = Streams.eventful().with(Parameter.COUNT, 2_000);

    private final TransactionStream stream = TransactionStream.of(CONFIG);

    private static RunManifest manifest(TransactionStream stream) {
        RunManifest manifest = new RunManifest(stream);
        stream.records().forEachOrdered(manifest::add);
        return manifest;
    }

    @Test
    void itsParametersMakeTheSameStreamAgain() {
        RunManifest manifest = manifest(stream);
        String json = manifest.toJson();
        List<String> arguments = new ArrayList<>();
        String parameters = json.substring(json.indexOf("\"parameters\""), json.indexOf("\"events\""));
        Matcher matcher = Pattern.compile("\"([a-z.-]+)\" : ([-0-9.]+)").matcher(parameters);
        while (matcher.find()) {
            arguments.add("--" + matcher.group(1));
            arguments.add(matcher.group(2));
        }
        GeneratorConfig again = GeneratorConfig.from(Settings.parse(arguments.toArray(String[]::new)));

        assertThat(again).isEqualTo(CONFIG);
        assertThat(manifest(TransactionStream.of(again)).digest()).isEqualTo(manifest.digest());
        assertThat(json).contains("\"digest\" : \"sha256:" + manifest.digest() + "\"");
    }

    @Test
    void itCountsWhatWasPublished() {
        long duplicates = stream.records()
                .filter(event -> event.kind() == GeneratedRecord.Kind.DUPLICATE)
                .count();
        long frauds = stream.records()
                .filter(event -> event.truth() != null && event.truth().fraud())
                .count();

        assertThat(manifest(stream).toJson())
                .contains("\"events\" : 2000,")
                .contains("\"duplicates\" : " + duplicates + ",")
                .contains("\"frauds\" : " + frauds + ",")
                .contains("\"stretch\" : ");
    }

    @Test
    void aSingleOtherByteGivesAnotherDigest() {
        RunManifest manifest = new RunManifest(stream);
        stream.records().forEachOrdered(event -> {
            byte[] value = event.value();
            if (event.index() == 1_000 && value != null) {
                value[value.length - 2] ^= 1;
            }
            manifest.add(event);
        });

        assertThat(manifest.digest()).isNotEqualTo(manifest(stream).digest()).hasSize(64);
    }

    @Test
    void eventsOutOfOrderAreRejected() {
        RunManifest manifest = new RunManifest(stream);
        manifest.add(stream.record(0));

        assertThatThrownBy(() -> manifest.add(stream.record(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("event 2 where 1 is due");
    }
}
