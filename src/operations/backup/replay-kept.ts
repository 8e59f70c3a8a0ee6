import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import { peopleOfIdentities } from '../../store/contacts/former-identities.ts'
import { endHolds, insertHold } from '../../store/objections/holds.ts'
import { endLegalHold, insertLegalHold } from '../../store/removals/legal-holds.ts'
import { ensureIdentities } from '../../store/objections/objections.ts'
import { replayConsentChange } from '../../store/consents/consent-changes.ts'
import { forgetVerdicts, knownContacts } from '../../store/backup/replay.ts'
import { insertToolActs } from '../../store/inactivity/tool-acts.ts'
import { noteAccessAnswered } from '../../store/evidence/access-requests.ts'
import { carryEverywhere } from '../objections/hold-contact.ts'
import { keptOf, type Kept } from './journal-lines.ts'
import { replayAccess, replayAsker } from './replay-access.ts'
import { replayWithdrawnSource } from './replay-withdrawn-source.ts'
import { batches, noReason, ourPages, type Replay } from './replay-batches.ts'

const actOf = {
  acted: 'consent',
  'consent-change': 'consent',
  break: 'hold',
  'break-end': 'hold-end',
  'legal-hold': 'legal-hold',
  'legal-hold-end': 'legal-hold',
  access: 'access',
  'access-asker': 'access',
  'access-answer': 'access',
  'source-withdrawn': 'source-withdrawn',
} as const satisfies Record<Kept['t'], AuditAct['act']>

/**
 * Brings back what keeps people (docs/reference/promises.md#i5, #i6): acts on our own pages and those that one of us
 * recorded, as acts (a yes they gave has to be asked for again, its proof is lost), breaks, which are written to the
 * CRMs again, legal holds, and requests for access with their day. Of people who were removed since nothing else comes
 * back.
 */
export async function replayKept(replay: Replay, folder: string): Promise<void> {
  for await (const { batch } of batches(replay, folder, 'kept'))
    for (const entry of batch) await replayOne(replay, keptOf(replay.keys, entry))
}

async function replayOne(replay: Replay, kept: Kept): Promise<void> {
  const { sql, now, done } = replay
  const at = new Date(kept.done)
  if (kept.t === 'acted') await noteActs(replay, kept.hashes, kept.kind, at)
  else if (kept.t === 'consent-change')
    await forgetVerdicts(sql, await replayConsentChange(sql, kept.change, kept.hashes, at))
  else if (kept.t === 'break') await replayBreak(replay, kept, at)
  else if (kept.t === 'break-end') await replayBreakEnd(replay, kept.id, at)
  else if (kept.t === 'legal-hold') await replayLegalHold(replay, kept, at)
  else if (kept.t === 'access') await replayAccess(replay, kept, at)
  else if (kept.t === 'access-asker') await replayAsker(replay, kept)
  else if (kept.t === 'source-withdrawn') await replayWithdrawnSource(replay, kept)
  else if (kept.t === 'access-answer') await noteAccessAnswered(sql, kept.id, 'journal', at)
  else await endLegalHold(sql, kept.id, 'journal', at)
  await insertAudit(
    sql,
    [
      {
        actId: kept.act,
        act: kept.act.startsWith('person-source:') ? 'source' : actOf[kept.t],
        actor: 'journal',
        contactId: kept.t === 'break' || kept.t === 'access' ? kept.contactId : null,
        details: {
          ...('kind' in kept ? { kind: kept.kind } : {}),
          ...('until' in kept ? { until: kept.until } : {}),
          journal: true,
        },
      },
    ],
    now,
  )
  done.kept += 1
}

/** An act counts when its person is decided on again; the verdict of the backup knows nothing of it. */
async function noteActs({ sql, now }: Replay, hashes: readonly Buffer[], kind: string, at: Date): Promise<void> {
  await ensureIdentities(
    sql,
    hashes.map((hash) => ({ hash, kind: 'email', role: false })),
    now,
  )
  await insertToolActs(
    sql,
    ourPages,
    hashes.map((hash) => ({ hash, kind, at })),
    now,
  )
}

/**
 * People who came after the backup are held under their address, where some contact of the backup has it; the others
 * are counted, for somebody to hold again.
 */
async function replayLegalHold(
  { sql, done }: Replay,
  kept: Extract<Kept, { t: 'legal-hold' }>,
  at: Date,
): Promise<void> {
  const known = await knownContacts(
    sql,
    kept.people.map(([id]) => id),
  )
  const unknown = kept.people.filter(([id]) => !known.has(id))
  const holders = await peopleOfIdentities(
    sql,
    unknown.flatMap(([, hashes]) => hashes),
  )
  const found = unknown.map(([, hashes]) => hashes.flatMap((hash) => holders.get(hash.toString('hex')) ?? []))
  done.unheld += found.filter((ids) => ids.length === 0).length
  await insertLegalHold(
    sql,
    {
      id: kept.id,
      purpose: kept.purpose,
      kind: kept.kind,
      name: kept.domain,
      reason: noReason,
      until: kept.until,
      author: 'journal',
    },
    [...known.keys(), ...found.flat()],
    at,
  )
}

async function replayBreak(replay: Replay, kept: Extract<Kept, { t: 'break' }>, at: Date): Promise<void> {
  const { app, sql, now } = replay
  const known = (await knownContacts(sql, [kept.contactId])).get(kept.contactId)
  if (known?.purged === true) return
  // A contact that came after the backup is another one there.
  const contactId =
    known === undefined ? [...(await peopleOfIdentities(sql, kept.hashes)).values()].flat()[0] : kept.contactId
  if (contactId === undefined) return noteActs(replay, kept.hashes, 'act', at)
  await insertHold(
    sql,
    {
      id: kept.id,
      contactId,
      reason: kept.reason,
      until: kept.until,
      actor: 'the person',
      evidence: { journal: true },
    },
    at,
  )
  await carryEverywhere(app, sql, [contactId], now)
}

async function replayBreakEnd({ app, sql, now }: Replay, id: string, at: Date): Promise<void> {
  const ended = await endHolds(sql, { ids: [id] }, 'journal', at)
  await carryEverywhere(
    app,
    sql,
    ended.map(({ contactId }) => contactId),
    now,
  )
}
