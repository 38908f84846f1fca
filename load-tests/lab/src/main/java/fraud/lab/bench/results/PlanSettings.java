package fraud.lab.bench.results;

import fraud.lab.bench.scoring.ScoringPair;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What plans and results say of workloads and systems: all that their figures depend on, as texts. */
public final class PlanSettings {

    private PlanSettings() {}

    /** Those of workloads, by name. */
    public static Map<String, Map<String, String>> ofWorkloads(List<WorkloadSpec> workloads) {
        Map<String, Map<String, String>> byName = new LinkedHashMap<>();
        for (WorkloadSpec workload : workloads) {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("title", workload.title());
            settings.put("kind", workload.kind().toString());
            settings.put("warmUpSeconds", String.valueOf(workload.warmUpSeconds()));
            settings.put("windowSeconds", String.valueOf(workload.windowSeconds()));
            settings.put("windows", String.valueOf(workload.windows()));
            if (workload.warmDays() > 0) {
                settings.put("warmDays", String.valueOf(workload.warmDays()));
            }
            if (workload.check() != WorkloadSpec.Check.REFERENCE) {
                settings.put("check", workload.check().toString());
            }
            if (workload.kind() == WorkloadSpec.Kind.SEARCH) {
                settings.put("stepFactor", String.valueOf(workload.stepFactor()));
            }
            if (workload.kind() != WorkloadSpec.Kind.FILE) {
                settings.putAll(workload.stream().settings());
            }
            byName.put(workload.name(), settings);
        }
        return byName;
    }

    /** Those of systems, by name. */
    public static Map<String, Map<String, String>> ofSystems(List<SystemSpec> systems) {
        Map<String, Map<String, String>> byName = new LinkedHashMap<>();
        for (SystemSpec system : systems) {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("title", system.title());
            settings.put("kind", system.kind().toString());
            settings.put("guarantee", system.guarantee().toString());
            if (system.backlogCopies() > 1) {
                settings.put("backlogCopies", String.valueOf(system.backlogCopies()));
            }
            settings.putAll(ScoringPair.listed(system));
            settings.putAll(system.settings());
            settings.putAll(system.engine());
            settings.put("jvm", String.join(" ", system.jvm()));
            byName.put(system.name(), settings);
        }
        return byName;
    }
}
