-- works with: 0.1
-- The list of people to inform under one state: the few of a rare one are found without walking past everyone.
create index decisions_by_notice_state on decisions ((detail ->> 'noticeState'), (coalesce(detail ->> 'noticeDueOn', 'infinity')), contact_id) where detail ->> 'noticeState' <> 'NOT_REQUIRED';
