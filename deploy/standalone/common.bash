# shellcheck shell=bash
# Read by the scripts beside it.
((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) || { echo "error: these scripts need bash 4.4 or newer" >&2; exit 1; }
standalone=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
home=$(cd -- "$standalone/../.." && pwd -P)
# A URI: log4j complains of a path with blanks.
log4j_config=${standalone//%/%25}
# shellcheck disable=SC2034
log4j_config=file://${log4j_config// /%20}/log4j2.properties

# It failed.
fail() {
  printf 'error: %s\n' "$1" >&2
  exit 1
}

# It was asked for in a wrong way.
refuse() {
  printf 'error: %s (--help says more)\n' "$1" >&2
  exit 2
}

# The lines of the calling script from `usage:` to the first that is not a comment.
show_usage() {
  sed -n '/^# usage:/,/^[^#]/s/^# \{0,1\}//p' -- "$0"
}

# OPTION REMAINING: refuses an option that is the last word.
require_value() {
  [[ $2 -ge 2 ]] || refuse "$1 needs a value"
}

# Sets `java`, which must be new enough for the classes of the build.
find_java() {
  java=java
  [[ -z ${JAVA_HOME:-} ]] || java=$JAVA_HOME/bin/java
  local version
  version=$("$java" -version 2>&1) || fail "$java does not run: install JDK 17 or newer, or set JAVA_HOME"
  [[ $version =~ \"([0-9]+) && ${BASH_REMATCH[1]} -ge 17 ]] || fail "$java is older than JDK 17: set JAVA_HOME to a newer one"
}

# MODULE: fails if the module's job jar is not there; sets `jar`.
find_job_jar() {
  # shellcheck disable=SC2034
  jar=$home/$1/target/$1-job.jar
  [[ -f $jar ]] || fail "$1/target/$1-job.jar is not built: run \`mvn -q -DskipTests package\` in $home"
}

# MODULE: sets `engine_jars` to the module's class path without what its job jar brings: what a distribution of the engine has.
find_engine_jars() {
  local file=$home/$1/target/local.classpath entry entries=()
  [[ -r $file ]] || fail "$1/target/local.classpath is missing: run \`mvn -q -DskipTests package\` in $home"
  IFS=: read -r -d '' -a entries <"$file" || true
  engine_jars=()
  for entry in "${entries[@]}"; do
    case ${entry##*/} in
      fraud-* | common-model-* | kafka-clients-* | flink-connector-kafka-* | spark-sql-kafka-* | spark-token-provider-kafka-* | commons-pool2-*) ;;
      # Flink's distribution has only a renamed Jackson, Spark's has the one that its Scala module goes with.
      jackson-*) [[ $1 == fraud-flink ]] || engine_jars+=("$entry") ;;
      *) engine_jars+=("$entry") ;;
    esac
  done
}

# WORD…: prints the words with a colon between them.
join_path() {
  local IFS=:
  printf '%s' "$*"
}

# HOST PORT: whether something accepts connections there. Says nothing about what it is.
answers() {
  local patience=()
  ! command -v timeout >/dev/null || patience=(timeout 5)
  # shellcheck disable=SC2016
  "${patience[@]}" bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null
}

# ADDRESS WHAT: fails unless something answers at HOST:PORT.
require_cluster() {
  answers "${1%:*}" "${1##*:}" || fail "no $2 answers at $1: start the cluster, or say with --cluster where it is"
}

# Prints a port at which nothing listens, below those that systems give to outgoing connections.
free_port() {
  local candidate
  while :; do
    candidate=$((RANDOM % 12000 + 20000))
    answers 127.0.0.1 "$candidate" || break
  done
  printf '%s' "$candidate"
}
