package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.reference.SeededStream;
import fraud.rules.RuleSet;
import fraud.rules.RuleSet.AccountTakeover;
import fraud.rules.RuleSet.AmountLimit;
import fraud.rules.RuleSet.CardTesting;
import fraud.rules.RuleSet.CountryFlip;
import fraud.rules.RuleSet.DormantCard;
import fraud.rules.RuleSet.Escalation;
import fraud.rules.RuleSet.ImpossibleTravel;
import fraud.rules.RuleSet.NewDevice;
import fraud.rules.RuleSet.UnconfirmedDevice;
import fraud.rules.RuleSet.UnusualAmount;
import fraud.rules.RuleSet.VelocityCount;
import fraud.rules.RuleSet.VelocitySum;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: the comparison with the reference would notice a rule that is wrong by the least step. Method: the topology runs with one parameter
 * off by one, the reference with the intact rules; they must differ.
 */
@Tag("engine")
class MutationTest {

    private static final DetectorParameters PARAMETERS = new DetectorParameters(2, 10_000, 0, 32, true);
    private static final RuleSet INTACT = RuleSet.defaults();
    private static final List<SourceRecord> RECORDS = SeededStream.of(11, PARAMETERS, INTACT, 200);
    private static final List<String> EXPECTED = ReferenceOutputs.of(RECORDS, PARAMETERS, INTACT);

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    /** Of all tests, since a job may end while the files of its last checkpoint are still being removed; the cluster ends first. */
    @TempDir
    private static Path checkpoints;

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void differsFromTheReferenceWhenOneParameterIsOff(RuleSet broken) throws Exception {
        TopologyRun run = TopologyRun.of(RECORDS, PARAMETERS, broken, 2, checkpoints, false);

        assertThat(ReferenceOutputs.differences(run.outputs(), EXPECTED)).isNotEmpty();
    }

    private static Stream<Named<RuleSet>> broken() {
        return Stream.of(
                named("amountLimit.maxAmountMinor", with(new AmountLimit(100_001))),
                named("velocityCount.maxCount", with(new VelocityCount(7))),
                named("velocitySum.maxSumMinor", with(new VelocitySum(500_001))),
                named("impossibleTravel.maxMetresPerHour", with(new ImpossibleTravel(900_001, 100_000))),
                named("impossibleTravel.minDistanceMetres", with(new ImpossibleTravel(900_000, 100_001))),
                named("unusualAmount.minHistory", with(new UnusualAmount(4, 5_000, 5, 3))),
                named("unusualAmount.minAmountMinor", with(new UnusualAmount(3, 5_001, 5, 3))),
                named("unusualAmount.meanMultiple", with(new UnusualAmount(3, 5_000, 6, 3))),
                named("unusualAmount.deviationMultiple", with(new UnusualAmount(3, 5_000, 5, 4))),
                named("countryFlip.withinMillis", with(new CountryFlip(120_001))),
                named("newDevice.minAmountMinor", with(new NewDevice(30_001))),
                named("dormantCard.idleMillis", with(new DormantCard(1_814_400_001L, 30_000))),
                named("dormantCard.minAmountMinor", with(new DormantCard(1_814_400_000L, 30_001))),
                named("cardTesting.smallMaxMinor", with(new CardTesting(199, 50_000, 600_000))),
                named("cardTesting.largeAboveMinor", with(new CardTesting(200, 50_001, 600_000))),
                named("cardTesting.within", with(new CardTesting(200, 50_000, 600_001))),
                named("accountTakeover.highAboveMinor", with(new AccountTakeover(20_001, 86_400_000))),
                named("accountTakeover.within", with(new AccountTakeover(20_000, 86_400_001))),
                named("escalation.minAmountMinor", with(new Escalation(5_001, 259_200_000))),
                named("escalation.within", with(new Escalation(5_000, 259_200_001))),
                named("unconfirmedDevice.highAboveMinor", with(new UnconfirmedDevice(20_001, 3_600_000))),
                named("unconfirmedDevice.within", with(new UnconfirmedDevice(20_000, 3_600_001))));
    }

    private static Named<RuleSet> named(String parameter, RuleSet broken) {
        return Named.of(parameter, broken);
    }

    private static RuleSet with(Object part) {
        return new RuleSet(
                INTACT.version(),
                either(part, INTACT.amountLimit()),
                either(part, INTACT.velocityCount()),
                either(part, INTACT.velocitySum()),
                either(part, INTACT.impossibleTravel()),
                either(part, INTACT.unusualAmount()),
                either(part, INTACT.countryFlip()),
                either(part, INTACT.newDevice()),
                either(part, INTACT.dormantCard()),
                either(part, INTACT.cardTesting()),
                either(part, INTACT.accountTakeover()),
                either(part, INTACT.escalation()),
                either(part, INTACT.unconfirmedDevice()));
    }

    @SuppressWarnings("unchecked") // checked by the classes' equality
    private static <T> T either(Object part, T intact) {
        return part.getClass() == intact.getClass() ? (T) part : intact;
    }
}
