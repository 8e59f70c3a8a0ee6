import { Refused } from '../../domain/app/refused.ts'

const messages = {
  unknown: 'There is no such contact or request.',
  role: 'A DPO or an admin keeps the register of requests.',
  open: 'A request of this person waits for its answer already.',
  answered: 'Someone noted this answer before.',
  found: 'A record of this person is in the base now: answer with the access pack of the contact.',
  unread: 'Some systems were not read for 48 hours, or fail: nothing can be said of them now.',
  unnamed: 'Nothing says who asked: the journal, from which this request was recovered, holds no name. Enter it again.',
  'same-name':
    'People in the base have this name or one like it, this address or number: look at each, then say that none of them asked.',
  tools: 'Look in the tools that are not connected first, then say that nothing is there.',
  'not-searched': 'Search first: the answer says what was searched, and when.',
} as const

/**
 * Why a request for access cannot be recorded, searched or answered; `code` is stable. `names`: systems or tools it is
 * about; `contactIds`: contacts.
 */
export class AccessRefused extends Refused<keyof typeof messages> {
  readonly names: readonly string[]
  readonly contactIds: readonly string[]
  constructor(
    code: AccessRefused['code'],
    { names = [], contactIds = [] }: { names?: readonly string[]; contactIds?: readonly string[] } = {},
  ) {
    super(code, names.length === 0 ? messages[code] : `${messages[code]} (${names.join(', ')})`)
    this.names = names
    this.contactIds = contactIds
  }
}
