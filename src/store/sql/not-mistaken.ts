/**
 * SQL of a boolean: the objection with the id in the column `id` was not corrected as entered for the wrong person.
 * Figures, and whatever rests on what people said, leave those out; lists and papers show them with the correction.
 */
export const notMistaken = (id: string): string =>
  `not exists (select 1 from objection_corrections mistake where mistake.objection_id = ${id})`
