#!/bin/sh
# Whether Jicofo is well. When it has not been for six looks in a row it is ended, and Docker starts it anew: after a restart of
# Prosody it may have lost its place among the bridges for good, and no room gets a bridge any more (jitsi/jicofo, pull
# request 1297, in releases after August 2026).
url=${JICOFO_HEALTH_URL:-http://127.0.0.1:8888/about/health}
failures=${JICOFO_FAILURES:-/tmp/jicofo-failures}

if curl --fail --silent --show-error --max-time 5 --output /dev/null "$url"; then
  rm -f "$failures"
  exit 0
fi
echo failed >>"$failures"
if [ "$(wc -l <"$failures")" -ge 6 ]; then
  rm -f "$failures"
  kill -TERM "${MAIN_PROCESS:-1}"
fi
exit 1
