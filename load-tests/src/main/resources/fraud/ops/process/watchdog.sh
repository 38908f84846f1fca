# shellcheck shell=sh
# Runs "$@" and ends it when standard input closes, which is when whoever started this is gone or wants it stopped.
# A command in the background of a script ignores Ctrl-C, which a terminal sends to every process in the foreground.
trap '' INT
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM HUP
(
    trap - TERM
    # `read` and not `cat`: nothing is left behind when this shell is killed.
    while read -r _ <&3; do :; done
    kill -TERM "$child" 2>/dev/null
    patience=10
    while [ "$patience" -gt 0 ] && kill -0 "$child" 2>/dev/null; do
        sleep 1
        patience=$((patience - 1))
    done
    kill -KILL "$child" 2>/dev/null
) >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait "$child"
code=$?
# A signal ends the wait before the child.
while kill -0 "$child" 2>/dev/null; do
    wait "$child"
    code=$?
done
kill -TERM "$watch" 2>/dev/null
exit "$code"
