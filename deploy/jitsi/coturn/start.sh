#!/bin/sh
# Starts coturn with the settings of the deployment, in a file that only it can read: arguments are seen by every process.
# A new certificate is taken at SIGUSR2, without a call being cut.
#
#   TURN_SECRET      shared with the API
#   TURN_HOST        the name that browsers reach this server by, which is its realm
#   TURN_PEERS       the bridges, addresses or ranges separated by commas: whom people are relayed to, and nobody else.
#                    A loopback address is for tests
#   CERTIFICATES     folder of fullchain.pem and privkey.pem
#   LISTEN           the address to listen on; all when unset
#   TURN_PORT, TURN_TLS_PORT, RUN_FOLDER  3478, 5349 and /tmp/coturn unless said
set -eu

HERE=$(dirname "$0")
RUN_FOLDER=${RUN_FOLDER:-/tmp/coturn}

refuse() {
  echo "coturn cannot start: $1" >&2
  exit 1
}

# What is written into a configuration must not be able to end its line.
check() {
  if [ "$(printf '%s\n' "$2" | wc -l)" -ne 1 ] || ! printf '%s\n' "$2" | grep -Eqx "$3"; then
    refuse "$1 must be $4"
  fi
}

ADDRESS='[0-9a-fA-F:.]+'
check TURN_SECRET "${TURN_SECRET:-}" '[A-Za-z0-9_-]{32,}' 'at least 32 letters and digits'
check TURN_HOST "${TURN_HOST:-}" '[A-Za-z0-9.-]+' 'a host name'
check TURN_PEERS "${TURN_PEERS:-}" "$ADDRESS(-$ADDRESS)?(,$ADDRESS(-$ADDRESS)?)*" 'addresses separated by commas'
check CERTIFICATES "${CERTIFICATES:-}" '/[A-Za-z0-9._/-]+' 'a folder'
check LISTEN "${LISTEN:-}" "($ADDRESS)?" 'an address'
check TURN_PORT "${TURN_PORT:-3478}" '[0-9]{1,5}' 'a number'
check TURN_TLS_PORT "${TURN_TLS_PORT:-5349}" '[0-9]{1,5}' 'a number'
for file in fullchain.pem privkey.pem; do
  [ -r "$CERTIFICATES/$file" ] || refuse "$CERTIFICATES/$file cannot be read"
done

umask 077
mkdir -p "$RUN_FOLDER"
{
  sed -e "s/^listening-port=.*/listening-port=${TURN_PORT:-3478}/" \
    -e "s/^tls-listening-port=.*/tls-listening-port=${TURN_TLS_PORT:-5349}/" "$HERE/turnserver.conf"
  echo "static-auth-secret=$TURN_SECRET"
  echo "realm=$TURN_HOST"
  echo "cert=$CERTIFICATES/fullchain.pem"
  echo "pkey=$CERTIFICATES/privkey.pem"
  echo "userdb=$RUN_FOLDER/users"
  echo "pidfile=$RUN_FOLDER/pid"
  [ -z "${LISTEN:-}" ] || printf 'listening-ip=%s\nrelay-ip=%s\n' "$LISTEN" "$LISTEN"
  for peer in $(printf '%s' "$TURN_PEERS" | tr ',' ' '); do
    echo "allowed-peer-ip=$peer"
    case $peer in 127.* | ::1) echo allow-loopback-peers ;; esac
  done
} >"$RUN_FOLDER/turnserver.conf"
exec turnserver -c "$RUN_FOLDER/turnserver.conf"
