-- A key that the mystery shopper makes to enter at the API, for one call of its round: of no list, and deleted at once.
alter table api_keys add column round_id uuid references shopper_rounds;
-- One at a time: a second one is made only after the first was taken away.
create unique index api_keys_round on api_keys (round_id) where round_id is not null;
