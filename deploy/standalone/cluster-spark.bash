# shellcheck shell=bash
# Read by `cluster`: how a Spark cluster's parts are started.
# shellcheck disable=SC2154 # `cluster` and `common.bash` set what is used here.

# Sets what manages the cluster, in the order in which it starts, and what a worker is called.
name_spark_parts() {
  managers=(master)
  worker_name=worker
}

# A worker starts executors with what is in $SPARK_HOME/jars; Spark's own scripts set the rest, too.
prepare_spark() {
  export SPARK_HOME=$scratch SPARK_CONF_DIR=$directory/conf SPARK_LOCAL_DIRS=$scratch SPARK_LOCAL_IP=$host
  SPARK_SCALA_VERSION=$(printf '%s\n' "${engine_jars[@]}" | sed -n 's|.*/spark-core_\([0-9.]*\)-[^/]*$|\1|p')
  export SPARK_SCALA_VERSION
  # For the executors, which would log several hundred lines a batch by Spark's own default.
  ln -sfn -- "$home/fraud-spark/src/main/resources/log4j2.properties" "$directory/conf/log4j2.properties"
}

start_spark() {
  port=${port:-7077}
  require_free "$port"
  page=$(free_port)
  address=spark://$host:$port
  mkdir -- "$scratch/jars"
  ln -s -- "${engine_jars[@]}" "$scratch/jars/"
  rm -rf -- "$directory/recovery"
  launch_master master
  for part in "${workers[@]}"; do
    launch_worker "$part"
  done
  await "$page" /json/ "\"aliveworkers\" *: *$worker_count"
  printf 'A master and %s with %s cores each run at %s; their page: http://%s:%s\n' \
    "$(count worker)" "$slots" "$address" "$host" "$page"
}

# PART
launch_master() {
  local options=()
  # What a master of a single machine knows it keeps in files; several of them would keep it in ZooKeeper.
  [[ -z $ha ]] || options=(-Dspark.deploy.recoveryMode=FILESYSTEM "-Dspark.deploy.recoveryDirectory=$directory/recovery")
  # By default the master gives up an application whose executors ended ten times before one of them ran.
  launch "$1" "-Xmx${manager_heap}m" -Dspark.master.rest.enabled=false -Dspark.deploy.maxExecutorRetries=-1 "${options[@]}" \
    -cp "$scratch/jars/*" org.apache.spark.deploy.master.Master --host "$host" --port "${address##*:}" \
    --webui-port "${page:-0}"
}

# PART
launch_worker() {
  launch "$1" "-Xmx${manager_heap}m" -Dspark.worker.cleanup.enabled=true -cp "$scratch/jars/*" \
    org.apache.spark.deploy.worker.Worker --host "$host" --webui-port 0 --cores "$slots" --memory "${worker_memory}m" \
    --work-dir "$directory/work/$1" "$address"
}
