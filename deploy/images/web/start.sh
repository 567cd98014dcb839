#!/bin/sh
# Writes what depends on the deployment beside nginx.conf, in a folder that may be written to, and starts nginx there.
#
#   API_URL              the API: http://host:port. Looked up again and again, so that it may move
#   JITSI_URL            the web server of the Jitsi deployment, which gets /xmpp-websocket and /libs; unset where browsers
#                        reach it under a name of its own, or where it has shards
#   JITSI_SHARD_URLS     the web server of each shard, which gets what is below /shards/<name>: a=http://host:port,b=http://host:port
#   JITSI_WEBSOCKET_URL  where browsers find the signalling, as the API has it
#   JITSI_LIBRARY_URL    where browsers find lib-jitsi-meet, as the API has it
#   PORT                 where nginx listens, 8080 unless said
#   TRUSTED_PROXIES      0 when browsers reach this nginx directly: then nobody is believed what scheme they came by
#   RUN_FOLDER           what nginx writes to, /tmp/nginx unless said
#   PORTAL_FOLDER        the built portal
set -eu

PORT=${PORT:-8080}
RUN_FOLDER=${RUN_FOLDER:-/tmp/nginx}
PORTAL_FOLDER=${PORTAL_FOLDER:-/greenroom/portal}
TRUSTED_PROXIES=${TRUSTED_PROXIES:-1}
HERE=$(dirname "$0")

refuse() {
  echo "nginx cannot start: $1" >&2
  exit 1
}

# What is written into a configuration must not be able to end its line.
check() {
  printf '%s\n' "$2" | grep -Eqx "$3" && [ "$(printf '%s\n' "$2" | wc -l)" -eq 1 ] || refuse "$1 must be $4"
}

ADDRESS='[A-Za-z0-9.-]+(:[0-9]{1,5})?'
check API_URL "${API_URL:-}" "https?://$ADDRESS" 'http://host:port, without a path'
check JITSI_WEBSOCKET_URL "${JITSI_WEBSOCKET_URL:-}" "wss?://$ADDRESS(/[A-Za-z0-9._/-]*)?" 'wss://host/path'
check JITSI_LIBRARY_URL "${JITSI_LIBRARY_URL:-}" "(https?://$ADDRESS)?/[A-Za-z0-9._/-]+" 'a path, or https://host/path'
check JITSI_URL "${JITSI_URL:-}" "(https?://$ADDRESS)?" 'http://host:port, without a path'
SHARD="[a-z0-9-]{1,16}=https?://$ADDRESS"
check JITSI_SHARD_URLS "${JITSI_SHARD_URLS:-}" "($SHARD(,$SHARD)*)?" 'name=http://host:port, separated by commas'
check PORT "$PORT" '[0-9]{1,5}' 'a number'
check TRUSTED_PROXIES "$TRUSTED_PROXIES" '[0-9]{1,2}' 'a number'

origin_of() {
  printf '%s' "$1" | sed -E 's#^([a-z]+://[^/]+).*#\1#; /^\//d'
}

shards=$(printf '%s' "${JITSI_SHARD_URLS:-}" | tr ',' '\n')
[ -z "$(printf '%s' "$shards" | sed 's/=.*//' | sort | uniq -d)" ] || refuse 'JITSI_SHARD_URLS must name each shard once'
# Behind "shard:", where no name is one of the words that nginx itself knows there.
shard_urls=$(printf '%s' "$shards" | sed -E 's/^([^=]+)=(.*)$/"shard:\1" "\2";/' | tr '\n' ' ')
library_origin=$(origin_of "$JITSI_LIBRARY_URL")
resolvers=$(sed -nE 's/^nameserver +([0-9.]+).*/\1/p' /etc/resolv.conf 2>/dev/null | tr '\n' ' ')

mkdir -p "$RUN_FOLDER/temp"
cp "$HERE/nginx.conf" "$HERE/proxy.conf" "$RUN_FOLDER/"
rm -f "$RUN_FOLDER/portal"
ln -s "$PORTAL_FOLDER" "$RUN_FOLDER/portal"
cat >"$RUN_FOLDER/listen.conf" <<END
listen $PORT;
END
cat >"$RUN_FOLDER/settings.conf" <<END
${resolvers:+resolver $resolvers valid=10s ipv6=off;}
map "" \$api_url { default "$API_URL"; }
map "shard:\$shard" \$shard_url { default ""; "shard:" "${JITSI_URL:-}"; $shard_urls }
map "" \$script_origin { default "${library_origin:+ $library_origin}"; }
map "" \$signalling_origin { default "$(origin_of "$JITSI_WEBSOCKET_URL")"; }
map "" \$is_behind_proxy { default "$([ "$TRUSTED_PROXIES" -gt 0 ] && echo 1 || echo 0)"; }
END
exec nginx -p "$RUN_FOLDER" -c "$RUN_FOLDER/nginx.conf" -g 'daemon off;'
