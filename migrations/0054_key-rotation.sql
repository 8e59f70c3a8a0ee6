-- LAWBASE_KEY is changed in two steps: each data key also wrapped under the new one, until it is confirmed with that one.
alter table key_ring add column wrapped_next text;
