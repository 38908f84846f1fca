# shellcheck shell=bash
# Read by `cluster`: how a Flink cluster's parts are started.
# shellcheck disable=SC2154 # `cluster` and `common.bash` set what is used here.

# Sets what manages the cluster, in the order in which it starts, and what a worker is called.
name_flink_parts() {
  managers=(jobmanager)
  [[ -z $ha ]] || managers=(zookeeper jobmanager)
  worker_name=taskmanager
}

prepare_flink() {
  # The paths are not settings of the file: Flink's YAML would need them quoted.
  flink_paths=("-Dio.tmp.dirs=$scratch")
  [[ -z $ha ]] || flink_paths+=("-Dhigh-availability.storageDir=$directory/ha")
}

start_flink() {
  port=${port:-8081}
  require_free "$port"
  address=$host:$port
  configure_flink
  [[ -z $ha ]] || launch_zookeeper zookeeper
  launch_jobmanager jobmanager
  for part in "${workers[@]}"; do
    launch_taskmanager "$part"
  done
  await "$port" /overview "\"slots-total\":$((worker_count * slots))[,}]"
  printf 'A JobManager and %s with %s slots each run; their page and REST address: http://%s\n' \
    "$(count TaskManager)" "$slots" "$address"
}

configure_flink() {
  cat >"$directory/conf/config.yaml" <<END
jobmanager.rpc.address: $host
jobmanager.rpc.port: $(free_port)
jobmanager.bind-host: $host
rest.address: $host
rest.bind-address: $host
rest.port: $port
# Jars come from the command line; a page need not take them.
web.submit.enable: false
taskmanager.host: $host
taskmanager.bind-host: $host
taskmanager.numberOfTaskSlots: $slots
# Flink's own scripts work these out from a total; a TaskManager started without them wants each.
taskmanager.cpu.cores: $slots
taskmanager.memory.framework.heap.size: ${framework}m
taskmanager.memory.framework.off-heap.size: ${framework}m
taskmanager.memory.task.heap.size: ${task_heap}m
taskmanager.memory.task.off-heap.size: 0m
taskmanager.memory.network.min: ${network}m
taskmanager.memory.network.max: ${network}m
taskmanager.memory.managed.size: 256m
taskmanager.memory.jvm-metaspace.size: ${metaspace}m
taskmanager.memory.jvm-overhead.min: 192m
taskmanager.memory.jvm-overhead.max: 192m
# A process that is gone refuses two heartbeats in a row: known after a second, by default after twenty. One that is only slow has 50 s.
heartbeat.interval: 500
END
  [[ -z $metrics_port ]] || cat >>"$directory/conf/config.yaml" <<END
# docs/METRICS.md says why.
metrics.reporters: prom
metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
metrics.reporter.prom.port: $metrics_port-$((metrics_port + worker_count))
metrics.reporter.prom.filterLabelValueCharacters: "false"
metrics.reporter.prom.scope.variables.excludes: host;tm_id;job_id;task_id;task_name;task_attempt_id;task_attempt_num;operator_id
END
  if [[ -n $ha ]]; then
    local zookeeper_port
    zookeeper_port=$(free_port)
    cat >>"$directory/conf/config.yaml" <<END
high-availability.type: zookeeper
high-availability.zookeeper.quorum: $host:$zookeeper_port
high-availability.cluster-id: /fraud
# A JobManager that was started again leads when the session of the one that was killed has run out: by default after a minute.
high-availability.zookeeper.client.session-timeout: 5000
# A pause of ZooKeeper's is none of the job's.
high-availability.zookeeper.client.tolerate-suspended-connections: true
END
    # Relative to the directory in which it is started, since its parser takes a blank or a backslash in a path amiss.
    cat >"$directory/conf/zoo.cfg" <<END
dataDir=zookeeper
clientPort=$zookeeper_port
clientPortAddress=$host
tickTime=1000
admin.enableServer=false
END
    rm -rf -- "$directory/zookeeper" "$directory/ha"
    mkdir -- "$directory/zookeeper" "$directory/ha"
  fi
}

# PART
launch_zookeeper() {
  (
    cd -- "$directory"
    launch "$1" -Xmx64m -Dzookeeper.jmx.log4j.disable=true -cp "$(join_path "${engine_jars[@]}")" \
      org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.quorum.QuorumPeerMain conf/zoo.cfg
  )
}

# PART
launch_jobmanager() {
  launch "$1" "-Xmx${manager_heap}m" "-XX:MaxMetaspaceSize=${metaspace}m" -cp "$(join_path "${engine_jars[@]}")" \
    org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint "${flink_paths[@]}" --configDir "$directory/conf"
}

# PART: under another name each time, since the JobManager would take a new one for the one it still believes in.
launch_taskmanager() {
  launch "$1" "-Xmx$((framework + task_heap))m" "-XX:MaxDirectMemorySize=$((framework + network))m" \
    "-XX:MaxMetaspaceSize=${metaspace}m" -cp "$(join_path "${engine_jars[@]}")" \
    org.apache.flink.runtime.taskexecutor.TaskManagerRunner "${flink_paths[@]}" --configDir "$directory/conf" \
    "-Dtaskmanager.resource-id=$1-$RANDOM$RANDOM"
}
