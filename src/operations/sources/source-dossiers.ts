import { randomUUID } from 'node:crypto'
import type { DossierFields } from '../../domain/sources/source-dossier.ts'
import type { DeclaredKind } from '../../domain/sources/tables/source-kinds.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { tieEvidence } from '../../store/app/evidence.ts'
import { dossierVersions, insertDossierVersion, lockDossier } from '../../store/sources/source-dossiers.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { keepEvidence, type UploadedFile } from '../app/evidence.ts'

/**
 * Writes what the company can show of a source, as a new version unless nothing differs, and keeps a file beside it.
 * Versions and files are never taken away (docs/reference/law.md#c15). Gives the number of the version that counts.
 */
export async function saveDossier(
  app: App,
  user: User,
  source: { kind: DeclaredKind; name: string },
  fields: DossierFields,
  file: UploadedFile | null,
): Promise<number> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const id = await lockDossier(sql, randomUUID(), source.kind, source.name, now)
    const [last] = await dossierVersions(sql, id)
    const isSame = last !== undefined && sorted(last.fields) === sorted(fields)
    const number = isSame ? last.number : (last?.number ?? 0) + 1
    if (!isSame) await insertDossierVersion(sql, id, { number, fields, author: user.email }, now)
    const kept = file === null ? null : await keepEvidence(app, sql, file, user.email)
    if (kept !== null) await tieEvidence(sql, kept.id, 'source', id, user.email)
    if (!isSame || kept !== null) {
      await insertAudit(
        sql,
        [
          {
            actId: `source:${id}:${number}:${kept?.id ?? ''}`,
            act: 'source',
            actor: user.email,
            details: {
              kind: source.kind,
              name: source.name,
              version: number,
              facts: Object.keys(fields),
              file: kept?.digest ?? null,
            },
          },
        ],
        now,
      )
    }
    return number
  })
}

const sorted = (fields: DossierFields): string =>
  JSON.stringify(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)))
