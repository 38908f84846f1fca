package fraud.lab.bench.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the CPU time of a system on a workload went, in the windows of all its launches.
 *
 * @param workload by name
 * @param system by name
 * @param samples how many there are
 * @param categories share of them of each category, 0 to 1
 * @param roles the same of each role's JVMs, as shares of all samples of the system
 */
public record Shares(
        String workload,
        String system,
        long samples,
        Map<String, Double> categories,
        Map<String, Map<String, Double>> roles) {

    static Shares of(String workload, String system, Stacks stacks, Categories categories) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        stacks.forEach((frames, count) -> counts.computeIfAbsent(frames.get(0), any -> new TreeMap<>())
                .merge(categories.of(frames.subList(1, frames.size())), count, Long::sum));
        long all = counts.values().stream()
                .flatMap(byCategory -> byCategory.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        Map<String, Double> total = new LinkedHashMap<>();
        Map<String, Map<String, Double>> roles = new LinkedHashMap<>();
        counts.keySet().forEach(role -> roles.put(role, new LinkedHashMap<>()));
        for (String category : categories.names()) {
            long sum = 0;
            for (Map.Entry<String, Map<String, Long>> role : counts.entrySet()) {
                long count = role.getValue().getOrDefault(category, 0L);
                roles.get(role.getKey()).put(category, share(count, all));
                sum += count;
            }
            total.put(category, share(sum, all));
        }
        return new Shares(workload, system, all, total, roles);
    }

    private static double share(long count, long all) {
        return all == 0 ? 0 : (double) count / all;
    }
}
