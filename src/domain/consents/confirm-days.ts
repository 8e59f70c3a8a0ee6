/**
 * How long a "yes" waits for its second step: the button of the mail that confirms it, in a questionnaire as in an
 * answer to a re-permission mail. Then it is forgotten (docs/reference/law.md#e-double).
 */
export const confirmDays = 30
