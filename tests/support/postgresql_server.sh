#!/bin/sh
# postgresql_server.sh PROCESS: starts a PostgreSQL server for tests and prints the folder of its socket. It listens on no
# port, and ends, with everything in it, when PROCESS does. Exits with 77 where PostgreSQL is not installed.
set -eu
programs=""
for folder in "$(pg_config --bindir 2>/dev/null || true)" /usr/lib/postgresql/*/bin /usr/local/pgsql/bin; do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && programs=$folder
done
[ -n "$programs" ] || { echo "no server of PostgreSQL here: initdb is not installed" >&2; exit 77; }
folder=$(mktemp -d /tmp/accord_pg.XXXXXX)
as=""
if [ "$(id -u)" = 0 ]; then # it refuses to run as root
    as="runuser -u postgres --"
    chown postgres "$folder"
    chmod 755 "$folder"
fi
cd "$folder"
$as "$programs/initdb" -D "$folder/data" -U accord --auth=trust --no-sync --data-checksums -E UTF8 --locale=C.UTF-8 >"$folder/log.initdb" 2>&1 \
    || { cat "$folder/log.initdb" >&2; exit 1; }
$as "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" -o "-k $folder -c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=64MB -c autovacuum_naptime=10min" start >/dev/null
(
    while kill -0 "$1" 2>/dev/null; do sleep 1; done
    $as "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1
    rm -rf "$folder"
) </dev/null >/dev/null 2>&1 &
echo "$folder"
