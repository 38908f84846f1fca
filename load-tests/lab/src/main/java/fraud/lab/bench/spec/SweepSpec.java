package fraud.lab.bench.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Systems that differ in one setting: {@code load-tests/sweeps/NAME.yaml}.
 *
 * @param name the file's name without its end
 * @param title what reports call it, with the setting's unit
 * @param workloads names, those of one launch with {@link WorkloadSeries#SEPARATOR} between them
 * @param systems names of those whose setting is varied
 * @param label what the names of the new systems have before the value
 * @param place where the setting is
 * @param key the setting; of the JVM's options the label
 * @param values of the setting by what names call them, at least two; of the JVM's options lists
 */
public record SweepSpec(
        String name,
        String title,
        List<String> workloads,
        List<String> systems,
        String label,
        Place place,
        String key,
        Map<String, List<String>> values) {

    /** Where a system's file has the setting. */
    public enum Place {
        /** The job's settings. */
        SETTINGS,
        /** The engine's settings. */
        ENGINE,
        /** The options of its JVMs. */
        JVM
    }

    /**
     * A system of a sweep.
     *
     * @param system named like {@code flink-heap.buffer-timeout-100}, which may end a topic's name
     * @param of the system that was varied
     * @param value what names call the setting's
     */
    public record Variant(SystemSpec system, SystemSpec of, String value) {}

    /**
     * Its systems, those of one value after the other.
     *
     * @param all systems by name, in which those of the sweep are
     */
    public List<Variant> variants(Map<String, SystemSpec> all) {
        List<Variant> variants = new ArrayList<>();
        values.forEach((value, setting) -> systems.forEach(system -> {
            SystemSpec of = all.get(system);
            variants.add(new Variant(variant(of, value, setting), of, value));
        }));
        return variants;
    }

    private SystemSpec variant(SystemSpec of, String value, List<String> setting) {
        List<String> jvm = new ArrayList<>(of.jvm());
        if (place == Place.JVM) {
            jvm.addAll(setting);
        }
        return new SystemSpec(
                of.name() + "." + label + "-" + value,
                of.title() + ", " + label + " " + value,
                of.kind(),
                of.guarantee(),
                of.main(),
                of.jar(),
                of.input(),
                of.completes(),
                of.backlogCopies(),
                of.slots(),
                with(of.settings(), Place.SETTINGS, setting),
                with(of.engine(), Place.ENGINE, setting),
                jvm);
    }

    private Map<String, String> with(Map<String, String> settings, Place of, List<String> setting) {
        Map<String, String> with = new LinkedHashMap<>(settings);
        if (place == of) {
            with.put(key, setting.get(0));
        }
        return with;
    }
}
