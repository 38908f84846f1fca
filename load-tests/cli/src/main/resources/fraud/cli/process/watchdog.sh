# shellcheck shell=sh
# Runs "$@" and ends it when standard input closes, which is when the process that started this is gone or wants it stopped.
# A command in the background of a script ignores Ctrl-C, which a terminal sends to every process in the foreground.
trap '' INT
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM HUP

# Ticks of the CPU (a hundredth of a second) that the child has used; 0 where the system does not tell.
ticks() {
    stat=
    read -r stat 2>/dev/null <"/proc/$child/stat" || :
    # Behind the name, which may hold anything: state, nine fields more, then user and system time.
    set -- ${stat##*)}
    echo $((${12:-0} + ${13:-0}))
}

(
    trap - TERM
    # `read` and not `cat`: nothing is left behind when this shell is killed.
    while read -r _ <&3; do :; done
    kill -TERM "$child" 2>/dev/null
    # Ten seconds in which it does nothing; what it does counts as progress, up to 20 s of CPU: a slow machine takes longer to stop.
    patience=10
    work=2000
    before=$(ticks)
    while [ "$patience" -gt 0 ] && kill -0 "$child" 2>/dev/null; do
        sleep 1
        now=$(ticks)
        used=$((now - before))
        before=$now
        if [ "$used" -ge 5 ] && [ "$work" -gt 0 ]; then
            work=$((work - used))
        else
            patience=$((patience - 1))
        fi
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
