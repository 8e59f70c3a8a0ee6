import type { ClockResult } from '../../../domain/inactivity/clock.ts'
import type { ContactFacts } from '../../../domain/decisions/facts.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { contactFacts } from '../contact-facts.ts'
import type { LoadedContact } from '../load-known.ts'

/** `contactFacts` of a contact as it was loaded, with what is held of it. */
export function factsOfContact(
  known: LoadedContact,
  clock: ClockResult,
  settings: Settings,
  asked?: { email: string | null; phone: string | null },
): ContactFacts {
  return { ...contactFacts(known, clock, settings, asked), mailHold: known.mailHold }
}
