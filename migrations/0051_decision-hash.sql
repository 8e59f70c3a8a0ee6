-- What a decision holds, as one hash: whoever judges a base again compares 20 bytes and sends only what differs.
alter table decisions add column content_hash bytea;
