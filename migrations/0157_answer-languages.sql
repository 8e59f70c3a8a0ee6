-- Requests for access are answered in the language of the person who asked, as far as there are letters in it.
alter table access_requests
  drop constraint access_requests_language_check,
  add constraint access_requests_language_check check (language in ('fr', 'en', 'de', 'es', 'it', 'nl'));
