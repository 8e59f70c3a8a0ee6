import type { Reply, Seen } from '../suite/scripted.ts'
import { orderFor } from '../suite/subject.ts'

export const contact = {
  id: '501',
  properties: {
    email: 'ada@example.test',
    hs_additional_emails: null,
    hs_email_optout: null,
    lawbase_do_not_contact: 'email',
  },
}
const names = ['email', 'lifecyclestage', 'hs_additional_emails', 'hs_email_optout', 'lawbase_do_not_contact']
export const order = () => orderFor(['ada@example.test'], [{ object: 'contact', id: '501' }])

/** A small portal; `special` answers first, for the call under test. */
export function portal(special: (seen: Seen) => Reply | null) {
  return (seen: Seen): Reply => {
    const own = special(seen)
    if (own !== null) return own
    if (seen.path.includes('/properties/'))
      return { json: { results: names.map((name) => ({ name, type: 'string' })) } }
    if (seen.path.endsWith('/definitions')) return { json: { results: [{ id: '1', businessUnitId: 0 }] } }
    if (seen.path.endsWith('/batch/read')) return { json: { status: 'COMPLETE', results: [contact] } }
    if (seen.path.endsWith('/unsubscribe-all')) return { json: { results: [] } }
    return { status: 404, json: { message: 'resource not found', category: 'OBJECT_NOT_FOUND' } }
  }
}
