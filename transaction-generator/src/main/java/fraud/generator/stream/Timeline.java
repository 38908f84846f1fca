package fraud.generator.stream;

import fraud.config.ConfigException;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.population.Population;
import fraud.search.BinarySearch;
import java.util.Arrays;

/**
 * The stream's clock: which event is published when, so that there are as many in each quarter of an hour as the
 * population makes then. An index is a position on it, and so is any number between two. Immutable, thread-safe, at
 * most some megabytes for twenty years.
 */
final class Timeline {

    private static final long DAY_MILLIS = 86_400_000;
    /**
     * Demand changes by the quarter of an hour; a larger population has smaller cells, so that none has too many
     * events.
     */
    private static final long MAX_CELL_MILLIS = 900_000;

    private static final double MAX_EVENTS_PER_CELL = 250_000;
    /** Longer streams would leave the times that a detector takes. */
    private static final long MAX_MILLIS = 20 * 365 * DAY_MILLIS;

    /**
     * So many events or a few more, on average, make a block: enough that finding its campaigns is cheap for each of
     * them.
     */
    private static final double EVENTS_PER_BLOCK = 16_384;

    private static final int MAX_CELLS_PER_BLOCK = 1_024;

    private final long startMillis;
    private final long cellMillis;
    private final int cellsPerBlock;
    /** How many events are published before each cell; a whole number of blocks. */
    private final long[] eventsBefore;

    private final long historyCount;
    private final long count;

    /**
     * The clock of a stream.
     *
     * @throws ConfigException if the population takes more than twenty years to make so many events
     */
    Timeline(GeneratorConfig config, Population population) {
        this.startMillis = config.startMillis();
        double eventsPerDay = config.integer(Parameter.CARDS) * config.number(Parameter.USES_PER_DAY);
        long length = MAX_CELL_MILLIS;
        while (length % 2 == 0 && eventsPerDay * length / DAY_MILLIS > MAX_EVENTS_PER_CELL) {
            length /= 2;
        }
        this.cellMillis = length;
        double eventsPerCell = eventsPerDay * cellMillis / DAY_MILLIS;
        int cells = 1;
        while (cells < MAX_CELLS_PER_BLOCK && cells * eventsPerCell < EVENTS_PER_BLOCK) {
            cells *= 2;
        }
        this.cellsPerBlock = cells;
        int historyCells = (int) (config.integer(Parameter.HISTORY_DAYS) * DAY_MILLIS / cellMillis);
        long[] before = new long[MAX_CELLS_PER_BLOCK];
        double sum = 0;
        int cell = 0;
        long needed = Long.MAX_VALUE;
        while (cell % cellsPerBlock != 0 || cell <= historyCells || before[cell] < needed) {
            if (cell + 2 > before.length) {
                before = Arrays.copyOf(before, 2 * before.length);
            }
            sum += eventsPerCell * population.demand(startMillis + cell * cellMillis);
            cell++;
            before[cell] = (long) sum;
            if (cell == historyCells || historyCells == 0) {
                needed = (historyCells == 0 ? 0 : before[cell]) + config.integer(Parameter.COUNT);
            }
            if (cell * cellMillis > MAX_MILLIS + cellsPerBlock * cellMillis) {
                throw new ConfigException(Parameter.COUNT.key() + " = " + config.integer(Parameter.COUNT) + ": "
                        + config.integer(Parameter.CARDS) + " cards take more than 20 years for that; set "
                        + Parameter.CARDS.key() + " to more");
            }
        }
        this.eventsBefore = Arrays.copyOf(before, cell + 1);
        this.historyCount = eventsBefore[historyCells];
        this.count = historyCount + config.integer(Parameter.COUNT);
    }

    /** How many events there are. */
    long count() {
        return count;
    }

    /** How many of them are history. */
    long historyCount() {
        return historyCount;
    }

    /** How many events there are in a second at a position, by the cell it lies in. */
    double eventsPerSecond(long index) {
        int cell = cellOf(index, 0, eventsBefore.length - 1);
        return (eventsBefore[cell + 1] - eventsBefore[cell]) * 1_000.0 / cellMillis;
    }

    /** The number of the block that an index lies in. */
    int blockOf(long index) {
        return cellOf(index, 0, eventsBefore.length - 1) / cellsPerBlock;
    }

    /** The first index of a block, or the one after the last block's. */
    long firstIndexOf(int block) {
        return eventsBefore[block * cellsPerBlock];
    }

    /** When a block begins, UTC epoch in ms. */
    long startOf(int block) {
        return startMillis + (long) block * cellsPerBlock * cellMillis;
    }

    /** The time at a position, UTC epoch in ms, rounded down; never earlier for a greater position. */
    long millisAt(double position) {
        return millisAt(position, 0, eventsBefore.length - 1);
    }

    /** The same for a position that lies in a block. */
    long millisIn(int block, double position) {
        return millisAt(position, block * cellsPerBlock, (block + 1) * cellsPerBlock);
    }

    private long millisAt(double position, int fromCell, int toCell) {
        int cell = cellOf((long) position, fromCell, toCell);
        double part = (position - eventsBefore[cell]) / (eventsBefore[cell + 1] - eventsBefore[cell]);
        return startMillis + cell * cellMillis + Math.min((long) (part * cellMillis), cellMillis - 1);
    }

    /** The position at a time; 0 before the start, the end after the last block. */
    double positionAt(long millis) {
        long since = millis - startMillis;
        if (since <= 0) {
            return 0;
        }
        int cell = (int) Math.min(since / cellMillis, eventsBefore.length - 1);
        if (cell == eventsBefore.length - 1) {
            return eventsBefore[cell];
        }
        double part = (double) (since - cell * cellMillis) / cellMillis;
        return eventsBefore[cell] + part * (eventsBefore[cell + 1] - eventsBefore[cell]);
    }

    /**
     * The cell from {@code fromCell} to {@code toCell} - 1 in which an index is published; it has at least that one
     * event.
     */
    private int cellOf(long index, int fromCell, int toCell) {
        return BinarySearch.first(fromCell + 1, toCell, cell -> eventsBefore[cell] > index) - 1;
    }
}
