# shellcheck shell=sh
# What the commands of this folder share. They are run in it, with `umask 077`: nothing they write is for others.

ENV_FILE=.env
LOCK_FILE=images.lock.env

fail() {
  echo "$*" >&2
  exit 1
}

# docker compose, with everything that setup wrote.
compose() {
  [ -f "$ENV_FILE" ] || fail 'There is no .env here: run ./setup first.'
  [ -f "$LOCK_FILE" ] || fail "There is no $LOCK_FILE here: run ./setup first."
  docker compose --env-file "$ENV_FILE" --env-file "$LOCK_FILE" "$@"
}

is_running() {
  [ -n "$(compose ps --quiet --status running "$1")" ]
}

# The value of a setting in a file that setup wrote, empty where there is none.
value_in() {
  [ ! -f "$1" ] || sed -n "s/^$2='\(.*\)'\$/\1/p" "$1" | tail -n 1
}

# NAME=IMAGE lines of everything that runs: images.env, and our own by the place that is given, else by GREENROOM_IMAGES.
wanted_images() {
  grep -E '^[A-Z_]+_IMAGE=' images.env
  own=${1:-$(value_in "$ENV_FILE" GREENROOM_IMAGES)}
  echo "API_IMAGE=${own%:*}/api:${own##*:}"
  echo "WEB_IMAGE=${own%:*}/web:${own##*:}"
}

# Asks the registries what the tags stand for now, and writes it with digests into the file that is named. Our own images may be
# looked for in another place than .env says.
look_up_images() {
  wanted_images "${2:-}" | while IFS='=' read -r name image; do
    digest=$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}') ||
      fail "$image cannot be looked up: is the registry reached, and the name right?"
    printf '%s\n' "$digest" | grep -Eqx 'sha256:[0-9a-f]{64}' || fail "$image: the registry gave no digest."
    echo "$name=$image@$digest"
  done >"$1.new" || exit 1
  mv "$1.new" "$1"
}
