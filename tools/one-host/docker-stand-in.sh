#!/bin/sh
# Plays docker for the commands of deploy/jitsi: writes down what it is asked for into $DOCKER_LOG, and does the part of it that
# can be done without containers. Programs of PostgreSQL run for real, on the server that PGHOST and PGPORT name.
#
#   RUNNING        services that run
#   FAILING        subcommand that fails
#   RELEASE        makes other digests when it changes
#   RECORDINGS     folder that stands for the volumes of recordings, each in a folder called as the service that has it
set -eu

printf '%s\n' "$*" >>"$DOCKER_LOG"

if [ "$1" = buildx ]; then
  [ "${FAILING:-}" != buildx ] || exit 1
  printf 'sha256:%s\n' "$(printf '%s%s' "$4" "${RELEASE:-1}" | sha256sum | cut -c1-64)"
  exit 0
fi

# docker compose --env-file A --env-file B SUBCOMMAND …
shift 5
command=$1
[ "$command" != "${FAILING:-}" ] || exit 1
shift
case $command in
  ps)
    for name in ${RUNNING:-}; do [ "$name" != "$4" ] || echo "id-of-$name"; done
    ;;
  exec)
    # exec -T postgres PROGRAM …
    shift 2
    exec "$@"
    ;;
  run)
    # run --rm --no-deps -T --entrypoint tar jibri -C /storage …
    [ "$5" = tar ] || exit 0
    volume=$RECORDINGS/$6
    shift 8
    exec tar -C "$volume" "$@"
    ;;
esac
