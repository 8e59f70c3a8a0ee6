-- When a system's bin ends for a record that lies in it, as the system said while it was connected: once it is not, nobody can ask.
alter table removal_records add column bin_ends_at timestamptz;
-- Whether the opt-out of a company covers the sub-domains of its domain. Those accepted before said that they do not.
alter table domain_orders add column subdomains boolean not null default false;
