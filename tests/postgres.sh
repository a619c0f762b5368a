#!/usr/bin/env bash
# A PostgreSQL of our own for tests: a throw-away cluster on a free port, for no longer than it is needed.
#
#   tests/postgres.sh run COMMAND…   start one, run the command with VISAVIS_TEST_POSTGRES set, remove it
#   tests/postgres.sh start DIR      start one in DIR (made if need be) and print its URL
#   tests/postgres.sh stop DIR       stop it and remove DIR
#   tests/postgres.sh crash DIR      end it at once, and keep DIR
#   tests/postgres.sh again DIR      start it again, on the same port
#   tests/postgres.sh replica DIR OF start in DIR what keeps up with the one in OF, print its URL; from then on that one
#                                    acknowledges a commit only when this one has it
#   tests/postgres.sh promote DIR    make a replica take writes
#
# It trusts whoever reaches it on loopback and does not flush to disk: a power cut costs us nothing here.
set -euo pipefail
shopt -s inherit_errexit

# Debian keeps each version's programs apart, and only some of them in the PATH: the newest wins.
bin() {
    local found
    found=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    if [ -x "$found" ]; then dirname "$found"; return; fi
    found=$(command -v initdb) || { echo "PostgreSQL's initdb is not installed" >&2; return 1; }
    dirname "$(readlink -f "$found")"
}

# PostgreSQL refuses to run as root.
as_owner() {
    if [ "$(id -u)" != 0 ]; then "$@"; return; fi
    local owner=nobody
    if id postgres >/dev/null 2>&1; then owner=postgres; fi
    (cd / && runuser -u "$owner" -- "$@")
}

start() {
    local dir=$1 programs port
    programs=$(bin)
    mkdir -p "$dir"
    chmod 755 "$dir"
    if [ "$(id -u)" = 0 ]; then
        if id postgres >/dev/null 2>&1; then chown postgres "$dir"; else chown nobody "$dir"; fi
    fi
    as_owner "$programs/initdb" --pgdata="$dir/data" --username=postgres --auth=trust --encoding=UTF8 \
        --locale=C --no-sync >"$dir.log" 2>&1 || { cat "$dir.log" >&2; return 1; }
    as_owner tee -a "$dir/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
max_connections = 200
shared_buffers = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
max_wal_size = 1GB
autovacuum_naptime = 5min
jit = off
CONF
    launch "$dir"
}

# Starts the one in DIR on a free port, and prints its URL.
launch() {
    local dir=$1 programs port
    programs=$(bin)
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        port=$((RANDOM % 10000 + 20000)) # below the ports that clients are given
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue; fi
        if as_owner "$programs/pg_ctl" --pgdata="$dir/data" --log="$dir/server.log" --options="-p $port" \
            --timeout=60 --wait --silent start >>"$dir.log" 2>&1; then
            echo "$port" >"$dir/port"
            echo "postgres://postgres@127.0.0.1:$port/postgres"
            return
        fi
    done
    cat "$dir.log" "$dir/server.log" >&2 || true
    return 1
}

crash() {
    as_owner "$(bin)/pg_ctl" --pgdata="$1/data" --mode=immediate --wait --silent stop >/dev/null
}

again() {
    local dir=$1
    as_owner "$(bin)/pg_ctl" --pgdata="$dir/data" --log="$dir/server.log" --options="-p $(cat "$dir/port")" \
        --timeout=60 --wait --silent start >>"$dir.log" 2>&1 || { cat "$dir.log" "$dir/server.log" >&2; return 1; }
}

replica() {
    local dir=$1 of=$2 programs port
    programs=$(bin)
    port=$(cat "$of/port")
    mkdir -p "$dir"
    chmod 755 "$dir"
    if [ "$(id -u)" = 0 ]; then chown --reference="$of" "$dir"; fi
    as_owner "$programs/pg_basebackup" --pgdata="$dir/data" --write-recovery-conf --checkpoint=fast --no-sync \
        --dbname="host=127.0.0.1 port=$port user=postgres application_name=replica" >"$dir.log" 2>&1 ||
        { cat "$dir.log" >&2; return 1; }
    echo "unix_socket_directories = '$dir'" | as_owner tee -a "$dir/data/postgresql.conf" >/dev/null
    launch "$dir"
    as_owner "$programs/psql" -qX -h 127.0.0.1 -p "$port" -U postgres \
        -c "ALTER SYSTEM SET synchronous_standby_names = 'replica'" -c "SELECT pg_reload_conf()" >/dev/null
}

promote() {
    as_owner "$(bin)/pg_ctl" --pgdata="$1/data" --timeout=60 --wait --silent promote >/dev/null
}

stop() {
    local dir=$1
    if [ -f "$dir/data/postmaster.pid" ]; then
        as_owner "$(bin)/pg_ctl" --pgdata="$dir/data" --mode=immediate --wait --silent stop >/dev/null 2>&1 || true
    fi
    rm -rf "$dir" "$dir.log"
}

case "${1:-}" in
start) start "$2" ;;
stop) stop "$2" ;;
crash) crash "$2" ;;
again) again "$2" ;;
replica) replica "$2" "$3" ;;
promote) promote "$2" ;;
run)
    shift
    dir=$(mktemp -d "${TMPDIR:-/tmp}/visavis-postgres.XXXXXX")
    trap 'stop "$dir"' EXIT
    trap 'exit 130' INT TERM
    VISAVIS_TEST_POSTGRES=$(start "$dir")
    export VISAVIS_TEST_POSTGRES VISAVIS_TEST_REQUIRE_POSTGRES=1
    "$@"
    ;;
*)
    sed -n '2,13s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
