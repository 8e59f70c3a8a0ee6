import { dayOf } from '../../../domain/app/day.ts'
import type { MailHold } from '../../../domain/decisions/facts.ts'
import { bounceReason } from '../../../store/objections/bounce-holds.ts'
import { endless, type ActiveHold } from '../../../store/objections/holds.ts'

/** The day on which the last hold of all channels ends, per contact. */
export function latestEnds(holds: readonly ActiveHold[]): Map<string, string> {
  const ends = new Map<string, string>()
  for (const hold of holds) {
    if (hold.reason === bounceReason) continue
    const until = hold.until ?? endless
    if (until > (ends.get(hold.contactId) ?? '')) ends.set(hold.contactId, until)
  }
  return ends
}

/** The bounce of each contact that was seen first. */
export function firstBounces(holds: readonly ActiveHold[]): Map<string, MailHold> {
  const found = new Map<string, MailHold>()
  for (const { contactId, reason, system, createdAt } of holds)
    if (reason === bounceReason && !found.has(contactId))
      found.set(contactId, { system: system ?? '', seenOn: dayOf(createdAt) })
  return found
}
