#!/bin/sh
# Jibri calls this when a recording has ended and its file is whole, with the folder that holds it. Only a mark is left there: the
# courier beside it finds the folder, brings the file to the API and deletes it. So Jibri is free at once, whatever the API does.
set -eu

folder=${1:?the folder of the recording}
[ -d "$folder" ] || {
  echo "There is no folder $folder" >&2
  exit 1
}
# By its new name, so that nobody sees it half made.
: >"$folder/.finished.new"
sync "$folder/.finished.new" 2>/dev/null || sync
mv "$folder/.finished.new" "$folder/.finished"
