-- works with: 0.1
-- How often someone acted in the console, in whatever process: figures that a process remembers are of before or after
-- an act (docs/decisions/0065-figures-kept.md). A sequence waits for nobody and is never rolled back.
create sequence console_acts;
