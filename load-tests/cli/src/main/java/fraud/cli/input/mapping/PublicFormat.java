package fraud.cli.input.mapping;

import fraud.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Public data sets, each with a mapping that {@code --map} could say, too. Its comments say where the
 * set is and what it lacks.
 */
public enum PublicFormat {
    CREDITCARD("cards of Europe, two days of 2013 (ULB): no card, no merchant"),
    IEEE_CIS("payments in the web, 2017 and 2018 (IEEE-CIS, Vesta): no merchant"),
    PAYSIM("simulated mobile transfers, in hours (PaySim)"),
    SPARKOV("simulated cards of the USA, 2019 and 2020 (Sparkov); needs --map-key"),
    TABFORMER("synthetic cards of 2,000 holders (TabFormer, IBM); needs --sort");

    private final String summary;

    PublicFormat(String summary) {
        this.summary = summary;
    }

    /** What the set is, in a few words. */
    public String summary() {
        return summary;
    }

    /** The mapping as a file that {@code --map} takes, with its comments. */
    public String text() {
        String name = "/fraud/cli/input/formats/" + this + ".map";
        try (InputStream in = PublicFormat.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The mapping.
     *
     * @param key the key of its {@code hash(…)}, if there is one
     * @throws ConfigException if it needs a key
     */
    public TableMapping mapping(Optional<TokenKey> key) {
        String place = "--format " + this;
        return TableMapping.of(place, MappingText.entries(text(), number -> place), key);
    }

    /** As {@code --format} has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
