/**
 * SQL of a boolean: the consent of the row `consent` may be of the contact in the column `contact`. What one of us
 * heard at a shared mailbox is the word of the one who said it, and of nobody else who is written to there.
 */
export const mayBeOf = (consent: string, contact: string): string =>
  `(${consent}.contact_id is null or ${consent}.contact_id = ${contact} or not exists (select 1 from identities shared where shared.hash = ${consent}.identity_hash and shared.role))`
