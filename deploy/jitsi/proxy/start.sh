#!/bin/sh
# Writes what depends on the deployment beside nginx.conf, in a folder that may be written to, and starts nginx there. A new
# certificate is taken at SIGHUP, without a connection being cut.
#
#   PUBLIC_HOST  the name of the portal
#   TURN_HOST    the name of the TURN server; another one than the portal's, since only the name tells the two apart
#   WEB_ADDRESS  host:port of the portal's web server
#   TURN_ADDRESS host:port of coturn, for TLS
#   CERTIFICATES folder of fullchain.pem and privkey.pem
#   CHALLENGES   folder of what a certificate authority asks for
#   HTTP_PORT, HTTPS_PORT, RUN_FOLDER  8080, 8443 and /tmp/proxy unless said
set -eu

HERE=$(dirname "$0")
RUN_FOLDER=${RUN_FOLDER:-/tmp/proxy}
HTTP_PORT=${HTTP_PORT:-8080}
HTTPS_PORT=${HTTPS_PORT:-8443}
STREAM_MODULE=/usr/lib/nginx/modules/ngx_stream_module.so

refuse() {
  echo "the proxy cannot start: $1" >&2
  exit 1
}

# What is written into a configuration must not be able to end its line.
check() {
  if [ "$(printf '%s\n' "$2" | wc -l)" -ne 1 ] || ! printf '%s\n' "$2" | grep -Eqx "$3"; then
    refuse "$1 must be $4"
  fi
}

NAME='[a-z0-9]([a-z0-9.-]*[a-z0-9])?'
check PUBLIC_HOST "${PUBLIC_HOST:-}" "$NAME" 'a host name in small letters'
check TURN_HOST "${TURN_HOST:-}" "$NAME" 'a host name in small letters'
check WEB_ADDRESS "${WEB_ADDRESS:-}" "$NAME:[0-9]{1,5}" 'host:port'
check TURN_ADDRESS "${TURN_ADDRESS:-}" "$NAME:[0-9]{1,5}" 'host:port'
check CERTIFICATES "${CERTIFICATES:-}" '/[A-Za-z0-9._/-]+' 'a folder'
check CHALLENGES "${CHALLENGES:-}" '/[A-Za-z0-9._/-]+' 'a folder'
check RUN_FOLDER "$RUN_FOLDER" '/[A-Za-z0-9._/-]+' 'a folder'
check HTTP_PORT "$HTTP_PORT" '[0-9]{1,5}' 'a number'
check HTTPS_PORT "$HTTPS_PORT" '[0-9]{1,5}' 'a number'
[ "$PUBLIC_HOST" != "$TURN_HOST" ] || refuse 'TURN_HOST must be another name than PUBLIC_HOST'
for file in fullchain.pem privkey.pem; do
  [ -r "$CERTIFICATES/$file" ] || refuse "$CERTIFICATES/$file cannot be read"
done

resolvers=$(sed -nE 's/^nameserver +([0-9.]+).*/\1/p' /etc/resolv.conf 2>/dev/null | tr '\n' ' ')
resolver=${resolvers:+resolver $resolvers valid=10s ipv6=off;}

mkdir -p "$RUN_FOLDER/temp"
cd "$RUN_FOLDER"
rm -f ./*.sock certificates challenges
ln -s "$CERTIFICATES" certificates
ln -s "$CHALLENGES" challenges
sed "s#/tmp/proxy/#$RUN_FOLDER/#" "$HERE/nginx.conf" >nginx.conf
# Debian's nginx has the module apart, the official image built in.
{ [ ! -e "$STREAM_MODULE" ] || echo "load_module $STREAM_MODULE;"; } >modules.conf
echo "listen $HTTPS_PORT;" >listen-tls.conf
echo "listen $HTTP_PORT;" >listen-plain.conf
echo "server_name $PUBLIC_HOST;" >server-name.conf
cat >stream-settings.conf <<END
$resolver
map \$ssl_preread_server_name \$backend {
  default "unix:$RUN_FOLDER/https.sock";
  "$TURN_HOST" "unix:$RUN_FOLDER/turn.sock";
}
map "" \$turn_address { default "$TURN_ADDRESS"; }
END
cat >http-settings.conf <<END
$resolver
map "" \$public_host { default "$PUBLIC_HOST"; }
map "" \$web_url { default "http://$WEB_ADDRESS"; }
END
exec nginx -p "$RUN_FOLDER" -c "$RUN_FOLDER/nginx.conf" -g 'daemon off;'
