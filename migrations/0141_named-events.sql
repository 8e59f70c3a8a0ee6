-- Where the data of whoever answers came from is the name of the event: without one their verdict cannot be decided.

alter table questionnaire_versions add constraint questionnaire_versions_event check (content ->> 'event' is not null);
