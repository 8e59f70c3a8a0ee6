import { loadSettings } from '../../store/settings/settings.ts'
import { otherParts } from '../../store/contacts/split-contacts.ts'
import type { App } from '../app/app.ts'
import { decideContacts } from './decide-contacts.ts'

/**
 * The verdict of people who said no changes at once, with that of their other parts; a failure here is made good by the
 * next run, the Suppression stands already.
 */
export async function decideAgain(app: App, contactIds: readonly (string | null)[]): Promise<void> {
  const known = [...new Set(contactIds.filter((id) => id !== null))]
  if (known.length === 0) return
  try {
    const parts = [...(await otherParts(app.pool, known)).values()].flat()
    await decideContacts(app, [...new Set([...known, ...parts])], (await loadSettings(app.pool)).settings)
  } catch (error) {
    app.log.error(
      { contacts: known.length, stack: error instanceof Error ? error.stack : undefined },
      'a verdict could not be renewed after an objection',
    )
  }
}

/** People whose verdict is to be renewed after the answer to a door. */
const undecided = new WeakMap<App, Set<string>>()

/** As `decideAgain`, but nobody waits for it: in a rush, all who came meanwhile are decided together. */
export function decideLater(app: App, contactIds: readonly (string | null)[]): void {
  const known = contactIds.filter((id) => id !== null)
  const waiting = undecided.get(app)
  if (waiting !== undefined) {
    for (const id of known) waiting.add(id)
    return
  }
  const people = new Set(known)
  undecided.set(app, people)
  app.later(decideAll(app, people).finally(() => undecided.delete(app)))
}

async function decideAll(app: App, people: Set<string>): Promise<void> {
  while (people.size > 0) {
    const now = [...people]
    people.clear()
    await decideAgain(app, now)
  }
}
