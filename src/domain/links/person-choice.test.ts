import { describe, expect, it } from 'vitest'
import type { MessageKind } from '../app/kind.ts'
import { parseScopeKey, scopeKey } from '../app/kind.ts'
import { choiceOf, groupScopes, rowsOf } from './person-choice.ts'

const kinds: MessageKind[] = [
  { id: 'news', name: { fr: 'Lettre', en: 'News' }, channels: ['email'], targets: {} },
  { id: 'events', name: { fr: 'Salons', en: 'Events' }, channels: ['email', 'phone'], targets: {} },
]
const rows = (...stands: string[]) => rowsOf(['email', 'phone'], kinds, new Set(stands))
const choose = (answers: Record<string, string>, ...stands: string[]) => {
  const choice = choiceOf(rows(...stands), answers, new Set(stands))
  return { stop: choice.stop.map(scopeKey), free: choice.free.map(scopeKey), keep: choice.keep.map(scopeKey) }
}

describe('the rows of the preference page', () => {
  it.each([
    ['nothing stands', [], {}],
    ['one kind', ['email:news'], { 'email.news': true }],
    ['e-mail, which stops its kinds', ['email'], { email: true, 'email.news': true, 'email.events': true }],
    ['calls by people only: the row goes on', ['phone'], {}],
    ['calls by people and machines', ['phone', 'robocall'], { phone: true, 'phone.events': true }],
    ['a kind by one sort of call only', ['phone:events'], {}],
  ] as const)('when %s', (_what, stands, stopped) => {
    expect(
      Object.fromEntries(
        rows(...stands)
          .filter((row) => row.stopped)
          .map((row) => [row.name, true]),
      ),
    ).toEqual(stopped)
    expect(rows(...stands).map((row) => row.name)).toEqual([
      'email',
      'email.news',
      'email.events',
      'phone',
      'phone.events',
    ])
  })
})

describe('what a sent form asks for', () => {
  it.each<[string, Record<string, string>, string[], { stop?: string[]; free?: string[]; keep?: string[] }]>([
    [
      'nothing, when every answer is as things stand',
      { email: 'yes', 'email.news': 'no', phone: 'yes' },
      ['email:news'],
      {},
    ],
    ['nothing, without answers', {}, ['email'], {}],
    ['nothing, by answers that are none', { email: 'maybe', fax: 'no', 'email.other': 'no' }, [], {}],
    ['a channel, and its kinds are not named again', { email: 'no', 'email.news': 'no' }, [], { stop: ['email'] }],
    ['calls by people and by machines', { phone: 'no' }, [], { stop: ['phone', 'robocall'] }],
    ['the rest of a half-stopped row', { phone: 'no' }, ['phone'], { stop: ['robocall'] }],
    ['one kind', { email: 'yes', 'email.news': 'no' }, [], { stop: ['email:news'] }],
    ['a kind by all sorts of calls', { 'phone.events': 'no' }, [], { stop: ['phone:events', 'robocall:events'] }],
    ['a channel again', { email: 'yes' }, ['email'], { free: ['email'] }],
    [
      'a channel again, but one kind stays stopped',
      { email: 'yes', 'email.news': 'no', 'email.events': 'yes' },
      ['email'],
      { free: ['email'], keep: ['email:news'] },
    ],
    [
      'a channel and a kind of its own again',
      { email: 'yes', 'email.news': 'yes' },
      ['email', 'email:news'],
      { free: ['email', 'email:news'] },
    ],
    ['one kind again', { email: 'yes', 'email.news': 'yes' }, ['email:news'], { free: ['email:news'] }],
    ['nothing for a kind whose channel stays stopped', { 'email.news': 'yes' }, ['email', 'email:news'], {}],
    [
      'nothing for a kind whose channel is stopped now',
      { email: 'no', 'email.news': 'yes' },
      ['email:news'],
      { stop: ['email'] },
    ],
    [
      'one channel to stop and another again',
      { email: 'no', phone: 'yes' },
      ['phone', 'robocall'],
      { stop: ['email'], free: ['phone', 'robocall'] },
    ],
  ])('%s', (_what, answers, stands, expected) => {
    expect(choose(answers, ...stands)).toEqual({ stop: [], free: [], keep: [], ...expected })
  })
})

describe('objections that say exactly the chosen cells', () => {
  it.each([
    [[], []],
    [['email', 'phone', 'robocall'], [{ channels: ['email', 'phone', 'robocall'], kinds: [] }]],
    [['email:news', 'email:events'], [{ channels: ['email'], kinds: ['news', 'events'] }]],
    [
      ['email:news', 'post', 'email:events', 'phone:events'],
      [
        { channels: ['post'], kinds: [] },
        { channels: ['email'], kinds: ['news'] },
        { channels: ['email', 'phone'], kinds: ['events'] },
      ],
    ],
  ])('%j', (cells, expected) => {
    expect(groupScopes(cells.map((key) => parseScopeKey(key)).filter((scope) => scope !== null))).toEqual(expected)
  })
})
