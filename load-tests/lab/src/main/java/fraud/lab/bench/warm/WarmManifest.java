package fraud.lab.bench.warm;

import fraud.report.bench.WarmStart;
import java.util.Map;

/**
 * What a warm state is: {@value #FILE}, written when all else is there.
 *
 * @param key all that it depends on
 * @param home the directory that the system had its state in: Spark's checkpoint names files by their whole path
 * @param madeAt when, UTC
 * @param seconds how long it took
 * @param start what a launch begins with
 */
record WarmManifest(Map<String, String> key, String home, String madeAt, double seconds, WarmStart start) {

    static final String FILE = "manifest.json";
}
