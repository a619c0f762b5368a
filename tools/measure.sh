#!/usr/bin/env bash
# How long the program takes to be ready, and what it needs: the figures of docs/benchmarks.md.
#
#   tools/measure.sh [PROGRAM]      target/release/visavis where none is named
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/release/visavis}
folder=$(mktemp -d "${TMPDIR:-/tmp}/visavis-measure.XXXXXX")
port=18977
url=http://localhost:$port
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$folder"' EXIT

now() { date +%s%3N; }

# Starts the program with that subcommand, waits for /health, says how many milliseconds that took.
start() {
    local begun
    begun=$(now)
    "$program" "$1" --data "$folder/data" --listen 127.0.0.1:$port --no-limits >"$folder/out" 2>"$folder/err" &
    pid=$!
    until curl -fs -o /dev/null "$url/health"; do
        kill -0 $pid || { cat "$folder/err" >&2; exit 1; }
        sleep 0.005
    done
    echo $(($(now) - begun))
}

stop() {
    kill "$pid"
    wait "$pid" || true
    pid=
}

memory() { awk '/^RssAnon/ { printf "%.1f MiB", $2 / 1024 }' "/proc/$pid/status"; }

# Milliseconds of processor time so far.
spent() { awk -v tick="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / tick }' "/proc/$pid/stat"; }

# Processor time of the server for one of so many requests of a page.
page() {
    local before
    before=$(spent)
    curl -fs -b "$folder/cookies" -o /dev/null "$url$2?n=[1-$1]"
    awk -v a="$before" -v b="$(spent)" -v n="$1" 'BEGIN { printf "%.2f ms", (b - a) / n }'
}

{
    start demo >"$folder/cold"
    echo "demonstration, first start: $(cat "$folder/cold") ms"
    link=$(grep -o 'http://[^ ]*/demo/member/[^ ]*' "$folder/out")
    stop
    for _ in 1 2 3; do
        start demo >"$folder/warm"
        echo "demonstration, later start: $(cat "$folder/warm") ms"
        stop
    done
    for _ in 1 2 3; do
        start serve >"$folder/warm"
        echo "serve, on the same folder: $(cat "$folder/warm") ms"
        stop
    done
    start demo >/dev/null
    sleep 10
    echo "memory of its own (RssAnon), ready and idle for ten seconds: $(memory)"
    curl -fs -L -c "$folder/cookies" -o "$folder/home" "$link"
    gathering=$(grep -o 'href="/g/[0-9a-z]*">Open Tools Day' "$folder/home" | head -1 | cut -d'"' -f2)
    for path in /about / "$gathering" /find /c/dice-and-tea; do
        page 200 "$path" >/dev/null
        echo "processor time of the server for $path: $(page 1000 "$path")"
    done
    echo "memory of its own after these requests: $(memory)"
    echo "the file: $(du -m "$folder/data/visavis.db" | cut -f1) MiB; the program: $(du -m "$program" | cut -f1) MiB"
}
