-- A server is nobody's copy: there is nothing to loosen, and nothing to ask for anew.
UPDATE sync_cursor SET clock = 0, hash = '';
