package fraud.cli.input.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFile;
import fraud.cli.input.lines.InputRecord;
import fraud.config.ConfigException;
import fraud.model.Label;
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
    private long rowsWithoutLabel;

    @Test
    void makesTransactionsOfATableOfAnotherShape() throws IOException {
        List<InputRecord> records = read(TABLE, MAPPING);

        String card = new String(records.get(0).key(), StandardCharsets.UTF_8);
        assertThat(card).matches("[a-p]{32}");
        assertThat(values(records))
                .containsExactly(
                        "{\"transactionId\":\"row-2\",\"cardId\":\"" + card
                                + "\",\"merchantId\":\"Rippin-Kub-and-Mann-bchgeldhdndalgmn\","
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

    @Test
    void namesFileAndLineOfWhatIsWrongWithAMappingInAFile() throws IOException {
        String lines = "# as exported\n\n" + MAPPING.replaceAll(",\\s*([a-zA-Z]+)=", "\n$1=") + "\n";
        Path file = directory.resolve("mine.map");

        for (String[] wrong : new String[][] {
            {"amt*100", "amt*", "--map " + file + ": line 7: amountMinor: cannot read the end of amt*"},
            {"cardId=", "cartId=", "--map " + file + ": line 4: unknown field cartId: did you mean cardId?"},
            {"currency='USD'", "where", "--map " + file + ": line 8: where: must be field=expression"},
            {"currency='USD'", "", "--map " + file + ": currency is missing"},
        }) {
            Files.writeString(file, lines.replace(wrong[0], wrong[1]));
            assertThatThrownBy(() -> read(TABLE, file.toString()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(wrong[2]);
        }
    }

    @Test
    void saysOfAStatedSeparatorThatTheHeaderHasAnother() {
        assertThatThrownBy(() -> read(TABLE.replace(',', ';'), "separator=',', " + MAPPING))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(
                        "table.csv: line 1: the header has no ',', which is stated, and looks separated by ';'");
        assertThatThrownBy(() -> read(TABLE.replace("amt", "a;mt"), "separator=',', " + MAPPING))
                .hasMessageContaining("line 1: column amt is missing from the header");
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
                "eventTimeMillis=trans_date_trans_time|eventTimeMillis=merchant|line 2: column merchant is not a time like 2018-04-01T",
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
                "currency='USD'|separator='ab'|separator: must be a sign in quotes",
                "currency='USD'|decimal=';'|decimal: must be a sign in quotes",
                "currency='USD'|where=amt|where: amt is no condition, such as amt >= 0",
                "latitude=merch_lat|latitude=merch_lat > 1|latitude: a condition is no number",
                "amt*100|amt + '00'|amountMinor: amt + '00' puts texts one after the other",
                "cardId=hash(cc_num)|cardId=token(cc_num)|cardId: token(…) has no key, so a card number can be found by trying",
                "eventTimeMillis=trans_date_trans_time|eventTimeMillis=time(amt, 'yyyy', 'Nowhere')|eventTimeMillis: yyyy, Nowhere is no format of a time",
            })
    void namesWhatIsWrongWithAMapping(String from, String to, String message) {
        assertThatThrownBy(() -> read(TABLE, MAPPING.replace(from, to)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "-4.97|amt*100|has a minus sign, or stands in parentheses: is it a refund? --where leaves rows out",
                "($4.97)|amt*100|has a minus sign, or stands in parentheses: is it a refund?",
                "4.975|amt*100|is not a whole number of minor units: it has more decimals than its factor takes; round(amt*100)",
                "4.97|amt|is not a whole number of minor units: does it need a factor, as in amt*100?",
                "1E30|amt*100|has more than 18 digits",
                "9999999999999|amt*100|is not valid (OUT_OF_RANGE): see SEMANTICS 3.3, it must be from 0 to 100000000000 minor units",
            })
    void saysWhatAnAmountNeeds(String amount, String expression, String message) {
        assertThatThrownBy(() -> read(
                        TABLE.replace("4.97", amount),
                        MAPPING.replace("amountMinor=amt*100", "amountMinor=" + expression)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("line 2: column amountMinor " + message);
    }

    @Test
    void roundsAndTakesTheAmountOfARefundWhereToldTo() throws IOException {
        String table = TABLE.replace("4.97", "-4.975");

        assertThat(values(read(table, MAPPING.replace("amt*100", "round(abs(amt)*100)")))
                        .get(0))
                .contains("\"amountMinor\":498,");
    }

    @Test
    void leavesOutWhatItsOwnFilterDoesNotTake() throws IOException {
        assertThat(values(read(TABLE, "where = amt > 5 and \"Use Chip\" != '', " + MAPPING)))
                .singleElement()
                .asString()
                .contains("row-3");
        assertThat(labels).hasSize(1);
    }

    /** As texts every day of 2024 that is written day first comes before 2024-10-27, or none. */
    @ParameterizedTest
    @CsvSource({"26.10.2024 20:01:00", "10/26/2024", "20241026", "1729972860"})
    void rejectsToOrderACellThatIsNoIsoDate(String cell) {
        assertThatThrownBy(() -> read(
                        TABLE.replace("2019-01-01 00:00:44.5", cell),
                        "where = trans_date_trans_time < '2024-10-27', " + MAPPING))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("table.csv: line 3: column trans_date_trans_time is no date like 2019-01-31")
                .hasMessageContaining("say time(trans_date_trans_time, 'dd.MM.yyyy HH:mm:ss')")
                .hasMessageNotContaining(cell);
    }

    @Test
    void readsATableWithTheSignsThatTheMappingNames() throws IOException {
        List<InputRecord> records = read(
                "id;when|x;amt\nt1;2018-04-01 00:00;1.234,50\n",
                "transactionId=id,cardId=id,merchantId='m',eventTimeMillis=\"when|x\",amountMinor=amt*100,currency='EUR',"
                        + "separator=';',decimal=','");
        assertThat(values(records).get(0)).contains("\"amountMinor\":123450,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "36.01|NaN|column merch_lat is not a number like 1234.56, 1,234.56 or 1.5E3 (in latitude = merch_lat)",
                "36.01|0x1p3|column merch_lat is not a number like",
                "36.01|1d|column merch_lat is not a number like",
                "36.01|Infinity|column merch_lat is not a number like",
                "36.01|91|column latitude is not valid (OUT_OF_RANGE): see SEMANTICS 3.3, it must be from -90 to 90",
                "36.01|~~|column latitude is empty, and longitude is not: they come together",
                "-82.05|~~|column longitude is empty, and latitude is not: they come together",
                "2019-01-01 00:00:18|2019-02-29 00:00:18|column trans_date_trans_time is not a time like",
                "4111111111111111|4.11111E+15|column cc_num has an exponent, so its last digits are lost",
                "\"Rippin, Kub and Mann\"|1.2E+18|column merchant has an exponent, so its last digits are lost",
            })
    void namesTheColumnAndTheFormThatIsExpected(String from, String to, String message) {
        assertThatThrownBy(() -> read(TABLE.replace(from, to), MAPPING))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("line 2: " + message)
                .hasMessageNotContaining("null");
    }

    @Test
    void rejectsANumberWithAnExponentAsAnIdentifier() {
        assertThatThrownBy(() -> read(
                        TABLE.replace("4111111111111111", "4.11111E15"), MAPPING.replace("hash(cc_num)", "cc_num")))
                .hasMessageContaining("line 2: column cardId has an exponent");
    }

    @Test
    void keepsACardNumberWithHyphensOffTheWire() throws IOException {
        String grouped = TABLE.replace("4111111111111111", "4111-1111-1111-1111");
        assertThatThrownBy(() -> read(grouped, MAPPING.replace("hash(cc_num)", "cc_num")))
                .hasMessageContaining("line 2: column cardId holds a card number (CARD_NUMBER): --map with hash(…)")
                .hasMessageNotContaining("4111");
        assertThatThrownBy(() -> read(TABLE.replace("Heller-Gut", "3782 822463 10005"), MAPPING))
                .hasMessageContaining("line 3: column merchantId holds a card number");
        // A day and a number have hyphens, too.
        assertThat(read(TABLE.replace("Heller-Gut", "2019-01-05-4111111"), MAPPING))
                .hasSize(2);
        assertThat(read(TABLE.replace("Heller-Gut", "4111-1111-1111-1112"), MAPPING))
                .hasSize(2);
    }

    @Test
    void takesAllWritingsOfACardForOneCard() throws IOException {
        List<InputRecord> records = read(TABLE.replace("5500005555555559", "4111-1111-1111-1111"), MAPPING);

        assertThat(records.get(0).key()).isEqualTo(records.get(1).key());
    }

    @Test
    void doesNotMixUpTwoCardsThatTheMappingPutsTogether() throws IOException {
        List<InputRecord> records = read(
                "u,c,when\n1234-5678,9012,2018-04-01 00:00\n1234,5678-9012,2018-04-01 00:00\n",
                "transactionId='r'+line(),cardId=hash(u+'-'+c),merchantId='m',eventTimeMillis=when,amountMinor='1',currency='EUR'");
        List<InputRecord> others = read(
                "u,c,when\n123,456789012,2018-04-01 00:00\n",
                "transactionId='r'+line(),cardId=hash(u+'-'+c),merchantId='m',eventTimeMillis=when,amountMinor='1',currency='EUR'");

        assertThat(records.get(0).key()).isNotEqualTo(others.get(0).key());
    }

    @Test
    void aTimeOfPublicationThatCannotBeReadIsAnErrorToo() {
        assertThatThrownBy(() -> read(TABLE, MAPPING + ", publishedAtMillis=merchant"))
                .hasMessageContaining("line 2: column merchant is not a time like");
    }

    @Test
    void aRowThatSaysNothingOfFraudHasNoLabelAndIsCounted() throws IOException {
        read(TABLE.replaceAll("-82.05,0", "-82.05,"), MAPPING);

        assertThat(labels).extracting(Label::transactionId).containsExactly("row-3");
        assertThat(rowsWithoutLabel).isEqualTo(1);
    }

    @Test
    void tellsWhatMakesTheIdentifier() {
        assertThat(TableMapping.parse(MAPPING.replace("hash(cc_num)", "cc_num"), Optional.empty())
                        .identifier())
                .isEqualTo("transactionId = 'row-' + line()");
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
            rowsWithoutLabel = file.notes().rowsWithoutLabel();
        }
        return records;
    }

    private static List<String> values(List<InputRecord> records) {
        return records.stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
