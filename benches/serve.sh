#!/usr/bin/env bash
# How the story page is served under load, beside Datasette serving its own page of the same ledger.
#
#   benches/serve.sh LEDGER [gainsay]
#
# Needs wrk (https://github.com/wg/wrk) and curl; datasette for the ratio. Prints requests a second and the latency.
set -euo pipefail
ledger="${1:?name a ledger: benches/serve.sh gainsay.db}"
gainsay="${2:-target/release/gainsay}"
seconds="${SECONDS_EACH:-10}"
command -v wrk >/dev/null || { echo "wrk is missing; install it" >&2; exit 1; }

"$gainsay" serve --ledger "$ledger" --port 7391 >/dev/null &
server=$!
peer=
trap 'kill $server $peer 2>/dev/null || true' EXIT
for _ in $(seq 50); do curl -fs http://127.0.0.1:7391/ >/dev/null && break; sleep 0.2; done
story="$(curl -fs http://127.0.0.1:7391/api/v1/stories | sed 's/.*"items":\[{"id":"\([^"]*\)".*/\1/')"

# Twenty who each wait a tenth of a second after an answer: two hundred requests a second at most.
pace="$(mktemp --suffix .lua)"
echo 'function delay() return 100 end' >"$pace"
trap 'kill $server $peer 2>/dev/null || true; rm -f "$pace"' EXIT

measure() { # NAME ADDRESS
    echo "== $1: $2"
    curl -s -o /dev/null -w 'first: %{time_total} s, %{size_download} bytes\n' "$2"
    echo "-- at about 200 a second"
    wrk -t1 -c20 "-d${seconds}s" --latency -s "$pace" "$2" | grep -E '50%|99%|Requests/sec|Non-2xx' || true
    echo "-- as fast as it goes"
    wrk -t1 -c4 "-d${seconds}s" --latency "$2" | grep -E '50%|99%|Requests/sec|Non-2xx' || true
}
rate() { wrk -t1 -c4 "-d${seconds}s" "$1" | awk '/Requests\/sec/ { print $2 }'; }

measure "gainsay, the story" "http://127.0.0.1:7391/story/$story"
if command -v datasette >/dev/null; then
    datasette serve "$ledger" --port 7392 >/dev/null 2>&1 &
    peer=$!
    for _ in $(seq 100); do curl -fs http://127.0.0.1:7392/ >/dev/null && break; sleep 0.2; done
    name="$(basename "$ledger")"
    page="http://127.0.0.1:7392/${name%.*}/claim?_size=100"
    measure "Datasette, a hundred rows of claims" "$page"
    ours="$(rate "http://127.0.0.1:7391/story/$story")"
    theirs="$(rate "$page")"
    awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "ratio: %.1f\n", a / b }'
else
    echo "datasette is not there: no ratio"
fi
