import { randomUUID } from 'node:crypto'
import type { PersonSourceForm } from '../../../domain/sources/person-source.ts'
import type { User } from '../../../store/accounts/users.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import { tieEvidence } from '../../../store/app/evidence.ts'
import { insertPersonSource, insertSourceOfMany } from '../../../store/sources/person-sources.ts'
import { lockDossier } from '../../../store/sources/source-dossiers.ts'
import { fileOfList, moveSourceFile, type AddedSource } from '../../../store/sources/withdrawn-sources.ts'
import type { App } from '../../app/app.ts'
import { keepEvidence, readEvidence, type UploadedFile } from '../../app/evidence.ts'
import { todayHere } from '../../settings/today-here.ts'
import { judgeAnew, SourceChangeRefused, takeBack, type TakenBack } from './withdraw-source.ts'

/** A file that proves the right source: as it came, or kept already by the form that was shown. */
type NewFile = UploadedFile | { evidenceId: string }

interface Correction {
  app: App
  sql: Sql
  user: User
  form: PersonSourceForm
  /** Null = the file that was kept with the wrong one proves the right one, too. */
  file: NewFile | null
}

/**
 * Takes a source back and adds the right one in its place, both or neither, for one person or for everyone on its list
 * (docs/decisions/0066-sources-taken-back.md). Gives of how many people. Throws SourceChangeRefused.
 */
export async function correctSource(
  app: App,
  user: User,
  given: TakenBack,
  form: PersonSourceForm,
  file: NewFile | null,
): Promise<number> {
  if (form.obtainedOn > (await todayHere(app))) throw new SourceChangeRefused('future')
  const contactIds = await inTransaction(app.pool, async (sql) => {
    const { source, taken } = await takeBack(app, sql, user, given, true)
    if (file === null && isSame(source, form)) throw new SourceChangeRefused('same')
    const correction = { app, sql, user, form, file }
    // A file of their own shows the one person; without it, what was said of a list stays said of a list.
    if (source.isListed && (given.seal !== null || file === null)) await addToList(correction, source, taken)
    else await addToPerson(correction, source)
    return taken.map((one) => one.contactId)
  })
  await judgeAnew(app, contactIds)
  return contactIds.length
}

const isSame = (source: AddedSource, form: PersonSourceForm): boolean =>
  source.kind === form.kind &&
  source.name === form.name &&
  source.obtainedOn === form.obtainedOn &&
  source.note === form.note &&
  source.noticeShown === form.noticeShown

async function addToPerson(correction: Correction, source: AddedSource): Promise<void> {
  const { app, sql, user, form, file } = correction
  const id = await insertPersonSource(sql, source.contactId, { ...form, author: user.email }, app.clock.now())
  if (id === 'gone') throw new SourceChangeRefused('gone')
  if (id === 'known') throw new SourceChangeRefused('known')
  if (file !== null) await tieFile(correction, file, 'person-source', id)
  else if (!(await moveSourceFile(sql, source.id, id))) throw new SourceChangeRefused('evidence')
  await noteAdded(correction, `person-source:${id}`, source.contactId, 1)
}

async function addToList(
  correction: Correction,
  source: AddedSource,
  people: readonly { contactId: string }[],
): Promise<void> {
  const { app, sql, user, form, file } = correction
  const now = app.clock.now()
  const contactIds = people.map((one) => one.contactId)
  const dossierId = await lockDossier(sql, randomUUID(), form.kind, form.name, now)
  const kept = file ?? (await fileElsewhere(correction, source))
  if (kept !== null) await tieFile(correction, kept, 'source', dossierId)
  const added = await insertSourceOfMany(sql, contactIds, { ...form, author: user.email }, now)
  if (added.length === 0) throw new SourceChangeRefused('known')
  const [only = null] = contactIds
  await noteAdded(correction, `list-source:${randomUUID()}`, contactIds.length === 1 ? only : null, added.length)
}

/** The file of the list again where the right source has a page of its own; null = it is on that page already. */
async function fileElsewhere({ app, sql, form }: Correction, source: AddedSource): Promise<UploadedFile | null> {
  if (source.kind === form.kind && source.name.toLowerCase() === form.name.toLowerCase()) return null
  const id = await fileOfList(sql, source)
  const file = id === null ? null : await readEvidence(app, { id })
  if (file === null) throw new SourceChangeRefused('evidence')
  return file
}

async function tieFile(
  { app, sql, user }: Correction,
  file: NewFile,
  to: 'person-source' | 'source',
  provenId: string | number,
): Promise<void> {
  const id = 'evidenceId' in file ? file.evidenceId : (await keepEvidence(app, sql, file, user.email)).id
  if (!(await tieEvidence(sql, id, to, provenId, user.email))) throw new SourceChangeRefused('evidence')
}

async function noteAdded(
  { app, sql, user, form: { kind, name, obtainedOn } }: Correction,
  actId: string,
  contactId: string | null,
  people: number,
): Promise<void> {
  const details = { kind, name, obtainedOn, people, corrected: true }
  await insertAudit(sql, [{ actId, act: 'source', actor: user.email, contactId, details }], app.clock.now())
}
