import { inSet, isSet } from './parse.ts'
import type { MailStore, StoredMessage } from './store.ts'

type Test = (message: StoredMessage, sequence: number) => boolean

/** The keys of a SEARCH as tests, all of which must hold; or the key that this mailbox does not know. */
export function searchTests(store: MailStore, keys: readonly string[]): readonly Test[] | { unknown: string } {
  const tests: Test[] = []
  for (let at = 0; at < keys.length; at++) {
    const key = (keys[at] ?? '').toUpperCase()
    if (key === 'ALL') continue
    if (key === 'UID') {
      const set = keys[++at] ?? ''
      tests.push((message) => inSet(set, message.uid, store.highestUid))
    } else if (key === 'SEEN' || key === 'UNSEEN')
      tests.push((message) => message.flags.has('\\Seen') === (key === 'SEEN'))
    else if (isSet(key)) tests.push((_message, sequence) => inSet(key, sequence, store.messages.length))
    else return { unknown: key }
  }
  return tests
}
