import { dayOf } from '../app/day.ts'
import { answerDeadline } from '../removals/answer-deadline.ts'
import { erasureDoors, readIdentity, type IdentityCheck, type IdentityFault } from '../removals/erasure-request.ts'

/** Where a wish to know what is held may come from: the same doors as a wish to be erased. */
export const accessDoors = erasureDoors

/** One request for access (GDPR art. 15), as it goes into the register. */
export interface AccessEntry {
  door: (typeof accessDoors)[number]
  /** Calendar day. */
  receivedOn: string
  /** One calendar month after it came (GDPR art. 12(3)). */
  dueOn: string
  identity: IdentityCheck
}

type AccessFault = 'door' | 'receivedOn' | IdentityFault

/** Reads the form of the register: days as YYYY-MM-DD. Gives the entry, or every field at fault. */
export function readAccess(
  form: Readonly<Record<string, string | undefined>>,
  now: Date,
): { entry: AccessEntry } | { faults: AccessFault[] } {
  const door = accessDoors.find((one) => one === (form['door'] ?? '').trim())
  const receivedOn = (form['receivedOn'] ?? '').trim()
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/u.test(receivedOn) &&
    !Number.isNaN(Date.parse(receivedOn)) &&
    new Date(receivedOn).toISOString().startsWith(receivedOn)
  const identity = readIdentity(form)
  const faults: AccessFault[] = [
    ...(door === undefined ? ['door' as const] : []),
    ...(isDay && receivedOn <= dayOf(now) ? [] : ['receivedOn' as const]),
    ...('faults' in identity ? identity.faults : []),
  ]
  if (door === undefined || faults.length > 0 || 'faults' in identity) return { faults }
  const dueOn = answerDeadline(new Date(`${receivedOn}T00:00:00Z`))
  return { entry: { door, receivedOn, dueOn, identity } }
}
