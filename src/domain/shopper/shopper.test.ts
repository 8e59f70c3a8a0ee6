import { describe, expect, it } from 'vitest'
import { moveRound, nextDoor, roundStates, shopperAddress, type RoundState, type ShopperDoor } from './shopper.ts'

const own = (door: ShopperDoor['door']): ShopperDoor => ({ door, connectionId: null })
const crm = (connectionId: string): ShopperDoor => ({ door: 'crm', connectionId })

describe('the door whose turn it is', () => {
  const possible = [own('one-click'), own('rest'), crm('a'), crm('b')]
  it.each<[string, ShopperDoor[], ShopperDoor | null]>([
    ['is the first one when none was used', [], own('one-click')],
    ['is one that was never used, before any that was', [own('rest'), own('one-click')], crm('a')],
    ['is the one used longest ago', [crm('b'), own('one-click'), crm('a'), own('rest')], own('rest')],
    ['is told apart by the system in which the objection is made', [crm('a'), own('rest'), own('one-click')], crm('b')],
    [
      'passes over doors that are closed by now',
      [own('other'), crm('b'), crm('a'), own('rest'), own('one-click')],
      own('one-click'),
    ],
  ])('%s', (_what, used, expected) => {
    expect(nextDoor(possible, used)).toEqual(expected)
  })
  it('is none where nothing is possible', () => {
    expect(nextDoor([], [own('rest')])).toBeNull()
  })
})

describe('an address of the mystery shopper', () => {
  it.each([
    ['compliance@exemple.example.test', 'compliance+lb-a1b2@exemple.example.test'],
    ['contact+crm@exemple.example.test', 'contact+lb-a1b2@exemple.example.test'],
  ])('of %s is %s', (mailbox, expected) => {
    expect(shopperAddress(mailbox, 'a1b2')).toBe(expected)
  })
})

describe('a round', () => {
  it('goes through its states in order', () => {
    roundStates.slice(1).forEach((to, index) => expect(moveRound(roundStates[index] ?? 'done', to)).toBe(to))
  })
  it.each<[RoundState, RoundState]>([
    ['planting', 'erasing'],
    ['seeing', 'erasing'],
    ['acting', 'erasing'],
    ['following', 'following'],
  ])('may go from %s to %s', (from, to) => {
    expect(moveRound(from, to)).toBe(to)
  })
  it.each<[RoundState, RoundState]>([
    ['done', 'planting'],
    ['planting', 'done'],
    ['following', 'done'],
    ['erasing', 'acting'],
  ])('never goes from %s to %s', (from, to) => {
    expect(() => moveRound(from, to)).toThrow('cannot go from')
  })
})
