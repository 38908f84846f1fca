package fraud.lab.chaos;

import fraud.report.bench.BenchJson;
import fraud.report.chaos.ChaosResults;
import fraud.report.chaos.ChaosRun;
import fraud.report.figures.RunReport.Environment;
import java.util.List;
import java.util.Map;

/**
 * What a campaign does and to what: {@value #FILE}, written before its first run. A later sitting goes on with it only
 * if all of it is as it was.
 *
 * @param environment what it runs on
 * @param model SHA-256 of the detectors' model, or {@code none}
 * @param load the parameters of the traffic, and of the faults' turns
 * @param systems the settings of each, by name
 * @param scenarios what each does, by name
 */
record ChaosPlan(
        Environment environment,
        String model,
        Map<String, String> load,
        Map<String, Map<String, String>> systems,
        Map<String, String> scenarios) {

    /** Its file's name. */
    static final String FILE = "plan.json";

    /** The results of the runs that were made by it. */
    ChaosResults results(String command, List<ChaosRun> runs) {
        return new ChaosResults(
                ChaosResults.SCHEMA_VERSION, command, environment, model, load, systems, scenarios, runs);
    }

    /** As a file has it. */
    String json() {
        return BenchJson.pretty(this);
    }
}
