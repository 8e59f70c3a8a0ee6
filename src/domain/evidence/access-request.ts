import { hasCome } from '../app/day.ts'
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

/**
 * Reads the form of the register: days as YYYY-MM-DD; `today`: the day where the company is. Gives the entry, or every
 * field at fault.
 */
export function readAccess(
  form: Readonly<Record<string, string | undefined>>,
  today: string,
): { entry: AccessEntry } | { faults: AccessFault[] } {
  const door = accessDoors.find((one) => one === (form['door'] ?? '').trim())
  const receivedOn = (form['receivedOn'] ?? '').trim()
  const identity = readIdentity(form)
  const faults: AccessFault[] = [
    ...(door === undefined ? ['door' as const] : []),
    ...(hasCome(receivedOn, today) ? [] : ['receivedOn' as const]),
    ...('faults' in identity ? identity.faults : []),
  ]
  if (door === undefined || faults.length > 0 || 'faults' in identity) return { faults }
  const dueOn = answerDeadline(receivedOn)
  return { entry: { door, receivedOn, dueOn, identity } }
}
