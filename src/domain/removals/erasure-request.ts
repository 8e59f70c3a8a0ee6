import { readAddress, readEntryNumber } from '../objections/objection-entry.ts'
import { hasCome, isCalendarDay } from '../app/day.ts'
import { answerDeadline } from './answer-deadline.ts'

/** Where a wish to be erased may come from: any words count, no form is needed (docs/reference/law.md#f21). */
export const erasureDoors = ['mailbox', 'post', 'phone', 'spoken', 'other'] as const
type ErasureDoor = (typeof erasureDoors)[number]

/**
 * How it was made sure that the person asked, or somebody who may speak for them: more than the wish itself is asked
 * for only on reasonable doubt (docs/reference/law.md#f4; GDPR art. 12(6)).
 */
export const identityChecks = ['own-address', 'answered', 'called-back', 'other'] as const
export interface IdentityCheck {
  how: (typeof identityChecks)[number]
  /** What was done; asked for where `how` says nothing of it. */
  words: string
}

/**
 * A decision on one wish to be erased. `kept` null = everything goes; else what stays, why, and until when (GDPR art.
 * 17(3), docs/reference/law.md#g3).
 */
export interface ErasureDecision {
  door: ErasureDoor
  /** Calendar day. */
  receivedOn: string
  /** One month at most after it came (GDPR art. 12(3)). */
  dueOn: string
  kept: { words: string; until: string | null } | null
  identity: IdentityCheck
}

/**
 * The answer to somebody who is in no system. At least one of address and number, in normal form; `keep`: the objection
 * is kept, as a keyed hash.
 */
export interface AbsentDecision extends Omit<ErasureDecision, 'kept' | 'identity'> {
  email: string | null
  phone: string | null
  keep: boolean
  /** Somebody looked at each contact that may be who asked, and none of them did. */
  others: boolean
}

/** What was looked for and where, without an address. */
export interface Looked {
  by: ('email' | 'phone')[]
  /** Each with the instant (ISO 8601) at which it was last read. */
  systems: { name: string; readAt: string }[]
  /** People in the systems with this address or number, at each of whom somebody looked; absent = none. */
  others?: number
  /** Day on which a person of this address or number was removed; null = none is remembered. */
  removedOn: string | null
  /** Since when an objection to this address or number is kept (ISO 8601); null = nothing is kept. */
  stoppedSince: string | null
}

type ErasureFault = 'door' | 'receivedOn' | 'scope' | 'kept' | 'keptUntil' | IdentityFault
export type IdentityFault = 'identity' | 'identityWords'

const [fewest, most] = [20, 1_000]

/**
 * Reads the form of a decision: days as YYYY-MM-DD; `today`: the day where the company is. Gives the decision, or every
 * field at fault.
 */
export function readErasure(
  form: Readonly<Record<string, string | undefined>>,
  today: string,
): { decision: ErasureDecision } | { faults: ErasureFault[] } {
  const [door, receivedOn, scope, words, until] = ['door', 'receivedOn', 'scope', 'kept', 'keptUntil'].map((name) =>
    (form[name] ?? '').trim(),
  ) as [string, string, string, string, string]
  const faults: ErasureFault[] = [
    ...((erasureDoors as readonly string[]).includes(door) ? [] : ['door' as const]),
    ...(hasCome(receivedOn, today) ? [] : ['receivedOn' as const]),
    ...(scope === 'all' || scope === 'kept' ? [] : ['scope' as const]),
    ...(scope === 'kept' ? faultsOfKept(words, until, today) : []),
  ]
  const identity = readIdentity(form)
  if (faults.length > 0 || 'faults' in identity)
    return { faults: [...faults, ...('faults' in identity ? identity.faults : [])] }
  return {
    decision: {
      door: door as ErasureDoor,
      receivedOn,
      dueOn: answerDeadline(receivedOn),
      kept: scope === 'all' ? null : { words, until: until === '' ? null : until },
      identity,
    },
  }
}

/** The fewest characters that tell how somebody was known. */
const fewestOfIdentity = 10

/** Reads how identity was checked, or gives the fields at fault. */
export function readIdentity(
  form: Readonly<Record<string, string | undefined>>,
): IdentityCheck | { faults: IdentityFault[] } {
  const [given, words] = ['identity', 'identityWords'].map((name) => (form[name] ?? '').trim()) as [string, string]
  const how = identityChecks.find((one) => one === given)
  if (how === undefined) return { faults: ['identity'] }
  return words.length > most || (how === 'other' && words.length < fewestOfIdentity)
    ? { faults: ['identityWords'] }
    : { how, words }
}

function faultsOfKept(words: string, until: string, today: string): ErasureFault[] {
  return [
    ...(words.length < fewest || words.length > most ? ['kept' as const] : []),
    ...(until === '' || (isCalendarDay(until) && until > today) ? [] : ['keptUntil' as const]),
  ]
}

type AbsentFault = 'door' | 'receivedOn' | 'email' | 'phone' | 'nobody' | 'keep'

/**
 * Reads the form for somebody who is in no system; `today`: the day where the company is. Gives the decision, or every
 * field at fault; `nobody`: neither address nor number.
 */
export function readAbsent(
  form: Readonly<Record<string, string | undefined>>,
  today: string,
): { decision: AbsentDecision } | { faults: AbsentFault[] } {
  const [door, receivedOn, keep] = ['door', 'receivedOn', 'keep'].map((name) => (form[name] ?? '').trim()) as [
    string,
    string,
    string,
  ]
  const [email, phone] = [readAddress(form['email'] ?? ''), readEntryNumber(form['phone'] ?? '', '')]
  const faults: AbsentFault[] = [
    ...(email.fault === null ? [] : ['email' as const]),
    ...(phone.fault === null ? [] : ['phone' as const]),
    ...(email.fault === null && phone.fault === null && email.value === null && phone.value === null
      ? ['nobody' as const]
      : []),
    ...((erasureDoors as readonly string[]).includes(door) ? [] : ['door' as const]),
    ...(hasCome(receivedOn, today) ? [] : ['receivedOn' as const]),
    ...(keep === 'no' || keep === 'nothing' ? [] : ['keep' as const]),
  ]
  if (faults.length > 0) return { faults }
  return {
    decision: {
      door: door as ErasureDoor,
      receivedOn,
      dueOn: answerDeadline(receivedOn),
      email: email.value,
      phone: phone.value,
      keep: keep === 'no',
      others: form['others'] === 'on',
    },
  }
}

/** Until when a decision of now can be taken back, and nothing goes. */
export function coolingEnd({ erasureCoolingHours }: { erasureCoolingHours: number }, now: Date): Date {
  return new Date(now.getTime() + erasureCoolingHours * 3_600_000)
}
