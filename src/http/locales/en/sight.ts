import type { LostPart, SightUse } from '../../../domain/inactivity/sight.ts'
import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const sight = {
  title: 'What Lawbase reads here before it removes anyone', what: 'What', fields: 'Fields and objects seen', state: 'State', seen: 'Seen', legend: 'Where something cannot be seen', save: 'Save', unknownDay: 'an unknown day',
  all: 'Everything that the retention period and the checks of removals read is seen.', some: (count: number) => `${some(count, 'field or object is', 'fields or objects are')} not seen. Until they are, no one is planned for removal or deleted as inactive.`,
  uses: { click: 'Clicks', reply: 'Replies', form: 'Forms', response: 'Answers to campaigns', meeting: 'Answers to meetings', 'same-person': 'Whether two records are one person', customer: 'Whether someone is a customer', source: 'Where people came from', term: 'Which retention period applies', 'opt-out': 'Opt-outs noted beside the record' } satisfies Readonly<Record<SightUse, string>>,
  why: {
    unread: (since: string) => `seen again after it was hidden since ${since}: all records are read again first`,
    hidden: (since: string) => `hidden from our user since ${since}`, never: () => 'never seen: nothing here shows this activity', emptied: (since: string) => `empty for everyone since ${since}, after it was not`,
  } satisfies Readonly<Record<LostPart['why'], (since: string) => string>>,
  statement: (name: string) => `This account does not have it: ${name}`, statementMore: 'Only if you are sure. If it exists and is only hidden from our user, people who were active there could be removed. Give our user the right to read it instead.',
  need: (label: string, names: string) => `${label} does not show ${names}`, needMore: 'The retention period or a check of removals reads it. Until it is seen, or you say that the account does not have it, no one is planned for removal or deleted as inactive.', needAct: 'See what is missing',
}
