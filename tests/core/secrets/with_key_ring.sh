#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program with an unlocked key ring of its own: dbus-run-session -- with_key_ring.sh PROGRAM…
set -eu
place=$(mktemp -d)
keeper=
trap '[ -z "$keeper" ] || kill "$keeper" 2>/dev/null || true; rm -rf "$place"' EXIT
export HOME="$place" XDG_DATA_HOME="$place/data" XDG_RUNTIME_DIR="$place/runtime" XDG_CURRENT_DESKTOP=GNOME
mkdir -m 700 "$place/data" "$place/runtime"
printf 'test\n' >"$place/unlock"
gnome-keyring-daemon --foreground --unlock --components=secrets <"$place/unlock" >/dev/null 2>&1 &
keeper=$!
sleep 1
"$@"
