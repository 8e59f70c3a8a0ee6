import { Refused } from '../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import type { AttestationForm, AttestedSet } from '../../domain/sources/attestation.ts'
import { insertAttestation, installedAt, previewSet, withdrawAttestation } from '../../store/sources/attestations.ts'
import { dayOf } from '../../domain/app/day.ts'
import { contactIdsOf, readListFilters } from '../../store/contacts/contacts-list.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

/** How many people the DPO reads before declaring. */
const sampleSize = 20

/** A declaration that cannot stand; `code` says which field the page marks. */
export class AttestationRefused extends Refused<'nobody' | 'later' | 'signature'> {
  constructor(code: 'nobody' | 'later' | 'signature') {
    super(code, `attestation refused: ${code}`)
  }
}

/** Who is on the list that the set speaks of, as the contact list shows it now; null = it is about no list. */
async function listed(app: App, { list }: AttestedSet): Promise<string[] | null> {
  return list === null ? null : contactIdsOf(app.pool, readListFilters(list), dayOf(app.clock.now()))
}

/** What a declaration about `set` would cover, ids of some people to read first, and when Lawbase was set up. */
export async function previewAttestation(app: App, set: AttestedSet) {
  return preview(app, set, await listed(app, set))
}

async function preview(app: App, set: AttestedSet, contactIds: readonly string[] | null) {
  const coversBefore = await installedAt(app.pool, app.clock.now())
  return { coversBefore, ...(await previewSet(app.pool, set, contactIds, coversBefore, sampleSize)) }
}

/**
 * Records what a DPO declares of contacts collected before installation. `signature` is the typed name. It counts from
 * the next decision of each contact on. AttestationRefused when nobody is covered, or only people collected later.
 */
export async function attestSources(
  app: App,
  user: User,
  set: AttestedSet,
  form: AttestationForm,
  signature: string,
): Promise<string> {
  if (signature.trim().toLowerCase() !== user.name.trim().toLowerCase()) throw new AttestationRefused('signature')
  const contactIds = await listed(app, set)
  const { people, later, coversBefore } = await preview(app, set, contactIds)
  if (people === 0) throw new AttestationRefused(later > 0 ? 'later' : 'nobody')
  const id = randomUUID()
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await insertAttestation(sql, { ...set, ...form, id, coversBefore, author: user.email }, contactIds, now)
    await insertAudit(
      sql,
      [
        {
          actId: `attest:${id}`,
          act: 'attestation',
          actor: user.email,
          connectionId: set.connectionId,
          details: { kind: form.kind, people, year: set.createdIn, list: set.list },
        },
      ],
      now,
    )
  })
  return id
}

/**
 * Takes a declaration back: it stays on record and counts no longer. False when there is none, or it was withdrawn
 * before.
 */
export async function withdrawAttested(app: App, user: User, id: string): Promise<boolean> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const withdrawn = await withdrawAttestation(sql, id, user.email, now)
    if (withdrawn)
      await insertAudit(
        sql,
        [{ actId: `attest-end:${id}`, act: 'attestation', actor: user.email, details: { withdrawn: true } }],
        now,
      )
    return withdrawn
  })
}
