package fraud.cli.input.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.input.InputFile;
import fraud.cli.input.lines.InputRecord;
import fraud.config.ConfigException;
import fraud.model.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small tables, made up, in exactly the shape of the sets: header, quotes and oddities as they are published. */
class PublicFormatTest {

    private static final Optional<TokenKey> NO_KEY = Optional.empty();

    @TempDir
    private Path directory;

    private final List<Label> labels = new ArrayList<>();
    private long leftOut;

    @Test
    void readsCreditcardWithItsPrincipalComponentsAndTimesWithAnExponent() throws IOException {
        String components =
                IntStream.rangeClosed(1, 28).mapToObj(i -> "\"V" + i + "\"").collect(Collectors.joining(","));
        String values = "-1.5,0.25" + ",0.1".repeat(26);

        List<String> records = read(
                PublicFormat.CREDITCARD,
                "\"Time\"," + components + ",\"Amount\",\"Class\"\n"
                        + "0," + values + ",41.3,\"0\"\n"
                        + "1e+05," + values + ",0,\"1\"\n"
                        + "172792," + values + ",2.69,\"0\"\n",
                NO_KEY);

        assertThat(records)
                .containsExactly(
                        "{\"transactionId\":\"row-2\",\"cardId\":\"card-2\",\"merchantId\":\"merchant-2\","
                                + "\"eventTimeMillis\":1377993600000,\"amountMinor\":4130,\"currency\":\"EUR\"}",
                        "{\"transactionId\":\"row-3\",\"cardId\":\"card-3\",\"merchantId\":\"merchant-3\","
                                + "\"eventTimeMillis\":1378093600000,\"amountMinor\":0,\"currency\":\"EUR\"}",
                        "{\"transactionId\":\"row-4\",\"cardId\":\"card-4\",\"merchantId\":\"merchant-4\","
                                + "\"eventTimeMillis\":1378166392000,\"amountMinor\":269,\"currency\":\"EUR\"}");
        assertThat(labels).extracting(Label::fraud).containsExactly(false, true, false);
    }

    @Test
    void readsIeeeCisWithEmptyCellsAndThreeDecimals() throws IOException {
        String header =
                "TransactionID,isFraud,TransactionDT,TransactionAmt,ProductCD,card1,card2,card3,card4,card5,card6,addr1,addr2,"
                        + "dist1,dist2,P_emaildomain,R_emaildomain";

        List<String> values = read(
                PublicFormat.IEEE_CIS,
                header + ",C1,D1,M1,V1\n"
                        + "4000001,0,86400,68.5,W,13000,,150.0,discover,142.0,credit,315.0,87.0,19.0,,,,1.0,14.0,T,1.0\n"
                        + "4000002,1,86401,17.314,C,2755,404.0,150.0,american express,102.0,debit or credit,,,,,example.com,,1.0,,,\n"
                        + "4000003,0,86500,50.0,H,2755,404.0,150.0,american express,102.0,debit or credit,,,,,example.com,,1.0,,,\n",
                NO_KEY);

        assertThat(values.get(0))
                .isEqualTo(
                        "{\"transactionId\":\"4000001\",\"cardId\":\"13000__150.0_discover_142.0_credit_315.0\",\"merchantId\":"
                                + "\"product-W\",\"eventTimeMillis\":1512172800000,\"amountMinor\":6850,\"currency\":\"USD\",\"channel\":"
                                + "\"ECOMMERCE\"}");
        assertThat(values.get(1)).contains("\"eventTimeMillis\":1512172801000,\"amountMinor\":1731,");
        assertThat(card(values.get(1)))
                .matches("2755_404\\.0_150\\.0_american-express_102\\.0.*-[a-p]{16}")
                .isEqualTo(card(values.get(2)));
        assertThat(labels).extracting(Label::fraud).containsExactly(false, true, false);
    }

    @Test
    void readsPaysimWithItsHoursAndAmountsWithAnExponent() throws IOException {
        List<String> values = read(PublicFormat.PAYSIM, """
                step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud
                1,PAYMENT,9120.64,C1000000001,170136.0,161015.36,M1900000001,0.0,0.0,0,0
                1,TRANSFER,181.0,C1000000002,181.0,0.0,C500000003,0.0,0.0,1,0
                743,CASH_OUT,1.0E7,C1000000004,1.0E7,0.0,C500000003,0.0,1.0E7,1,1
                """, NO_KEY);

        assertThat(values)
                .containsExactly(
                        "{\"transactionId\":\"row-2\",\"cardId\":\"C1000000001\",\"merchantId\":\"M1900000001\","
                                + "\"eventTimeMillis\":1483228800000,\"amountMinor\":912064,\"currency\":\"XXX\"}",
                        "{\"transactionId\":\"row-3\",\"cardId\":\"C1000000002\",\"merchantId\":\"C500000003\","
                                + "\"eventTimeMillis\":1483228800000,\"amountMinor\":18100,\"currency\":\"XXX\"}",
                        "{\"transactionId\":\"row-4\",\"cardId\":\"C1000000004\",\"merchantId\":\"C500000003\","
                                + "\"eventTimeMillis\":1485900000000,\"amountMinor\":1000000000,\"currency\":\"XXX\",\"channel\":\"ATM\"}");
        assertThat(labels).extracting(Label::fraud).containsExactly(false, true, true);
    }

    @Test
    void readsSparkovWithItsColumnWithoutANameAndMakesTokensOfCardNumbers() throws IOException {
        List<String> values = read(
                PublicFormat.SPARKOV,
                ",trans_date_trans_time,cc_num,merchant,category,amt,first,last,gender,street,city,state,zip,lat,long,city_pop,job,dob,"
                        + "trans_num,unix_time,merch_lat,merch_long,is_fraud\n"
                        + "0,2019-01-01 00:00:18,5500005555555559,\"fraud_Doe, Roe and Poe\",misc_net,4.97,A,B,F,1 Some Street,Town,NC,28654,"
                        + "36.0,-81.1,3495,\"Engineer, civil\",1988-03-09,0b242abb623afc578575680df30655b9,1325376018,36.011293,-82.048315,0\n"
                        + "1,2019-01-01 00:00:44,5500005555555559,fraud_Moe-Gut,grocery_pos,107.23,A,B,F,1 Some Street,Town,NC,28654,"
                        + "36.0,-81.1,3495,\"Engineer, civil\",1988-03-09,1f76529f8574734946361c461b024d99,1325376044,35.159047,-81.186462,1\n",
                key());

        assertThat(card(values.get(0))).matches("[a-p]{32}").isEqualTo(card(values.get(1)));
        assertThat(values.get(0))
                .startsWith("{\"transactionId\":\"row-2\",")
                .containsPattern("\"merchantId\":\"fraud_Doe-Roe-and-Poe-[a-p]{16}\"")
                .endsWith(
                        "\"eventTimeMillis\":1546300818000,\"amountMinor\":497,\"currency\":\"USD\",\"channel\":\"ECOMMERCE\","
                                + "\"country\":\"US\",\"latitude\":36.011293,\"longitude\":-82.048315}");
        assertThat(values.get(1)).contains("\"merchantId\":\"fraud_Moe-Gut\"").doesNotContain("channel");
        assertThat(labels).extracting(Label::fraud).containsExactly(false, true);
    }

    @Test
    void asksForTheKeyWhereTheSetHasCardNumbers() {
        assertThatThrownBy(() -> PublicFormat.SPARKOV.mapping(NO_KEY))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--format sparkov: cardId: hash(…) needs a key: --map-key FILE with 16 bytes or more");
    }

    @Test
    void readsTabformerWithoutRefundsAndWithoutTheLastCentury() throws IOException {
        List<String> values = read(
                PublicFormat.TABFORMER,
                "User,Card,Year,Month,Day,Time,Amount,Use Chip,Merchant Name,Merchant City,Merchant State,Zip,MCC,Errors?,Is Fraud?\n"
                        + "0,0,1999,12,31,06:21,$134.09,Swipe Transaction,3500000000000000006,La Verne,CA,91750.0,5300,,No\n"
                        + "0,0,2002,9,1,06:21,$134.09,Swipe Transaction,5500005555555559,La Verne,CA,91750.0,5300,,No\n"
                        + "0,0,2002,9,1,06:42,$-99.00,Chip Transaction,-722612569585634541,Monterey Park,CA,91754.0,5411,,No\n"
                        + "0,12,2019,11,30,16:02,\"$1,120.34\",Online Transaction,-722612569585634541, ONLINE,,,4784,"
                        + "\"Bad PIN,Insufficient Balance,\",Yes\n",
                NO_KEY);

        assertThat(values).hasSize(2);
        assertThat(leftOut).isEqualTo(2);
        assertThat(values.get(0))
                .matches("\\{\"transactionId\":\"row-3\",\"cardId\":\"user-0-card-0\",\"merchantId\":\"[a-p]{32}\","
                        + "\"eventTimeMillis\":1030861260000,\"amountMinor\":13409,\"currency\":\"USD\",\"merchantCategory\":\"5300\","
                        + "\"channel\":\"MAGSTRIPE\"}");
        assertThat(values.get(1))
                .contains("\"transactionId\":\"row-5\",\"cardId\":\"user-0-card-12\"")
                .endsWith(
                        "\"eventTimeMillis\":1575129720000,\"amountMinor\":112034,\"currency\":\"USD\",\"merchantCategory\":\"4784\","
                                + "\"channel\":\"ECOMMERCE\"}");
        assertThat(labels).extracting(Label::fraud).containsExactly(false, true);
    }

    @ParameterizedTest
    @EnumSource
    void isAMappingThatCouldBeOnesOwnAndSaysWhereTheSetIs(PublicFormat format) throws IOException {
        Path file = Files.writeString(directory.resolve("own.map"), format.text());

        assertThat(TableMapping.parse(file.toString(), key()).hasLabels()).isTrue();
        assertThat(format.text()).startsWith("# ").containsPattern("kaggle\\.com/|github\\.com/");
        assertThat(Arrays.stream(format.text().split("\n")).filter(line -> line.startsWith("#")))
                .allMatch(line -> line.length() <= 120);
    }

    private List<String> read(PublicFormat format, String table, Optional<TokenKey> key) throws IOException {
        Path path = Files.writeString(directory.resolve("table.csv"), table);
        List<String> values = new ArrayList<>();
        try (InputFile file = InputFile.open(path, format.mapping(key), labels::add)) {
            for (Optional<InputRecord> next = file.next(); next.isPresent(); next = file.next()) {
                values.add(new String(next.get().value(), UTF_8));
            }
            leftOut = file.notes().rowsLeftOut();
        }
        return values;
    }

    private Optional<TokenKey> key() throws IOException {
        return Optional.of(TokenKey.read(Files.writeString(directory.resolve("key"), "a key for tests, no secret")));
    }

    private static String card(String value) {
        return value.replaceFirst(".*\"cardId\":\"([^\"]*)\".*", "$1");
    }
}
