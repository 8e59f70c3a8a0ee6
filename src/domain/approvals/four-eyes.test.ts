import { describe, expect, it } from 'vitest'
import { asSettled, confirmRefusal, eyesRefusal, accountStandings, type Account } from './four-eyes.ts'

const dayMs = 86_400_000
const now = new Date('2026-11-25T10:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * dayMs)
const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  email: `${id}@exemple.example.test`,
  role: 'dpo',
  isOpen: true,
  newSince: ago(100),
  aloneSince: null,
  hands: [],
  ...more,
})

const admin = account('admin', { role: 'admin' })
const ghost = account('ghost', { hands: ['admin'], newSince: ago(2) })

describe('who may approve what somebody made or approved', () => {
  it.each<[string, Account[], string, string[], ReturnType<typeof eyesRefusal>]>([
    ['somebody else', [admin, account('dpo')], 'dpo', ['admin'], null],
    ['the author, by address', [admin], 'admin', ['admin@exemple.example.test'], 'own'],
    ['somebody of another role', [admin, account('v', { role: 'viewer' })], 'v', ['admin'], 'role'],
    ['somebody who is unknown', [admin], 'nobody', ['admin'], 'role'],
    ['anybody, of the nightly run', [admin, account('dpo')], 'admin', ['nightly run'], null],
    [
      'an account of today, of the nightly run',
      [admin, account('dpo', { newSince: ago(0.9) })],
      'dpo',
      ['nightly run'],
      'new-account',
    ],
    [
      'an account of yesterday, of the nightly run',
      [admin, account('dpo', { newSince: ago(1) })],
      'dpo',
      ['nightly run'],
      null,
    ],
    ['whom the author invited', [admin, ghost], 'ghost', ['admin'], 'same-hand'],
    ['who invited the author', [admin, ghost], 'admin', ['ghost'], 'same-hand'],
    ['whom the first approver invited', [admin, ghost, account('dpo')], 'ghost', ['dpo', 'admin'], 'same-hand'],
    [
      'who has the same inviter as the author',
      [admin, ghost, account('g2', { hands: ['admin'] })],
      'g2',
      ['ghost'],
      'same-hand',
    ],
    [
      'whom somebody invited whom the author invited',
      [admin, ghost, account('g2', { hands: ['ghost'] })],
      'g2',
      ['admin'],
      'same-hand',
    ],
    [
      'whom an ended account of the author invited',
      [admin, account('ghost', { hands: ['admin'], isOpen: false }), account('g2', { hands: ['ghost'] })],
      'g2',
      ['admin'],
      'same-hand',
    ],
    [
      'whom one of two hands is the author’s',
      [admin, account('dpo'), account('g2', { hands: ['dpo', 'admin'] })],
      'g2',
      ['admin'],
      'same-hand',
    ],
    [
      'whose password came from the command line',
      [admin, account('dpo', { hands: [null] })],
      'dpo',
      ['admin'],
      'same-hand',
    ],
    [
      'whose password came from the command line, of the nightly run',
      [admin, account('dpo', { hands: [null] })],
      'dpo',
      ['nightly run'],
      null,
    ],
    [
      'whose password came from the command line, of a plan from there',
      [admin, account('dpo', { hands: [null] })],
      'dpo',
      ['command line'],
      'same-hand',
    ],
    [
      'anybody, where the author’s password came from the command line',
      [admin, account('dpo', { hands: [null] })],
      'admin',
      ['dpo'],
      'same-hand',
    ],
  ])('%s', (_name, accounts, user, authors, expected) => {
    expect(eyesRefusal(accounts, user, authors, now)).toBe(expected)
  })
})

describe('who may confirm an account', () => {
  const dpo = account('dpo')
  it.each<[string, Account[], string, string, ReturnType<typeof confirmRefusal>]>([
    ['somebody with no part in it', [admin, ghost, dpo], 'dpo', 'ghost', null],
    ['not who invited it', [admin, ghost, dpo], 'admin', 'ghost', 'same-hand'],
    ['not itself', [admin, ghost, dpo], 'ghost', 'ghost', 'own'],
    [
      'not another account of the same inviter',
      [admin, ghost, account('g2', { hands: ['admin'] })],
      'g2',
      'ghost',
      'same-hand',
    ],
    ['not an account of today', [admin, ghost, account('new', { newSince: now })], 'new', 'ghost', 'new-account'],
    [
      'not a DPO whose password the inviter made anew',
      [admin, ghost, account('dpo', { hands: ['admin'] })],
      'dpo',
      'ghost',
      'same-hand',
    ],
    [
      'somebody else, of a password from the command line',
      [admin, account('dpo', { hands: [null] })],
      'admin',
      'dpo',
      null,
    ],
  ])('%s', (_name, accounts, user, of, expected) => {
    expect(confirmRefusal(accounts, user, of, now)).toBe(expected)
  })
})

describe('seven days without anybody who could confirm', () => {
  const alone = (days: number, more: Partial<Account> = {}) =>
    account('ghost', { hands: ['admin'], newSince: ago(days), aloneSince: ago(days), ...more })
  it.each<[string, Account[], boolean]>([
    ['pass', [admin, alone(7)], true],
    ['are not over after six', [admin, alone(6.9)], false],
    ['count from when nobody else was left', [admin, alone(30, { aloneSince: ago(6) })], false],
    ['do not run while somebody else is there', [admin, alone(30), account('dpo')], false],
    [
      'run beside an account that is new today',
      [admin, alone(7), account('new', { newSince: now, hands: ['admin'] })],
      true,
    ],
    ['run beside somebody who has no access', [admin, alone(7), account('dpo', { isOpen: false })], true],
    ['do nothing for an account nobody opened', [admin, alone(7, { isOpen: false })], false],
  ])('%s', (_name, accounts, expected) => {
    expect(accountStandings(accounts, now).find(({ id }) => id === 'ghost')?.stands).toBe(expected)
  })

  it('begin when the last other one leaves', () => {
    expect(accountStandings([admin, ghost], now)).toEqual([{ id: 'ghost', aloneSince: now, stands: false }])
    expect(accountStandings([admin, ghost, account('dpo')], now)).toEqual([
      { id: 'ghost', aloneSince: null, stands: false },
    ])
  })

  it('make all stand for themselves whose time is over, and each then confirms a later one', () => {
    const two = [admin, alone(8), { ...alone(7), id: 'g2', email: 'g2@exemple.example.test' }]
    const settled = asSettled(two, now)
    expect(settled.map(({ hands }) => hands)).toEqual([[], [], []])
    expect(eyesRefusal(settled, 'g2', ['admin', 'ghost'], now)).toBe(null)
    const later = [...settled, account('g3', { hands: ['admin'], newSince: ago(7), aloneSince: ago(7) })]
    expect(accountStandings(later, now)).toEqual([{ id: 'g3', aloneSince: null, stands: false }])
  })
})
