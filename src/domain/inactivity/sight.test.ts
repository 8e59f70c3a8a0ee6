import { describe, expect, it } from 'vitest'
import { lostSight, type LostPart, type SightPart, type SightUse } from './sight.ts'

const part = (name: string, use: SightUse, more: Partial<SightPart> = {}): SightPart => ({
  name,
  use,
  always: false,
  shown: true,
  ...more,
})
const hidden = { shown: false }
const clicks = (first: object = {}, second: object = {}) => [part('a', 'click', first), part('b', 'click', second)]

describe('what cannot be seen of a system', () => {
  it.each<
    [string, SightPart[], { seen?: string[]; unread?: string[]; emptied?: SightUse[]; accepted?: string[] }, LostPart[]]
  >([
    ['nothing, when all shows', clicks(), {}, []],
    ['nothing, when an account has one of two fields for an act', clicks({}, hidden), {}, []],
    ['a field that showed before', clicks({}, hidden), { seen: ['b'] }, [{ name: 'b', use: 'click', why: 'hidden' }]],
    [
      'an act that nothing shows and never did',
      clicks(hidden, hidden),
      {},
      [
        { name: 'a', use: 'click', why: 'never' },
        { name: 'b', use: 'click', why: 'never' },
      ],
    ],
    [
      'what is left of it once an admin spoke of the rest',
      clicks(hidden, hidden),
      { accepted: ['a'] },
      [{ name: 'b', use: 'click', why: 'never' }],
    ],
    ['nothing, once an admin spoke of all', clicks(hidden, hidden), { accepted: ['a', 'b'] }, []],
    [
      'a field that each account has, before it was ever seen',
      [part('mobile', 'same-person', { always: true, ...hidden })],
      {},
      [{ name: 'mobile', use: 'same-person', why: 'hidden' }],
    ],
    ['nothing of a field that only some accounts have', [part('individual', 'same-person', hidden)], {}, []],
    [
      'a field that shows again, until all is read anew',
      clicks(),
      { seen: ['a', 'b'], unread: ['b'] },
      [{ name: 'b', use: 'click', why: 'unread' }],
    ],
    [
      'an act whose dates are gone from everybody',
      [...clicks(), part('c', 'reply')],
      { emptied: ['click'] },
      [
        { name: 'a', use: 'click', why: 'emptied' },
        { name: 'b', use: 'click', why: 'emptied' },
      ],
    ],
  ])('is %s', (_name, parts, { seen = [], unread = [], emptied = [], accepted = [] }, expected) => {
    expect(
      lostSight(parts, {
        seen: new Set(seen),
        unread: new Set(unread),
        emptied: new Set(emptied),
        accepted: new Set(accepted),
      }),
    ).toEqual(expected)
  })
})
