-- Where a vendor was asked to send the answer of a consent: the console's address may change between two of them, and an
-- answer is exchanged with the address it was asked for. Requests under way were asked with the app's own.
alter table oauth_requests add column redirect_uri text;
update oauth_requests o set redirect_uri = r.redirect_uri from app_registrations r where r.id = o.registration_id;
alter table oauth_requests alter column redirect_uri set not null;
