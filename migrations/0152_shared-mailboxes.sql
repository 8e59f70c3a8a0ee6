-- A mailbox that several people share, entered by the login of one of them; '' = the login's own.
alter table connections add column shared_mailbox text not null default '';
-- What was typed for the next account that is connected through this app: nothing else of that login is read before.
alter table app_registrations add column shared_mailbox text not null default '';
