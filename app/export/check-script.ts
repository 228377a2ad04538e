/** For any service: what its tests recorded is held against what the team accepted. */
export const checkScript = (): string => `#!/bin/sh
# Fails when a recording shows an endpoint that does what its method rules out and that the baseline does not accept.
# Usage: ENDPOINT_AUDIT=FOLDER sh check.sh requests.har changes.jsonl exceptions.json
set -eu
: "\${ENDPOINT_AUDIT:?name the folder of Endpoint Audit}"
requests=$(realpath "$1")
changes=$(realpath "$2")
baseline=$(realpath "$3")
reports=$(pwd)
cd "$ENDPOINT_AUDIT"
npm run -s cli -- check "$requests" "$changes" --baseline "$baseline" \\
  --junit "$reports/endpoints.xml" --sarif "$reports/endpoints.sarif"
`;
