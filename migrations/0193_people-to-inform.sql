-- The list of people to inform, in the order of their days.
create index decisions_by_notice_day on decisions ((coalesce(detail ->> 'noticeDueOn', 'infinity')), contact_id) where detail ->> 'noticeState' <> 'NOT_REQUIRED';
