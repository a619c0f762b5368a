#!/usr/bin/env bash
# The long form of the tests that nothing acknowledged is lost: the program is killed so many times on each engine in the
# middle of a storm of writes, as often at its start while it migrates, a third as often PostgreSQL under it, and all of
# it is looked at after each. Says at the end how much was acknowledged.
#
#   tools/storm.sh [KILLS]      300 where no number is given; VISAVIS_STORM_SEED=… for the chances of an earlier run
set -euo pipefail
cd "$(dirname "$0")/.."
export VISAVIS_STORM=${1:-300}
if command -v cargo-nextest >/dev/null; then
    tests/postgres.sh run cargo nextest run -p visavis --no-fail-fast --success-output final storm:: lost:: full:: stop::
else
    tests/postgres.sh run cargo test -p visavis --test it -- --nocapture storm:: lost:: full:: stop::
fi
