-- A system or broker was told once it took the no, not when the first call to it began: one that was only called in vain was not.
update propagations set told_at = null where told_at is not null and written_at is null and proof is null and state in ('queued', 'sending', 'waiting', 'refused');
