-- Fields of a CRM that say that somebody is no customer any more: {"property": …, "values": […], "endProperty": …}.
alter table connections add column former_fields jsonb not null default '{"property": "", "values": [], "endProperty": ""}';
-- Day on which the relationship of a customer ended: told by the system, else the day on which we first saw it over.
alter table remote_records add column relation_ended_on date;
-- What a plan shows of a former customer: the term runs from here when it is later than the last act.
alter table removal_items add column relation_ended_on date;
