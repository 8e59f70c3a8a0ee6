-- The country that a visitor said they are in, ISO 3166 (ZZ = one that could not be read); null = not asked, or left empty.
alter table questionnaire_answers add column country text;
