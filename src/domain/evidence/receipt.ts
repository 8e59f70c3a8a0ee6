import { z } from 'zod'
import { Channel } from '../app/channel.ts'
import { propagationStates } from '../propagation/states.ts'

/**
 * How far one system is proved to honour an objection; never more than was reached (docs/reference/promises.md#i4,
 * docs/reference/brokers.md#proof-levels).
 */
const proofs = ['read-back', 'read-back-marked', 'accepted-3', 'accepted-2', 'accepted-1', 'none'] as const
type Proof = (typeof proofs)[number]

const Instant = z.iso.datetime()

/** One system on a receipt: when it was told, what was read back there, what its block does not stop. */
export const ReceiptSystem = z.strictObject({
  name: z.string(),
  state: z.enum(propagationStates),
  proof: z.enum(proofs),
  reason: z.string().nullable(),
  sentAt: Instant.nullable(),
  writtenAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  ticket: z.string().nullable(),
  seen: z.array(
    z.strictObject({ channel: z.string(), level: z.enum(['enforced', 'marked']), value: z.string(), readAt: Instant }),
  ),
  notStopped: z.strictObject({ en: z.string(), fr: z.string() }),
})
export type ReceiptSystem = z.infer<typeof ReceiptSystem>

/**
 * What is signed. Whoever holds it can prove when an objection was recorded and how far it went; the address is only
 * committed to.
 */
export const Receipt = z.strictObject({
  type: z.literal('lawbase-receipt'),
  version: z.literal(1),
  number: z.string(),
  issuedAt: Instant,
  controller: z.string().nullable(),
  objection: z.strictObject({
    receivedAt: Instant,
    /** It stood in a system that gives no date: it was made by then at the latest; left out otherwise. */
    notLaterThan: z.literal(true).optional(),
    recordedAt: Instant,
    door: z.string(),
    /** The system in which it was said, by its label, where the door is one. */
    origin: z.string().optional(),
    reason: z.string(),
    channels: z.array(Channel),
    kinds: z.array(z.string()),
    doubtful: z.boolean(),
    /** It was entered for the wrong person; left out otherwise. */
    corrected: z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).optional(),
    /** The person said it again by then, by each door; left out when nobody did. */
    saidAgain: z
      .array(
        z.strictObject({
          door: z.string(),
          origin: z.string().nullable(),
          at: Instant,
          lastAt: Instant.nullable(),
          notLaterThan: z.boolean(),
        }),
      )
      .optional(),
  }),
  /** One for each address of the person that is known: HMAC-SHA-256 under a salt made for this receipt, in base64. */
  addresses: z.array(z.strictObject({ salt: z.string(), commitment: z.string() })),
  systems: z.array(ReceiptSystem),
})
export type Receipt = z.infer<typeof Receipt>

/** The level of one system's row. */
export function proofOf(row: { state: string; proof: number | null; items: readonly { level: string }[] }): Proof {
  if (row.state === 'applied')
    return row.items.length > 0 && row.items.every((item) => item.level === 'marked') ? 'read-back-marked' : 'read-back'
  if (row.state === 'accepted') return row.proof === 3 ? 'accepted-3' : row.proof === 2 ? 'accepted-2' : 'accepted-1'
  return 'none'
}
