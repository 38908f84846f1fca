package fraud.generator;

import fraud.generator.Draws.Subject;
import java.util.Optional;

/**
 * Which indices of the stream belong to which campaign, in plain arithmetic both ways, so that any event is found without the ones before
 * it and campaigns run side by side among ordinary traffic.
 *
 * <p>The indices are cut into cells of equal size; one index of each, drawn, is a slot. Slots are dealt to the scenarios in a fixed cycle,
 * a scenario's slots to its lanes in turn, and in a lane one campaign follows the other, each with room for the longest and two places
 * more, for the issuer's block after the campaign and for the release of the card that the campaign before it in the lane attacked. What a
 * shorter campaign leaves is ordinary traffic. There are as many lanes as it takes to have the scenario's spacing between two steps.
 */
final class CampaignPlan {

    /**
     * A place in a campaign.
     *
     * @param scenario index in {@link FraudScenario#ALL}
     * @param campaign number of the campaign in its scenario
     * @param place from 0 to {@link #blockPlace} + 1
     */
    record Place(int scenario, long campaign, int place) {}

    private static final long MILLION = 1_000_000;
    private static final int PLACES_FOR_CONTROLS = 2;

    private final long seed;
    /** Slots in a million indices. */
    private final long slotsPerMillion;
    /** The scenario of each slot of the cycle. */
    private final int[] cycle;
    /** Of each slot of the cycle, how many slots of the same scenario come before it. */
    private final int[] rank;
    /** Of each scenario and rank, the slot of the cycle. */
    private final int[][] slotInCycle;

    private final long[] lanes;

    CampaignPlan(GeneratorConfig config) {
        this.seed = config.seed();
        int scenarios = FraudScenario.ALL.size();
        int length = 0;
        double fraudulent = 0;
        for (int s = 0; s < scenarios; s++) {
            FraudScenario scenario = FraudScenario.ALL.get(s);
            length += places(s);
            fraudulent += (scenario.minSteps() + scenario.maxSteps()) / 2.0 - scenario.genuineSteps();
        }
        this.slotsPerMillion = Math.min(MILLION, Math.round(config.shares().fraud() * MILLION * length / fraudulent));
        this.cycle = new int[length];
        this.rank = new int[length];
        this.slotInCycle = new int[scenarios][];
        this.lanes = new long[scenarios];
        deal();
        for (int s = 0; s < scenarios; s++) {
            double slotsPerMilli =
                    config.schedule().ratePerSecond() / 1_000.0 * slotsPerMillion / MILLION * places(s) / length;
            long spacingMillis = FraudScenario.ALL.get(s).spacing().toMillis();
            lanes[s] = Math.max(1, Math.round(spacingMillis * slotsPerMilli));
        }
    }

    /** Deals the cycle's slots so that each scenario's are spread evenly over it. */
    private void deal() {
        int[] dealt = new int[slotInCycle.length];
        for (int s = 0; s < slotInCycle.length; s++) {
            slotInCycle[s] = new int[places(s)];
        }
        for (int slot = 0; slot < cycle.length; slot++) {
            int next = 0;
            for (int s = 1; s < dealt.length; s++) {
                // (dealt + 1/2) / places, compared without a division: the one that is furthest behind comes next.
                if ((2 * dealt[s] + 1) * places(next) < (2 * dealt[next] + 1) * places(s)) {
                    next = s;
                }
            }
            cycle[slot] = next;
            rank[slot] = dealt[next];
            slotInCycle[next][dealt[next]] = slot;
            dealt[next]++;
        }
    }

    private static int places(int scenario) {
        return FraudScenario.ALL.get(scenario).maxSteps() + PLACES_FOR_CONTROLS;
    }

    /** The place in a campaign after its longest story, where the issuer may block its card; the next place may release one. */
    static int blockPlace(int scenario) {
        return FraudScenario.ALL.get(scenario).maxSteps();
    }

    /** The place that an index has in a campaign, if any. */
    Optional<Place> at(long index) {
        if (slotsPerMillion == 0) {
            return Optional.empty();
        }
        long cell = index * slotsPerMillion / MILLION;
        if (indexOfSlot(cell) != index) {
            return Optional.empty();
        }
        int slot = (int) (cell % cycle.length);
        int scenario = cycle[slot];
        long number = cell / cycle.length * places(scenario) + rank[slot];
        long lane = number % lanes[scenario];
        long inLane = number / lanes[scenario];
        long campaign = inLane / places(scenario) * lanes[scenario] + lane;
        return Optional.of(new Place(scenario, campaign, (int) (inLane % places(scenario))));
    }

    /** The index of a place in a campaign; it may lie beyond the stream's end. */
    long indexOf(Place place) {
        int scenario = place.scenario();
        long lane = place.campaign() % lanes[scenario];
        long inLane = place.campaign() / lanes[scenario] * places(scenario) + place.place();
        long number = inLane * lanes[scenario] + lane;
        long cell = number / places(scenario) * cycle.length + slotInCycle[scenario][(int) (number % places(scenario))];
        return indexOfSlot(cell);
    }

    /** The campaign before this one in its lane, whose card this one's last place may release. */
    Optional<Long> before(int scenario, long campaign) {
        return campaign < lanes[scenario] ? Optional.empty() : Optional.of(campaign - lanes[scenario]);
    }

    private long indexOfSlot(long cell) {
        long start = firstIndexOf(cell);
        int size = (int) (firstIndexOf(cell + 1) - start);
        return start + Draws.of(seed, Subject.SLOT, cell).nextInt(size);
    }

    /** The least index with index * slotsPerMillion / MILLION = cell. */
    private long firstIndexOf(long cell) {
        return (cell * MILLION + slotsPerMillion - 1) / slotsPerMillion;
    }
}
