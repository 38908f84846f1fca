package fraud.reference;

import fraud.model.PublishedVersion;
import fraud.model.Transaction;
import fraud.rules.AmountLimit;
import fraud.rules.CountryFlip;
import fraud.rules.RuleCatalog;
import fraud.ruleset.MerchantLists;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.sequences.BinEnumeration;
import fraud.sequences.CardTesting;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rule sets that come into force after the stream's own have been for long (SEMANTICS 13): each parameter a step
 * beyond, then back; all rules disabled; merchants on lists; versions in quick succession, and as many as are kept.
 * Around each instant {@link RuleProbes} tell which version judges. What is rejected would disable all rules, so that
 * it shows if it is not.
 */
final class RuleSetEpisodes {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    /** Nothing happens so late: what is in force from then on never judges anything. */
    private static final long NEVER = SeededStream.START_MILLIS + 3_650 * DAY;
    /** Parameters of which a rule or sequence sees more if they are greater; of all others it sees less. */
    private static final Set<RuleParameter> WIDENING =
            Set.of(CardTesting.SMALL_MAX, CountryFlip.WITHIN, BinEnumeration.SMALL_MAX);
    /** Blanks that make a record longer than one of another topic may be. */
    private static final int PADDING = 70_000;

    private final SeededStream stream;
    private final RuleSet own;
    private final RuleSet beyond;
    private final RuleSet silent;
    private final RuleProbes probes;
    private final long firstMillis;
    private int version;
    private int accepted;

    RuleSetEpisodes(SeededStream stream) {
        this.stream = stream;
        this.own = stream.rules();
        this.beyond = oneStepBeyond(own);
        this.silent = own.withDisabled(RuleCatalog.byRule().keySet());
        this.probes = new RuleProbes(stream);
        this.firstMillis = SeededStream.START_MILLIS + SeededStream.SPAN.toMillis() + DAY;
    }

    void writeAll() {
        long lead = stream.parameters().leadMillis();
        long back = firstMillis + DAY;
        long off = back + DAY;
        long on = off + DAY;
        long lists = on + DAY;
        long last = lists + DAY;
        // Long before: in force later than what is published later.
        publish(own, back, firstMillis - 10 * DAY);
        publish(beyond, firstMillis, firstMillis - lead);
        rejected(off - 6 * HOUR);
        publish(silent, off, off - HOUR);
        // Of two that come into force at once the later one holds.
        publish(silent, on, on - 2 * lead);
        publish(own, on, on - lead);
        rejected(on + 6 * HOUR);
        publishPadded(withLists(), lists, lists - lead);
        publish(own, last, last - lead);
        for (long instant : new long[] {
            firstMillis - 1, firstMillis, back, off - 3 * HOUR, off, on, on + 12 * HOUR, lists - 1, lists, last
        }) {
            probes.at(instant);
        }
        probes.listedMerchants(lists + HOUR);
        probes.listedMerchants(last - 1);
        late();
        inQuickSuccession(last + DAY);
        new RejectedRuleSets(stream, last + DAY + HOUR).writeAll();
        asManyAsAreKept(last + 2 * DAY);
    }

    /** An event of before is judged by the version of before, however late it comes. */
    private void late() {
        Transaction before = new MerchantExample(stream)
                .transaction(stream.newCard(), null, firstMillis - 1, own.get(AmountLimit.MAX_AMOUNT) + 1);
        stream.sendExactly(before, firstMillis + stream.parameters().maxOutOfOrdernessMillis());
    }

    /**
     * Published a millisecond too soon, with a version that is taken, with one that was passed over, and the first
     * twice.
     */
    private void rejected(long at) {
        long lead = stream.parameters().leadMillis();
        raw(version + 1, at, silent, at - lead + 1);
        raw(version, at, silent, at - HOUR);
        raw(1, at, silent, at - HOUR);
        raw(version, at, silent, at - HOUR);
    }

    /** A version a minute, of which each second one goes back; cards whose sequences reach over them. */
    private void inQuickSuccession(long from) {
        int minutes = 12;
        for (int i = 0; i < minutes; i++) {
            publish(i % 3 == 0 ? beyond : i % 3 == 1 ? own : silent, from + i * MINUTE, from - DAY + i);
        }
        publish(own, from + minutes * MINUTE, from - HOUR);
        for (int i = 0; i < 6; i++) {
            probes.randomCard(from, minutes * MINUTE);
        }
        for (int i = 0; i < 2; i++) {
            probes.randomMachine(from, minutes * MINUTE);
            probes.randomRange(from, minutes * MINUTE);
        }
    }

    private void asManyAsAreKept(long at) {
        while (accepted < PublishedVersion.MAX_VERSIONS) {
            publish(own, NEVER, at);
        }
        // One more, though it is new and in time.
        long inTime = at + stream.parameters().leadMillis();
        raw(version + 1, inTime, silent, at);
        probes.at(inTime);
    }

    private void publish(RuleSet rules, long effectiveFromMillis, long sentMillis) {
        publish(rules, effectiveFromMillis, sentMillis, 0);
    }

    private void publishPadded(RuleSet rules, long effectiveFromMillis, long sentMillis) {
        publish(rules, effectiveFromMillis, sentMillis, PADDING);
    }

    private void publish(RuleSet rules, long effectiveFromMillis, long sentMillis, int blanks) {
        version += 1 + stream.random().nextInt(3);
        accepted++;
        raw(version, effectiveFromMillis, rules, sentMillis, blanks);
    }

    private void raw(int itsVersion, long effectiveFromMillis, RuleSet rules, long sentMillis) {
        raw(itsVersion, effectiveFromMillis, rules, sentMillis, 0);
    }

    private void raw(int itsVersion, long effectiveFromMillis, RuleSet rules, long sentMillis, int blanks) {
        String json = RuleSetText.of(itsVersion, effectiveFromMillis, rules, parameter -> stream.chance(50));
        byte[] key = SeededStream.bytes(String.valueOf(itsVersion));
        stream.raw(SeededStream.TOPICS.versions(), 0, key, SeededStream.bytes(json + " ".repeat(blanks)), sentMillis);
    }

    private RuleSet withLists() {
        Set<String> many =
                IntStream.range(0, 100).mapToObj(i -> "m-unused-" + i).collect(Collectors.toSet());
        return own.with(new MerchantLists(
                Stream.concat(many.stream(), Stream.of(probes.blockedMerchant()))
                        .collect(Collectors.toSet()),
                Set.of(probes.allowedMerchant(), "m-3")));
    }

    /** Rules that stay silent at the boundaries of the given ones. */
    private static RuleSet oneStepBeyond(RuleSet rules) {
        RuleSet beyond = rules;
        for (RuleParameter parameter : RuleCatalog.parameters()) {
            long value = rules.get(parameter) + (WIDENING.contains(parameter) ? -1 : 1);
            if (parameter.allows(value)) {
                beyond = beyond.with(parameter, value);
            }
        }
        return beyond;
    }
}
