import type { Access } from '../../../src/connector/access.ts'
import { tagProperty } from './properties.ts'
import type { Words } from '../../../src/connector/form.ts'
import type { RemoteRecord } from '../../../src/connector/records.ts'
import { isDay, personFacts, shownDay, type FactNames } from '../../../src/domain/decisions/fields/field-facts.ts'
import { ownBasis } from './basis-labels.ts'
import { listOf } from './lists.ts'

/** HubSpot's own field for a basis (docs/reference/hubspot.md#prop-legal-basis), read where no other is named. */
export const ownFacts: FactNames = { basis: 'hs_legal_basis' }

/**
 * Days on which HubSpot saw somebody of ours write or call first (docs/reference/hubspot.md#first-message): the first
 * outreach of a representative, and the first marketing e-mail to the current address.
 */
export const firstContactWords: Readonly<Record<string, Words>> = {
  hs_first_outreach_date: {
    en: 'first call, e-mail, meeting or message of a representative',
    fr: "premier appel, e-mail, rendez-vous ou message d'un commercial",
  },
  hs_email_first_send_date: { en: 'first marketing e-mail', fr: 'premier e-mail marketing' },
}
export const firstContacts = Object.keys(firstContactWords)

/** Properties of the contact that hold facts. */
export const factProperties = ({ factNames = {} }: Pick<Access, 'factNames'>): string[] => {
  const names = { ...ownFacts, ...factNames }
  return personFacts.flatMap((fact) => names[fact] ?? [])
}

/**
 * What the contact says in these fields. What Lawbase wrote itself into HubSpot's field for a basis is no word of
 * theirs. A day in the future is a plan, not a message. A property that an admin named and that `shown`, the answer,
 * leaves out is hidden from our user, or gone.
 */
export function factsIn(
  shown: Readonly<Record<string, unknown>>,
  value: (name: string) => string | null,
  { factNames = {}, tagNames }: Pick<Access, 'factNames' | 'tagNames'>,
  today: string,
): Pick<RemoteRecord, 'facts' | 'factsUnread' | 'firstContact'> {
  const unread = personFacts.filter(
    (fact) => (factNames[fact] ?? '') !== '' && shown[factNames[fact] ?? ''] === undefined,
  )
  const names = { ...ownFacts, ...factNames }
  const facts = Object.fromEntries(
    personFacts.flatMap((fact) => {
      const name = names[fact]
      const values = name === undefined ? [] : isDay(fact) ? daysOf(value(name)) : listOf(value(name))
      const theirs =
        name === ownFacts.basis
          ? values.filter((one) => one !== ownBasis(value(tagProperty('basis', tagNames)), one))
          : values
      return theirs.length === 0 ? [] : [[fact, theirs]]
    }),
  )
  const [first] = firstContacts
    .flatMap((by) => daysOf(value(by)).map((on) => ({ on, by })))
    .filter(({ on }) => on <= today)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
  return {
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
    ...(unread.length === 0 ? {} : { factsUnread: unread }),
    ...(first === undefined ? {} : { firstContact: first }),
  }
}

/** The day of a date or an instant (docs/reference/hubspot.md#one-parser); none where it is neither. */
function daysOf(value: string | null): string[] {
  const text = value?.trim() ?? ''
  const day = shownDay(/^\d{11,14}$/u.test(text) ? new Date(Number(text)).toISOString() : text)
  return day === null ? [] : [day]
}
