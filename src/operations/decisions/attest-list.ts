import { createHash, randomUUID } from 'node:crypto'
import { dayOf } from '../../domain/app/day.ts'
import { Refused } from '../../domain/app/refused.ts'
import type { PersonSourceForm } from '../../domain/sources/person-source.ts'
import type { User } from '../../store/accounts/users.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { tieEvidence } from '../../store/app/evidence.ts'
import { contactIdsOf, readListFilters } from '../../store/contacts/contacts-list.ts'
import { insertSourceOfMany } from '../../store/sources/person-sources.ts'
import { lockDossier } from '../../store/sources/source-dossiers.ts'
import type { App } from '../app/app.ts'
import { keepEvidence, type UploadedFile } from '../app/evidence.ts'
import { todayHere } from '../settings/today-here.ts'
import { decideLater } from './decide-later.ts'

/** Most people of one list: more is no list that somebody looked at. */
export const maxListed = 5_000

/**
 * Why the source of a list is not taken: its day has not come, the list is empty or too long, other people are on it
 * than were shown, or all of them have it already.
 */
export class ListSourceRefused extends Refused<'future' | 'nobody' | 'too-many' | 'changed' | 'known'> {
  constructor(code: ListSourceRefused['code']) {
    super(code, `the source of a list was refused: ${code}`)
  }
}

/**
 * Who is under the filters of a contact list now; without a filter it is no list. Of a list that is too long one more
 * than may be on it.
 */
export async function peopleOfList(app: App, list: string): Promise<string[]> {
  return contactIdsOf(app.pool, readListFilters(list), dayOf(app.clock.now()), maxListed + 1)
}

/** Stands for just these people: whoever signs for a list signs for those who were shown. */
export const sealOfList = (contactIds: readonly string[]): string =>
  createHash('sha256').update(contactIds.join()).digest('hex')

/**
 * Records where the data of everyone on a list came from, also of people collected since Lawbase runs. The file is kept
 * on the source's own page; for each of them it is declared, and proven once that page is complete
 * (docs/reference/promises.md#kept: it brings nobody back who was removed). Gives how many people. Throws
 * ListSourceRefused.
 */
export async function attestList(
  app: App,
  user: User,
  { list, seal }: { list: string; seal: string },
  form: PersonSourceForm,
  file: UploadedFile,
): Promise<number> {
  const now = app.clock.now()
  if (form.obtainedOn > (await todayHere(app))) throw new ListSourceRefused('future')
  const contactIds = await peopleOfList(app, list)
  if (contactIds.length === 0) throw new ListSourceRefused('nobody')
  if (contactIds.length > maxListed) throw new ListSourceRefused('too-many')
  if (sealOfList(contactIds) !== seal) throw new ListSourceRefused('changed')
  const added = await inTransaction(app.pool, async (sql) => {
    const dossierId = await lockDossier(sql, randomUUID(), form.kind, form.name, now)
    const kept = await keepEvidence(app, sql, file, user.email)
    await tieEvidence(sql, kept.id, 'source', dossierId, user.email)
    const ids = await insertSourceOfMany(sql, contactIds, { ...form, author: user.email }, now)
    if (ids.length === 0) throw new ListSourceRefused('known')
    const { kind, name, obtainedOn } = form
    await insertAudit(
      sql,
      [
        {
          actId: `list-source:${kept.id}`,
          act: 'source',
          actor: user.email,
          details: { kind, name, obtainedOn, people: ids.length, list, file: kept.digest },
        },
      ],
      now,
    )
    return ids
  })
  decideLater(app, added)
  return added.length
}
