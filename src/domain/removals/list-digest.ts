import { createHash } from 'node:crypto'

/** What an approver saw, in the order of the contacts: the approval is void when the list is another one. */
export function listDigest(people: readonly { contactId: string; termOn: string }[]): string {
  return createHash('sha256')
    .update(people.map(({ contactId, termOn }) => `${contactId} ${termOn}`).join('\n'))
    .digest('hex')
}
