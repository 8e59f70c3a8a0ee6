import { createHash } from 'node:crypto'
import type { Channel } from '../../../domain/app/channel.ts'
import { Refused } from '../../../domain/app/refused.ts'
import type { User } from '../../../store/accounts/users.ts'
import { effectOfOptOut, withOwnAddress, type OptOutEffect } from '../../../store/contacts/opt-out-effect.ts'
import type { App } from '../../app/app.ts'
import { maxListed, peopleOfList, sealOfList } from '../../decisions/attest-list.ts'
import { sealWords, type HandDoor } from '../record-by-hand.ts'
import { recordMany } from './record-many.ts'

/** Why the opt-outs of a list are not taken: nobody or too many are on it, or other people than were shown. */
export class ListOptOutRefused extends Refused<'nobody' | 'too-many' | 'changed'> {
  constructor(code: ListOptOutRefused['code']) {
    super(code, `the opt-outs of a list were refused: ${code}`)
  }
}

/** Who is under the filters of a contact list, and what an opt-out of all of them would stop. */
export interface ListPreview {
  people: number
  isOpen: boolean
  /** Stands for just these people. */
  seal: string
  effect: OptOutEffect
}

/** What would happen if everyone on a list opted out; nothing is written. `list`: filters of the contact list. */
export async function previewList(app: App, list: string): Promise<ListPreview> {
  const ids = await peopleOfList(app, list)
  const isOpen = ids.length > 0 && ids.length <= maxListed
  return {
    people: ids.length,
    isOpen,
    seal: sealOfList(ids),
    effect: isOpen ? await effectOfOptOut(app.pool, ids) : { suppressed: 0, systems: [] },
  }
}

/** What was said for everyone on a list. */
interface ListOptOut {
  door: HandDoor
  receivedAt: Date
  channels: readonly Channel[]
  words: string
}

/**
 * Records an opt-out of each person on a list, as it stood when its effect was shown. Gives how many were recorded, and
 * how many had said all of it before. Throws ListOptOutRefused before anything is recorded.
 */
export async function recordList(
  app: App,
  user: User,
  { list, seal }: { list: string; seal: string },
  { door, receivedAt, channels, words }: ListOptOut,
): Promise<{ recorded: number; known: number }> {
  const ids = await peopleOfList(app, list)
  if (ids.length === 0) throw new ListOptOutRefused('nobody')
  if (ids.length > maxListed) throw new ListOptOutRefused('too-many')
  if (sealOfList(ids) !== seal) throw new ListOptOutRefused('changed')
  const own = await withOwnAddress(app.pool, ids)
  const sameAct = createHash('sha256').update([seal, door, receivedAt.toISOString().slice(0, 10), words].join('\n'))
  const act = sameAct.digest('hex')
  return recordMany(
    app,
    ids.map((contactId) => ({
      emails: [],
      hashes: [],
      contactId,
      channels,
      receivedAt,
      door,
      actor: user.email,
      originConnectionId: null,
      // A backlog must not stand before a person who opts out now.
      lane: ids.length > maxUrgent ? 'backfill' : 'objection',
      reason: 'objection',
      evidence: { words: sealWords(app, words), listed: ids.length },
      // Whoever has said all of it before is known again by an address of their own; who has none, by the act.
      idempotencyKey: own.has(contactId) ? null : `list:${act}:${contactId}`,
    })),
    { isAlone: true },
  )
}

const maxUrgent = 100
