-- Whether single keys do something for this user (WCAG 2.1.4: they can be switched off).
alter table users add column shortcuts boolean not null default true;
