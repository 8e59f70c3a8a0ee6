import { normalEmail } from '../contacts/identity.ts'
import type { Door } from '../objections/objection.ts'

/** States of one round of the mystery shopper, in order. */
export const roundStates = ['planting', 'seeing', 'acting', 'following', 'erasing', 'done'] as const
export type RoundState = (typeof roundStates)[number]

/** These are all the moves there are: a round that cannot go on is erased, never left behind. */
const moves: Readonly<Record<RoundState, readonly RoundState[]>> = {
  planting: ['seeing', 'erasing'],
  seeing: ['acting', 'erasing'],
  acting: ['following', 'erasing'],
  following: ['erasing'],
  erasing: ['done'],
  done: [],
}

/** Gives `to` when the move exists or nothing moves; throws otherwise. */
export function moveRound(from: RoundState, to: RoundState): RoundState {
  if (from !== to && !moves[from].includes(to)) throw new Error(`A shopper's round cannot go from ${from} to ${to}`)
  return to
}

/**
 * A door that a round can go through; `connectionId` names the system in which the objection is made, null = our own
 * doors.
 */
export interface ShopperDoor {
  door: Door
  connectionId: string | null
}

/** Our own doors, in the order in which they take their turn: link, preference centre, API, the desk's form. */
export const ownDoors: readonly Door[] = ['one-click', 'preferences', 'rest', 'other']

/**
 * The door whose last turn is longest ago; never used comes first, then the order of `possible`. `used`: newest first.
 */
export function nextDoor(possible: readonly ShopperDoor[], used: readonly ShopperDoor[]): ShopperDoor | null {
  const lastTurn = (door: ShopperDoor) => {
    const at = used.findIndex((one) => one.door === door.door && one.connectionId === door.connectionId)
    return at === -1 ? Number.POSITIVE_INFINITY : at
  }
  return possible.toSorted((a, b) => (lastTurn(b) === lastTurn(a) ? 0 : lastTurn(b) - lastTurn(a)))[0] ?? null
}

/** `compliance+lb-<token>@company`: an address of the named mailbox that nobody else has. Takes a normal form. */
export function shopperAddress(mailbox: string, token: string): string {
  const at = mailbox.lastIndexOf('@')
  const address = normalEmail(`${mailbox.slice(0, at).replace(/\+.*$/u, '')}+lb-${token}${mailbox.slice(at)}`)
  if (address === null) throw new Error('The mailbox of the mystery shopper is not an address')
  return address
}

/** What the contact is called in each system, so that whoever meets it knows to leave it alone. */
export const shopperName = { firstName: 'Lawbase', lastName: 'Mystery Shopper' } as const

/** Cron of the rounds: after the nightly run and the look at our links. */
export const shopperSchedules = { daily: '0 5 * * *', weekly: '0 5 * * 1' } as const
