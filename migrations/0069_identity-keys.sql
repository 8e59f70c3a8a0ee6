-- Keyed hashes of addresses are made by every identity key in the order of `generation`: the first hashes, each later one wraps
-- (docs/decisions/0021). `journal_copy`: the key sealed under a key of the journal, for a replay onto a backup that is older than it.
alter table key_ring add column generation integer, add column journal_copy text;
update key_ring set generation = 1 where purpose = 'identity';
alter table key_ring add constraint key_ring_generation check ((purpose = 'identity') = (generation is not null)), add constraint key_ring_generation_once unique (generation);
