import { addMonths, dayOf } from './retention.ts'

/** Where a wish to be erased may come from: any words count, no form is needed (legal-rules F21). */
export const erasureDoors = ['mailbox', 'post', 'phone', 'spoken', 'other'] as const
export type ErasureDoor = (typeof erasureDoors)[number]

/** A decision on one wish to be erased. `kept` null = everything goes; else what stays, why, and until when (GDPR art. 17(3), legal-rules G3). */
export interface ErasureDecision {
  door: ErasureDoor
  /** Calendar day. */
  receivedOn: string
  /** One month at most after it came (GDPR art. 12(3)). */
  dueOn: string
  kept: { words: string; until: string | null } | null
}

export type ErasureFault = 'door' | 'receivedOn' | 'scope' | 'kept' | 'keptUntil'

const [fewest, most] = [20, 1_000]
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

/** Reads the form of a decision: days as YYYY-MM-DD. Gives the decision, or every field at fault. */
export function readErasure(form: Readonly<Record<string, string | undefined>>, now: Date): { decision: ErasureDecision } | { faults: ErasureFault[] } {
  const [door, receivedOn, scope, words, until] = ['door', 'receivedOn', 'scope', 'kept', 'keptUntil'].map((name) => (form[name] ?? '').trim()) as [string, string, string, string, string]
  const faults: ErasureFault[] = [
    ...((erasureDoors as readonly string[]).includes(door) ? [] : ['door' as const]),
    ...(isDay(receivedOn) && receivedOn <= dayOf(now) ? [] : ['receivedOn' as const]),
    ...(scope === 'all' || scope === 'kept' ? [] : ['scope' as const]),
    ...(scope === 'kept' && (words.length < fewest || words.length > most) ? ['kept' as const] : []),
    ...(scope === 'kept' && until !== '' && !(isDay(until) && until > dayOf(now)) ? ['keptUntil' as const] : []),
  ]
  if (faults.length > 0) return { faults }
  return { decision: { door: door as ErasureDoor, receivedOn, dueOn: addMonths(new Date(`${receivedOn}T00:00:00Z`), 1), kept: scope === 'all' ? null : { words, until: until === '' ? null : until } } }
}
