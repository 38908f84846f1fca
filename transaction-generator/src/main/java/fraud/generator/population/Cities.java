package fraud.generator.population;

import java.util.Arrays;

/**
 * How many cards live in each city, and how many payments they make in each quarter of an hour of the week, by the
 * clocks of their cities. Immutable and thread-safe; some megabytes, whatever the number of cards.
 */
final class Cities {

    private final long[] cardsOf;
    /** Cards of all cities up to a number, so that a draw finds one by its cards. */
    private final long[] cardsUpTo;
    /** The same by payments, for each quarter of an hour of the week in UTC. */
    private final long[][] paymentsUpTo = new long[ActivityPattern.QUARTERS_PER_WEEK][];

    private final double meanPayments;

    Cities(long cards) {
        int count = City.ALL.size();
        this.cardsOf = new long[count];
        this.cardsUpTo = new long[count];
        long totalWeight = City.ALL.stream().mapToLong(City::weight).sum();
        long weight = 0;
        for (int i = 0; i < count; i++) {
            weight += City.ALL.get(i).weight();
            // Rounded on the way, so that all of them add up.
            cardsUpTo[i] = Math.round((double) cards * weight / totalWeight);
            cardsOf[i] = cardsUpTo[i] - (i == 0 ? 0 : cardsUpTo[i - 1]);
        }
        double payments = 0;
        for (int quarter = 0; quarter < ActivityPattern.QUARTERS_PER_WEEK; quarter++) {
            paymentsUpTo[quarter] = paymentsUpTo(quarter);
            payments += payments(quarter);
        }
        this.meanPayments = payments / ActivityPattern.QUARTERS_PER_WEEK;
    }

    private long[] paymentsUpTo(int utcQuarterOfWeek) {
        long[] upTo = new long[cardsOf.length];
        long sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            int offset = (int) (City.ALL.get(i).utcOffsetMinutes() * 60_000L / ActivityPattern.QUARTER_MILLIS);
            sum += cardsOf[i]
                    * ActivityPattern.payments(
                            Math.floorMod(utcQuarterOfWeek + offset, ActivityPattern.QUARTERS_PER_WEEK));
            upTo[i] = sum;
        }
        return upTo;
    }

    private double payments(int utcQuarterOfWeek) {
        long[] upTo = paymentsUpTo[utcQuarterOfWeek];
        return upTo[upTo.length - 1];
    }

    /** How many cards live in a city. */
    long cardsOf(City city) {
        return cardsOf[city.number()];
    }

    /** How many payments there are in a quarter of an hour of the week, relative to the mean, which is 1. */
    double demand(int utcQuarterOfWeek) {
        return payments(utcQuarterOfWeek) / meanPayments;
    }

    /** The city of any card. */
    City any(Draws draws) {
        return drawn(cardsUpTo, draws);
    }

    /** The home city of a holder who pays in a quarter of an hour of the week. */
    City paying(int utcQuarterOfWeek, Draws draws) {
        return drawn(paymentsUpTo[utcQuarterOfWeek], draws);
    }

    private static City drawn(long[] upTo, Draws draws) {
        long drawn = (long) (draws.nextDouble() * upTo[upTo.length - 1]);
        // The first city whose sum is above what was drawn; cities without cards repeat the sum before them.
        int found = Arrays.binarySearch(upTo, drawn);
        int number = found < 0 ? -found - 1 : found + 1;
        while (upTo[number] == drawn) {
            number++;
        }
        return City.ALL.get(number);
    }
}
