package fraud.generator.stream;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.population.Draws;
import fraud.generator.population.Draws.Subject;
import fraud.generator.population.Population;
import fraud.generator.scenarios.Campaign;
import fraud.generator.scenarios.Scenario;
import fraud.search.BinarySearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which indices of a stretch of time belong to which campaign, and when everything in it is published, found without
 * the stretches before it. Campaigns of a scenario start at equal distances on the timeline, each drawn within its own,
 * so that fraud comes with the traffic; their steps have the times of their scenarios, and everyday events are spread
 * evenly over what is left. Times of publication never run back from one index to the next. Immutable; its memory is
 * that of the campaigns' steps in it.
 */
final class TimeBlock {

    /** The issuer's answer comes when a campaign must be over, and ends days later. */
    private static final long MIN_BLOCK_DELAY_MILLIS = 300_000;

    private static final long MAX_BLOCK_DELAY_MILLIS = 3_600_000;
    private static final long MIN_BLOCKED_MILLIS = 86_400_000;
    private static final long MAX_BLOCKED_MILLIS = 5 * MIN_BLOCKED_MILLIS;

    /**
     * A part of a campaign.
     *
     * @param campaign which
     * @param part what it is
     * @param step number of the step, if it is one
     * @param happenedAtMillis when it happens, UTC epoch in ms
     * @param publishedAtMillis when it is published, UTC epoch in ms
     */
    record Planned(Campaign campaign, Part part, int step, long happenedAtMillis, long publishedAtMillis) {

        private static final Comparator<Planned> BY_PUBLICATION = Comparator.comparingLong(Planned::publishedAtMillis)
                .thenComparingLong(planned -> Campaign.key(planned.campaign.scenario(), planned.campaign.number()))
                .thenComparing(Planned::part)
                .thenComparingInt(Planned::step);
    }

    /** What a part of a campaign is. */
    enum Part {
        STEP,
        CARD_BLOCK,
        CARD_RELEASE
    }

    private final GeneratorConfig config;
    private final Timeline timeline;
    private final int number;
    private final long first;
    private final long end;
    private final List<Planned> planned;
    private final long[] plannedIndices;
    private final long everyday;
    private final double everydayDistance;

    TimeBlock(GeneratorConfig config, Timeline timeline, Population population, int number) {
        this.config = config;
        this.timeline = timeline;
        this.number = number;
        this.first = timeline.firstIndexOf(number);
        this.end = timeline.firstIndexOf(number + 1);
        List<Planned> found = new ArrayList<>();
        for (Scenario scenario : Scenario.ALL) {
            if (config.share(scenario) > 0) {
                plan(scenario, population, found);
            }
        }
        found.sort(Planned.BY_PUBLICATION);
        // A population of a few cards may have more fraud than events in a night; the rest of it does not happen.
        int room = (int) Math.min(found.size(), (end - first) / 2);
        this.planned = List.copyOf(found.subList(0, room));
        this.everyday = end - first - room;
        this.everydayDistance = everyday == 0 ? 0 : (double) (end - first) / everyday;
        this.plannedIndices = new long[room];
        for (int i = 0; i < room; i++) {
            plannedIndices[i] = first + i + everydayBefore(planned.get(i).publishedAtMillis());
        }
    }

    private void plan(Scenario scenario, Population population, List<Planned> found) {
        double distance = scenario.meanSteps() / config.share(scenario);
        long stepsMillis = scenario.longest().toMillis() + config.integer(Parameter.DISORDER_MILLIS);
        long longest = stepsMillis + (isAnswered(scenario) ? MAX_BLOCK_DELAY_MILLIS + MAX_BLOCKED_MILLIS : 0);
        long blockStart = timeline.startOf(number);
        // One campaign more at the lower end: positions are rounded.
        long from = Math.max(0, (long) (timeline.positionAt(blockStart - longest) / distance) - 1);
        for (long campaign = from; campaign * distance < end; campaign++) {
            long key = Campaign.key(scenario, campaign);
            double start = Draws.onceDouble(config.seed(), Subject.CAMPAIGN_START, key);
            double position = (campaign + start) * distance;
            if (position < end) {
                long startMillis = timeline.millisAt(position);
                Campaign planned = new Campaign(
                        config.seed(),
                        scenario,
                        campaign,
                        startMillis,
                        population,
                        config.number(Parameter.FRAUD_SEVERITY));
                // Many more campaigns are under way than have a step here, and those with an answer still to come are
                // not even that.
                if (startMillis + stepsMillis >= blockStart) {
                    planSteps(planned, found);
                }
                if (isAnswered(scenario)) {
                    planAnswer(planned, startMillis + stepsMillis, found);
                }
            }
        }
    }

    private void planSteps(Campaign campaign, List<Planned> found) {
        long key = Draws.mix(Campaign.key(campaign.scenario(), campaign.number()));
        long[] schedule = campaign.schedule();
        for (int step = 0; step < schedule.length; step++) {
            long happenedAt = campaign.startMillis() + schedule[step];
            long delay = disorderMillis(Draws.onceDouble(config.seed(), Subject.STEP_DELAY, key + step));
            addIfHere(campaign, Part.STEP, step, happenedAt, happenedAt + delay, found);
        }
    }

    private void planAnswer(Campaign campaign, long overMillis, List<Planned> found) {
        Draws draws = Draws.of(
                config.seed(), Subject.CARD_BLOCK, Draws.mix(Campaign.key(campaign.scenario(), campaign.number())));
        if (draws.nextBoolean(config.number(Parameter.BLOCKED_SHARE))) {
            long blockedAt = overMillis + draws.nextLong(MIN_BLOCK_DELAY_MILLIS, MAX_BLOCK_DELAY_MILLIS);
            long releasedAt = blockedAt + draws.nextLong(MIN_BLOCKED_MILLIS, MAX_BLOCKED_MILLIS);
            addIfHere(campaign, Part.CARD_BLOCK, 0, blockedAt, blockedAt, found);
            addIfHere(campaign, Part.CARD_RELEASE, 0, releasedAt, releasedAt, found);
        }
    }

    private void addIfHere(
            Campaign campaign, Part part, int step, long happenedAt, long publishedAt, List<Planned> found) {
        if (publishedAt >= timeline.startOf(number) && publishedAt < timeline.startOf(number + 1)) {
            found.add(new Planned(campaign, part, step, happenedAt, publishedAt));
        }
    }

    private static boolean isAnswered(Scenario scenario) {
        return scenario.isFraud() && scenario.isAboutOneCard();
    }

    /** How old an event that is not late is at its publication, for a draw from 0 to 1. */
    long disorderMillis(double u) {
        // The cube keeps most of them short: half take less than an eighth of the greatest age.
        return Math.round(u * u * u * config.integer(Parameter.DISORDER_MILLIS));
    }

    /** How many everyday events are published before a time. */
    private long everydayBefore(long millis) {
        if (everyday == 0) {
            return 0;
        }
        // Near, and then exact: what the rounding of positions does not tell, the times do.
        long before = (long) ((timeline.positionAt(millis) - first) / everydayDistance);
        before = Math.max(0, Math.min(before, everyday));
        while (before > 0 && everydayMillis(before - 1) >= millis) {
            before--;
        }
        while (before < everyday && everydayMillis(before) < millis) {
            before++;
        }
        return before;
    }

    private long everydayMillis(long rank) {
        double within = Draws.onceDouble(config.seed(), Subject.ARRIVAL, first + rank);
        return timeline.millisIn(number, first + (rank + within) * everydayDistance);
    }

    /** Whether an index lies in it. */
    boolean contains(long index) {
        return index >= first && index < end;
    }

    /** The part of a campaign that an index is, if it is one. */
    Optional<Planned> planned(long index) {
        int i = plannedUpTo(index);
        return i > 0 && plannedIndices[i - 1] == index ? Optional.of(planned.get(i - 1)) : Optional.empty();
    }

    /** When the everyday event of an index is published, UTC epoch in ms. */
    long everydayPublishedAtMillis(long index) {
        return everydayMillis(index - first - plannedUpTo(index));
    }

    /** How many parts of campaigns have an index that is not above one. */
    private int plannedUpTo(long index) {
        return BinarySearch.first(0, plannedIndices.length, i -> plannedIndices[i] > index);
    }
}
