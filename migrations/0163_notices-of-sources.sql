-- Whether people were informed when they gave their data, as whoever added the source says (docs/reference/law.md#d1). Null: nobody said, the kind tells.
alter table sources add column notice_shown boolean;
