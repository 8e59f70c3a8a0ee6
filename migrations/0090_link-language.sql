-- The language of a person's link is what their records say; none is known of most people. Until now every link written into a CRM
-- said French. Links that were mailed keep the language of their mail where their person's records say it too.
alter table person_links alter column language drop not null;
update person_links l set language = (
  select r.extras ->> 'language' from remote_records r where r.contact_id = l.contact_id and r.extras ->> 'language' is not null order by r.id limit 1
) where l.language = 'fr' and l.ask_id is null;
