import { natureOfAddress } from '../../../domain/contacts/identity.ts'
import { judgeReported, type EventReason } from '../../../domain/inactivity/judge-history.ts'
import type { HistoryEvent } from '../../../domain/inactivity/history.ts'
import { momentOf } from '../../../domain/app/moment.ts'
import { type Door } from '../../../domain/objections/objection.ts'
import { stoppedBy } from '../../../domain/inactivity/stopped-by.ts'
import { peopleOfIdentities } from '../../../store/contacts/former-identities.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction } from '../../../store/app/database.ts'
import { ensureIdentities } from '../../../store/objections/objections.ts'
import { insertToolActs, noteToolImport } from '../../../store/inactivity/tool-acts.ts'
import type { App } from '../../app/app.ts'
import { recordImportedObjections } from './imported-objections.ts'
import { decideAgain } from '../../decisions/decide-later.ts'

/** What a tool says that a person did; `email` in normal form. */
export type ImportedEvent = HistoryEvent & { email: string }

export interface ImportedEvents {
  stored: number
  /** Were there already. */
  repeated: number
  /** People whose objection was recorded, and those whose objection stood already or was taken back since. */
  objections: { recorded: number; known: number }
  /** Neither restart a clock nor are an objection, by why; nothing of them is kept. */
  ignored: Partial<Record<EventReason, number>>
}

/**
 * Takes in what people did at a tool that is not read by itself (docs/reference/law.md#g-events): an objection is
 * recorded and carried everywhere; of the rest only acts that count are kept, as kind and time under the keyed hash of
 * the address. `readTo` says up to when everything of the tool has been brought; null = only these events. It is not
 * believed beside events of a kind that nobody knows, which may have been acts. Harmless when repeated.
 */
export async function importEvents(
  app: App,
  tool: string,
  events: readonly ImportedEvent[],
  readTo: Date | null,
  from: { door: Door; actor: string },
): Promise<ImportedEvents> {
  const now = app.clock.now()
  // Clicks of one person at one message are looked at together: a scanner follows many links at once.
  const judged = [...Map.groupBy(events, (event) => event.email).values()].flatMap((theirs) =>
    judgeReported(theirs, now).map((one, place) => ({ ...one, email: theirs[place]?.email ?? '' })),
  )
  // Before anything else: an objection that is told is never lost to a fault in the rest.
  const objections = await recordImportedObjections(app, tool, judged, { ...from, originConnectionId: null })
  const acts = judged
    .filter((one) => one.counts)
    .map((one) => ({
      email: one.email,
      hash: app.keys.hashEmail(one.email),
      kind: one.readAs ?? '',
      at: momentOf(one.at),
    }))
  const ignored: ImportedEvents['ignored'] = {}
  for (const one of judged) if (!one.counts && stoppedBy(one) === null) ignored[one.why] = (ignored[one.why] ?? 0) + 1
  const importedUntil = ignored['unknown-kind'] === undefined ? readTo : null
  const stored = await inTransaction(app.pool, async (sql) => {
    await ensureIdentities(
      sql,
      acts.map(({ hash, email }) => ({ hash, kind: 'email' as const, role: natureOfAddress(email).role })),
      now,
    )
    const count = await insertToolActs(sql, tool, acts, now)
    if (importedUntil !== null)
      await noteToolImport(sql, tool, importedUntil < now ? importedUntil : now, from.actor, now)
    await insertAudit(
      sql,
      [
        {
          actId: `events:${tool}:${from.actor}:${now.getTime()}:${events.length}`,
          act: 'events',
          actor: from.actor,
          details: { tool, events: events.length, stored: count, readTo: importedUntil?.toISOString() ?? null },
        },
      ],
      now,
    )
    return count
  })
  if (stored > 0)
    await decideAgain(
      app,
      [
        ...(
          await peopleOfIdentities(
            app.pool,
            acts.map((act) => act.hash),
          )
        ).values(),
      ].flat(),
    )
  return { stored, repeated: acts.length - stored, objections, ignored }
}
