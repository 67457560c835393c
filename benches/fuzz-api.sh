#!/usr/bin/env bash
# The served OpenAPI document under a public fuzzer: no answer may be a 5xx or other than the document says.
#
#   benches/fuzz-api.sh [FOLDER OF ARTICLES] [gainsay]
#
# Needs schemathesis (pip install schemathesis). The ledger is in memory, so that decisions the fuzzer makes go with it.
# SEED and EXAMPLES choose what is tried.
set -euo pipefail
articles="${1:-fixtures/days/articles}"
gainsay="${2:-target/release/gainsay}"
command -v schemathesis >/dev/null || { echo "schemathesis is missing; pip install schemathesis" >&2; exit 1; }

"$gainsay" serve "$articles" --port 7393 >/dev/null &
server=$!
settings="$(mktemp --suffix .toml)"
trap 'kill $server 2>/dev/null || true; rm -f "$settings"' EXIT
# An address that is too long is refused as such before its values are looked at.
cat >"$settings" <<'TOML'
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 409, 413, 414, 415, 429]
TOML
for _ in $(seq 100); do curl -fs http://127.0.0.1:7393/ >/dev/null && break; sleep 0.2; done

fuzz() {
    schemathesis --config-file "$settings" run http://127.0.0.1:7393/api/v1/openapi.json \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,negative_data_rejection,unsupported_method \
        --max-examples "${EXAMPLES:-100}" --seed "${SEED:-1}" --continue-on-failure "$@"
}
fuzz --exclude-path-regex '/fixes'
# Changes are let through one in two seconds, the first thirty at once.
fuzz --include-path-regex '/fixes' --rate-limit 29/m --phases fuzzing,stateful --max-time "${SECONDS_OF_CHANGES:-90}"
