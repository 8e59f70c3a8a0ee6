-- A wish to be erased of somebody who is in no system is answered too: what was looked for, where and when, and what it showed. No name or address.
alter table erasure_requests alter column contact_id drop not null;
-- Null = nothing is kept of the person, not even a no.
alter table erasure_requests alter column objection_id drop not null;
alter table erasure_requests add column looked jsonb;
alter table erasure_requests add constraint erasure_requests_of check ((contact_id is null) = (looked is not null));
