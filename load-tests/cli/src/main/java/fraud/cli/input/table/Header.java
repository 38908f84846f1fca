package fraud.cli.input.table;

import fraud.config.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The head of a table.
 *
 * @param names of its columns, in their order, without surrounding blanks
 * @param numbers how its cells write numbers
 * @param notes takes what is done to its rows
 */
public record Header(List<String> names, Numbers numbers, TableNotes notes) {

    /**
     * Where a column is.
     *
     * @throws BadCellException if it is not there, or more than once
     */
    public int require(String column) throws BadCellException {
        int index = find(column);
        if (index < 0) {
            throw new BadCellException(column, "is missing from the header");
        }
        return index;
    }

    /**
     * Where a column is, or -1.
     *
     * @throws BadCellException if it is there more than once, so that it is not known which is meant
     */
    public int find(String column) throws BadCellException {
        int index = names.indexOf(column);
        if (index != names.lastIndexOf(column)) {
            List<Integer> places = IntStream.range(0, names.size())
                    .filter(i -> names.get(i).equals(column))
                    .mapToObj(i -> i + 1)
                    .toList();
            throw new BadCellException(column, "is in the header more than once, at places " + places + ": rename one");
        }
        return index;
    }

    /** The column whose name is the nearest. */
    public Optional<String> nearest(String column) {
        List<String> named = names.stream().filter(name -> !name.isEmpty()).toList();
        return named.isEmpty() ? Optional.empty() : Optional.of(NearestName.of(column, named));
    }
}
