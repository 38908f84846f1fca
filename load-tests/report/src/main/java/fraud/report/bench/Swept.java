package fraud.report.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the settings of a system say of the sweep that it belongs to: systems that differ in one setting.
 *
 * @param sweep its name
 * @param title what reports call it, with the setting's unit
 * @param of the system whose setting was varied, by name
 * @param value of the setting
 */
public record Swept(String sweep, String title, String of, String value) {

    private static final String SWEEP = "sweep";
    private static final String TITLE = "sweepTitle";
    private static final String OF = "sweepOf";
    private static final String VALUE = "sweepValue";

    /** As settings, beside those of the system. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(SWEEP, sweep);
        settings.put(TITLE, title);
        settings.put(OF, of);
        settings.put(VALUE, value);
        return settings;
    }

    /** What the settings of a system say; nothing if it is of no sweep. */
    public static Optional<Swept> of(Map<String, String> settings) {
        return settings.containsKey(SWEEP)
                ? Optional.of(
                        new Swept(settings.get(SWEEP), settings.get(TITLE), settings.get(OF), settings.get(VALUE)))
                : Optional.empty();
    }
}
