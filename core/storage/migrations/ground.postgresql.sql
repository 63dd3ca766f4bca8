-- What a team database has before the first migration: a schema of its own, the order in which programs write, and the
-- functions that SQLite brings along and PostgreSQL calls otherwise, under the names that the statements use.

CREATE SCHEMA acc;

-- Who writes takes this row first and counts it up: one writer after the other, and a number that tells others that
-- something was stored. Who writes apart, for accounts that nobody else writes for, takes it last: what was written by
-- all others (commits less apart) is then as it was when the transaction began, or it begins again.
CREATE TABLE write_order (
    singleton SMALLINT PRIMARY KEY CHECK (singleton = 1),
    commits BIGINT NOT NULL,
    apart BIGINT NOT NULL CHECK (apart BETWEEN 0 AND commits)
) WITH (fillfactor = 10);
INSERT INTO write_order (singleton, commits, apart) VALUES (1, 0, 0);

-- min and max of two values: NULL when one of them is.
CREATE FUNCTION min(anycompatible, anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN $1 IS NULL OR $2 IS NULL THEN NULL ELSE least($1, $2) END $$;
CREATE FUNCTION max(anycompatible, anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN $1 IS NULL OR $2 IS NULL THEN NULL ELSE greatest($1, $2) END $$;
CREATE AGGREGATE max(boolean) (SFUNC = boolor_statefunc, STYPE = boolean, PARALLEL = SAFE);
CREATE AGGREGATE min(boolean) (SFUNC = booland_statefunc, STYPE = boolean, PARALLEL = SAFE);

-- The place of the second text in the first, from 1; 0 when it is not there.
CREATE FUNCTION instr(text, text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT strpos($1, $2) $$;
-- The start of a day's text, "2026-06".
CREATE FUNCTION substr(date, integer, integer) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT substr(to_char($1, 'YYYY-MM-DD'), $2, $3) COLLATE "C" $$;
CREATE FUNCTION hex(uuid) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT upper(replace($1::text, '-', '')) COLLATE "C" $$;
CREATE FUNCTION length(uuid) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT 16 $$;

-- Documents are kept as the text they were written in, since digests are taken of it.
CREATE FUNCTION json_array_length(text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT jsonb_array_length($1::jsonb)::bigint $$;
CREATE FUNCTION json_extract(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT jsonb_path_query_first($1::jsonb, $2::jsonpath) #>> '{}' COLLATE "C" $$;
CREATE FUNCTION json_each(text, text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT element::text COLLATE "C" FROM jsonb_array_elements(jsonb_path_query_first($1::jsonb, $2::jsonpath)) AS element $$;
