-- When a system or broker was first told of a no, on the clock of business: what people are told. first_sent_at is the machine's clock, for how long it took.
alter table propagations add column told_at timestamptz;
update propagations set told_at = first_sent_at where first_sent_at is not null;
