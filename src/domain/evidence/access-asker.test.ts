import { expect, it } from 'vitest'
import { isNothing, readAsker } from './access-asker.ts'

it('reads who asked by address, by number or by both names', () => {
  expect(readAsker({ email: ' Zoe.Lind@Unknown.Example.Test ', language: 'en' })).toEqual({
    asker: { email: 'zoe.lind@unknown.example.test', phone: null, firstName: null, lastName: null },
    language: 'en',
  })
  expect(readAsker({ firstName: ' Zoé ', lastName: 'Lind', language: 'fr' })).toEqual({
    asker: { email: null, phone: null, firstName: 'Zoé', lastName: 'Lind' },
    language: 'fr',
  })
})

it.each<[string, Record<string, string>, string[]]>([
  ['nothing', { language: 'fr' }, ['nobody']],
  ['half a name', { lastName: 'Lind', language: 'fr' }, ['name']],
  ['half an address, and no language', { email: 'zoe@' }, ['email', 'language']],
])('names the fields at fault: %s', (_what, form, faults) => {
  expect(readAsker(form)).toEqual({ faults })
})

it('is nothing only while neither an opt-out, a removal nor anything of our own is kept', () => {
  const own = { objections: 0, consents: 0, notices: 0, messages: 0 }
  const looked = {
    by: ['email' as const],
    systems: [],
    tools: [],
    sameName: 0,
    removedOn: null,
    stoppedSince: null,
    own,
  }
  expect([
    isNothing(looked),
    isNothing({ ...looked, removedOn: '2026-04-28' }),
    isNothing({ ...looked, own: { ...own, notices: 1 } }),
  ]).toEqual([true, false, false])
})
