package fraud.ops.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.model.Label;
import fraud.ops.OperationFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableMappingTest {

    /** Columns as in simulators of American cards: a time without zone, a card number, a merchant's full name. */
    private static final String TABLE = """
            ,trans_date_trans_time,cc_num,merchant,amt,Use Chip,merch_lat,merch_long,is_fraud
            0,2019-01-01 00:00:18,4111111111111111,"Rippin, Kub and Mann",4.97,Chip Transaction,36.01,-82.05,0
            1,2019-01-01 00:00:44.5,5500005555555559,Heller-Gut,"$1,107.23",Online Transaction,49.16,-118.19,1
            """;

    private static final String MAPPING =
            "transactionId='row-' + line(), cardId=hash(cc_num), merchantId=slug(merchant),"
                    + "eventTimeMillis=trans_date_trans_time, amountMinor=amt*100, currency='USD', latitude=merch_lat, longitude=merch_long,"
                    + "channel=choose(\"Use Chip\", 'Chip Transaction', 'CHIP', 'ECOMMERCE'), fraud=is_fraud";

    @TempDir
    private Path directory;

    private final List<Label> labels = new ArrayList<>();

    @Test
    void makesTransactionsOfATableOfAnotherShape() throws IOException {
        List<InputRecord> records = read(TABLE, MAPPING);

        String card = new String(records.get(0).key(), StandardCharsets.UTF_8);
        assertThat(card).matches("[a-p]{32}");
        assertThat(values(records))
                .containsExactly(
                        "{\"transactionId\":\"row-2\",\"cardId\":\"" + card
                                + "\",\"merchantId\":\"Rippin-Kub-and-Mann\","
                                + "\"eventTimeMillis\":1546300818000,\"amountMinor\":497,\"currency\":\"USD\",\"channel\":\"CHIP\","
                                + "\"latitude\":36.01,\"longitude\":-82.05}",
                        "{\"transactionId\":\"row-3\",\"cardId\":\""
                                + new String(records.get(1).key(), StandardCharsets.UTF_8)
                                + "\",\"merchantId\":\"Heller-Gut\",\"eventTimeMillis\":1546300844500,\"amountMinor\":110723,"
                                + "\"currency\":\"USD\",\"channel\":\"ECOMMERCE\",\"latitude\":49.16,\"longitude\":-118.19}");
        assertThat(labels).extracting(Label::transactionId).containsExactly("row-2", "row-3");
        assertThat(labels).extracting(Label::fraud).containsExactly(false, true);
    }

    @Test
    void givesTheSameTokensToTheSameKeyOnly() throws IOException {
        String once = values(read(TABLE, MAPPING)).get(0);
        assertThat(values(read(TABLE, MAPPING)).get(0)).isEqualTo(once);
        Files.writeString(directory.resolve("key"), "another key that is long enough");
        assertThat(values(read(TABLE, MAPPING)).get(0)).isNotEqualTo(once);
    }

    @Test
    void readsAMappingFromAFile() throws IOException {
        Path file = directory.resolve("mapping");
        Files.writeString(file, "# as exported\n" + MAPPING.replaceAll(",\\s*([a-zA-Z]+)=", "\n$1=") + "\n");
        assertThat(read(TABLE, file.toString())).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "2018-04-01T00:00:31Z|when|1522540831000",
                "2018-04-01 00:00|when|1522540800000",
                "2018/04/01 02:00:31.250 +02:00|when|1522540831250",
                "1522540831|when|1522540831000",
                "1522540831.5|when|1522540831500",
                "1522540831250|when|1522540831250",
                "01.04.2018 02:00|time(when, 'dd.MM.yyyy HH:mm', 'Europe/Paris')|1522540800000",
                "4/1/2018 1:05 PM|time(when, 'M/d/yyyy h:mm a')|1522587900000",
                "20180401|time(when, 'yyyyMMdd')|1522540800000",
            })
    void readsTimes(String cell, String expression, long expected) throws IOException {
        List<InputRecord> records = read(
                "id,when\nt1,\"" + cell + "\"\n",
                "transactionId=id,cardId=id,merchantId='m',eventTimeMillis=" + expression
                        + ",amountMinor='1',currency='EUR'");
        assertThat(values(records).get(0)).contains("\"eventTimeMillis\":" + expected + ",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "cardId=hash(cc_num)|cardId=cc_num|line 2: column cardId is not valid (CARD_NUMBER): see SEMANTICS 3.3; --map with hash(…)",
                "merchant)|mercant)|line 1: column mercant is missing from the header: did you mean merchant?",
                "amt*100|amt|line 2: column amountMinor is not a whole number of minor units",
                "eventTimeMillis=trans_date_trans_time|eventTimeMillis=merchant|line 2: column eventTimeMillis is not a time like 2018-04-01T",
                "'ECOMMERCE')|'Swipe', 'MAGSTRIPE')|is none of [Chip Transaction, Swipe]",
            })
    void namesTheLineAndColumnOfACellThatCannotBeUsed(String from, String to, String message) {
        assertThatThrownBy(() -> read(TABLE, MAPPING.replace(from, to)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "currency='USD'|curency='USD'|unknown field curency: did you mean currency?",
                "fraud=is_fraud|cardId=amt|cardId is there twice",
                "amountMinor=amt*100,|~~|amountMinor is missing",
                "amt*100|amt*|amountMinor: cannot read the end of amt*",
                "slug(merchant)|slog(merchant)|merchantId: unknown function slog: did you mean slug?",
                "'ECOMMERCE')|ECOMMERCE)|channel: ECOMMERCE must be a text in quotes",
                "eventTimeMillis=trans_date_trans_time|eventTimeMillis=time(amt, 'yyyy', 'Nowhere')|eventTimeMillis: yyyy, Nowhere is no format of a time",
            })
    void namesWhatIsWrongWithAMapping(String from, String to, String message) {
        assertThatThrownBy(() -> read(TABLE, MAPPING.replace(from, to)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void asksForTheKeyOfTokens() {
        assertThatThrownBy(() -> TableMapping.parse(MAPPING, Optional.empty())).hasMessageContaining("--map-key FILE");
        assertThatThrownBy(() -> TokenKey.read(directory.resolve("none")))
                .hasMessageContaining("there is no such file");
        Path shortKey = directory.resolve("short");
        assertThatThrownBy(() -> TokenKey.read(Files.writeString(shortKey, "too short")))
                .hasMessageContaining("at least 16 bytes");
    }

    private List<InputRecord> read(String table, String mapping) throws IOException {
        Path path = directory.resolve("table.csv");
        Files.writeString(path, table);
        Path key = directory.resolve("key");
        if (!Files.exists(key)) {
            Files.writeString(key, "a key for tests, no secret");
        }
        List<InputRecord> records = new ArrayList<>();
        try (InputFile file =
                InputFile.open(path, TableMapping.parse(mapping, Optional.of(TokenKey.read(key))), labels::add)) {
            for (Optional<InputRecord> next = file.next(); next.isPresent(); next = file.next()) {
                records.add(next.get());
            }
        }
        return records;
    }

    private static List<String> values(List<InputRecord> records) {
        return records.stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
