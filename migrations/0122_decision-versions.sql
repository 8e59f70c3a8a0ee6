-- Two who decide the same contact at once: whoever read first may write last. A decision is written only over the
-- version that stood when its facts were read.
alter table decisions add column version bigint not null default 1;
