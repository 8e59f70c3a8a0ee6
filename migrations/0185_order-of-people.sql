-- In what order people are listed: by the name and the company of their leading record, and by what their verdict says.
-- Lists walk these, with the same expressions (src/store/contacts/contacts-list.ts), and read no more than a page.
create index remote_records_by_name on remote_records ((lower(coalesce(nullif(last_name, '') || coalesce(' ' || nullif(first_name, ''), ''), nullif(first_name, ''), ''))), contact_id) where gone_at is null and contact_id is not null;
create index remote_records_by_company on remote_records ((lower(coalesce(company, ''))), contact_id) where gone_at is null and contact_id is not null;
create index decisions_by_source on decisions ((coalesce(detail ->> 'source', '')), contact_id);
create index decisions_by_country on decisions ((coalesce(detail -> 'countries' ->> 0, '')), contact_id);
create index decisions_by_basis on decisions ((coalesce(basis, '')), contact_id);
-- Every verdict has had a term since the first version.
alter table decisions alter column term_on set not null;
drop index decisions_term;
create index decisions_term on decisions (term_on, contact_id);
