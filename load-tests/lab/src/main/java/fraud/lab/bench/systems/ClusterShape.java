package fraud.lab.bench.systems;

/**
 * What an engine's cluster is made of.
 *
 * @param workers TaskManagers, or Spark's workers; all slots of one do for the job
 * @param supervised whether a part that ends is started again, and what manages the cluster then remembers its jobs;
 *     Spark's driver runs on a worker, too, and not beside the cluster. Else the end of a part is the end of a launch.
 */
public record ClusterShape(int workers, boolean supervised) {

    /** What a job's cost is measured on: a worker, none of whose processes may end. */
    public static final ClusterShape PLAIN = new ClusterShape(1, false);
}
