import { expect, it } from 'vitest'
import { readAccess } from './access-request.ts'

const today = '2026-11-29'
const form = { door: 'post', receivedOn: '2026-10-31', identity: 'own-address' }

it('reads a request for access; the calendar month counts from the day it came (F6)', () => {
  expect(readAccess(form, today)).toEqual({
    entry: {
      door: 'post',
      receivedOn: '2026-10-31',
      dueOn: '2026-11-30',
      identity: { how: 'own-address', words: '' },
    },
  })
})

it.each<[string, Record<string, string>, string[]]>([
  ['nothing', {}, ['door', 'receivedOn', 'identity']],
  ['a day to come', { ...form, receivedOn: '2026-11-30' }, ['receivedOn']],
  ['a day that is not there', { ...form, receivedOn: '2026-02-30' }, ['receivedOn']],
  ['another proof without saying which', { ...form, identity: 'other', identityWords: 'yes' }, ['identityWords']],
])('names the fields at fault: %s', (_what, given, faults) => {
  expect(readAccess(given, today)).toEqual({ faults })
})
