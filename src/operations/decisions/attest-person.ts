import { Refused } from '../../domain/app/refused.ts'
import type { PersonSourceForm } from '../../domain/sources/person-source.ts'
import type { User } from '../../store/accounts/users.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { tieEvidence } from '../../store/app/evidence.ts'
import { insertPersonSource } from '../../store/sources/person-sources.ts'
import type { App } from '../app/app.ts'
import { todayHere } from '../settings/today-here.ts'
import { keepEvidence, type UploadedFile } from '../app/evidence.ts'
import { decideAgain } from './decide-later.ts'

/** Why a source of one person is not taken: its day has not come, it is known already, or the person is not there. */
export class PersonSourceRefused extends Refused<'future' | 'known' | 'gone'> {
  constructor(code: PersonSourceRefused['code']) {
    super(code, `the source was refused: ${code}`)
  }
}

/**
 * Records where the data of one person came from, with the file that shows it: proven, also for somebody who came back
 * after a removal (docs/reference/promises.md#kept). Their verdict follows at once. Throws
 * PersonSourceRefused.
 */
export async function attestPerson(
  app: App,
  user: User,
  contactId: string,
  form: PersonSourceForm,
  file: UploadedFile,
): Promise<void> {
  const now = app.clock.now()
  if (form.obtainedOn > (await todayHere(app))) throw new PersonSourceRefused('future')
  await inTransaction(app.pool, async (sql) => {
    const source = await insertPersonSource(sql, contactId, { ...form, author: user.email }, now)
    if (source === 'known' || source === 'gone') throw new PersonSourceRefused(source)
    const kept = await keepEvidence(app, sql, file, user.email)
    await tieEvidence(sql, kept.id, 'person-source', source, user.email)
    await insertAudit(
      sql,
      [
        {
          actId: `person-source:${source}`,
          act: 'source',
          actor: user.email,
          contactId,
          details: { kind: form.kind, name: form.name, obtainedOn: form.obtainedOn, file: kept.digest },
        },
      ],
      now,
    )
  })
  await decideAgain(app, [contactId])
}
