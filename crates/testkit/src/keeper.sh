# Keeps a PostgreSQL that the tests of several processes share, and ends it when none has used it for a minute.
#
# $1: the file that each test process holds a shared lock on; $2: PostgreSQL's data; $3: its log; the rest: the command that runs it.
set -u
users=$1 data=$2 log=$3
shift 3

"$@" </dev/null >/dev/null 2>>"$log" &
postgres=$!
trap 'kill -INT $postgres; wait $postgres; exit' INT TERM

exec 9>>"$users"
idle=0
while kill -0 $postgres 2>/dev/null; do
    sleep 5
    if flock --exclusive --nonblock 9; then
        idle=$((idle + 1))
        # The lock is kept here: a test that comes now waits until all is gone, and starts afresh.
        [ $idle -ge 12 ] && break
        flock --unlock 9
    else
        idle=0
    fi
done

kill -INT $postgres 2>/dev/null
wait $postgres
rm -rf "$data"
