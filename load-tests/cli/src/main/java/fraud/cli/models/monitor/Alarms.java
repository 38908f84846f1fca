package fraud.cli.models.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.Optional;

/**
 * Alarms a day.
 *
 * @param mean over the whole window
 * @param byDay of its whole UTC days; left out if it has none
 * @param overBudget how many there are more than the budget allows, negative if there are fewer; left out if there is
 *     no budget
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Alarms(double mean, ByDay byDay, Double overBudget) {

    /**
     * Of the days by themselves.
     *
     * @param days how many
     * @param least alarms of the day with the fewest
     * @param median half of the days have at most so many
     * @param most alarms of the day with the most
     */
    record ByDay(int days, long least, double median, long most) {

        /** Of at least one day. */
        static ByDay of(long[] alarms) {
            long[] ascending = alarms.clone();
            Arrays.sort(ascending);
            int middle = ascending.length / 2;
            double median =
                    ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2.0;
            return new ByDay(ascending.length, ascending[0], median, ascending[ascending.length - 1]);
        }
    }

    /**
     * Of counts.
     *
     * @param all alarms in the window
     * @param days its length
     * @param byDay alarms of each whole day
     * @param budget alarms a day
     */
    static Alarms of(long all, double days, long[] byDay, Optional<Integer> budget) {
        double mean = all / days;
        return new Alarms(
                mean,
                byDay.length == 0 ? null : ByDay.of(byDay),
                budget.map(allowed -> mean - allowed).orElse(null));
    }
}
