-- Mails of a CRM that a person in charge declared as carrying the notice: [{"mail": …, "since": day}]. What it means is judged by the settings in force.
alter table connections add column notice_carriers jsonb not null default '[]';
-- What a CRM showed of one: its name there, and which CRM. Kept when the declaration goes; it counts only while that stands.
alter table notices add column carrier text;
alter table notices add column connection_id uuid references connections;
create index notices_carrier on notices (connection_id, carrier) where carrier is not null;
