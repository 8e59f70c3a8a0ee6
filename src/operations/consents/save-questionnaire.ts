import { Refused } from '../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import {
  contentHash,
  contentOf,
  type QuestionnaireContent,
  type QuestionnaireForm,
} from '../../domain/consents/questionnaire.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { findConnection, listConnections, type Connection } from '../../store/connections/connections.ts'
import { retryCreations } from '../../store/consents/contact-creations.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import {
  findQuestionnaire,
  insertQuestionnaire,
  insertVersion,
  latestVersion,
  lockQuestionnaire,
  updateQuestionnaire,
  type Questionnaire,
  type QuestionnaireVersion,
} from '../../store/consents/questionnaires.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

/** Why a questionnaire cannot be saved; `code` says which field the page marks. */
export class QuestionnaireRefused extends Refused<'company' | 'system' | 'slug' | 'gone'> {
  constructor(code: 'company' | 'system' | 'slug' | 'gone') {
    super(code, `questionnaire refused: ${code}`)
  }
}

/** Systems in which a person can be created. */
export async function creatingSystems(app: App, sql: Sql): Promise<Connection[]> {
  return (await listConnections(sql)).filter(
    (connection) => app.connectors.get(connection.connector)?.writes.create !== undefined,
  )
}

/**
 * What the form makes with the settings of today. QuestionnaireRefused `company`: nobody is named yet who could be
 * agreed with.
 */
export async function draftContent(
  app: App,
  sql: Sql,
  form: QuestionnaireForm,
  connectionId: string,
): Promise<QuestionnaireContent> {
  const [{ settings }, connection] = [await loadSettings(sql), await findConnection(sql, connectionId)]
  if (settings.controller === null) throw new QuestionnaireRefused('company')
  if (
    connection === null ||
    connection.state === 'disconnected' ||
    app.connectors.get(connection.connector)?.writes.create === undefined
  )
    throw new QuestionnaireRefused('system')
  return contentOf(form, {
    controller: settings.controller,
    months: settings.inactivityMonths,
    system: app.connectors.get(connection.connector)?.label ?? connection.label,
  })
}

/** `id` null: a new one, open at once. `slug` counts only then: it stands in printed codes. */
interface QuestionnaireInput {
  id: string | null
  slug: string
  connectionId: string
  form: QuestionnaireForm
}

/**
 * Saves a questionnaire: a new version whenever anything that is shown differs (docs/reference/law.md#e6). Gives its
 * id. Throws QuestionnaireRefused.
 */
export async function saveQuestionnaire(app: App, user: User, input: QuestionnaireInput): Promise<string> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const content = await draftContent(app, sql, input.form, input.connectionId)
    const id = input.id ?? randomUUID()
    if (
      input.id === null &&
      !(await insertQuestionnaire(sql, { id, slug: input.slug, connectionId: input.connectionId, open: true }, now))
    )
      throw new QuestionnaireRefused('slug')
    const known = await lockQuestionnaire(sql, id)
    if (known === null) throw new QuestionnaireRefused('gone')
    if (known.connectionId !== input.connectionId)
      await updateQuestionnaire(sql, id, { connectionId: input.connectionId })
    const hash = contentHash(content)
    const before = await latestVersion(sql, id)
    if (before === null || !before.hash.equals(hash) || !isDeepStrictEqual(before.form, input.form)) {
      const versionId = randomUUID()
      await insertVersion(
        sql,
        { id: versionId, questionnaireId: id, form: input.form, content, hash, author: user.email },
        now,
      )
      await insertAudit(
        sql,
        [
          {
            actId: `questionnaire:${versionId}`,
            act: 'questionnaire',
            actor: user.email,
            connectionId: input.connectionId,
            details: { questionnaire: known.slug, version: (before?.number ?? 0) + 1, text: hash.toString('hex') },
          },
        ],
        now,
      )
    }
    return id
  })
}

/** Opens or closes it for new visitors; what was filled in before still arrives. False when there is none. */
export async function setOpen(app: App, user: User, id: string, open: boolean): Promise<boolean> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const known = await lockQuestionnaire(sql, id)
    if (known === null) return false
    if (known.open !== open) {
      await updateQuestionnaire(sql, id, { open })
      await insertAudit(
        sql,
        [
          {
            actId: `questionnaire:${id}:${now.getTime()}`,
            act: 'questionnaire',
            actor: user.email,
            details: { questionnaire: known.slug, open },
          },
        ],
        now,
      )
    }
    return true
  })
}

/** People who wait to be created, or were refused, are tried again now. */
export async function createAgain(app: App, id: string): Promise<void> {
  for (const answerId of await retryCreations(app.pool, id, app.clock.now()))
    await app.enqueue('create-contact', { answerId })
}

/** A questionnaire with its latest version, which is what a visitor is shown. */
export interface ShownQuestionnaire {
  questionnaire: Questionnaire
  version: QuestionnaireVersion
}
export async function findShown(app: App, slug: string): Promise<ShownQuestionnaire | null> {
  const questionnaire = await findQuestionnaire(app.pool, { slug })
  const version = questionnaire === null ? null : await latestVersion(app.pool, questionnaire.id)
  return questionnaire === null || version === null ? null : { questionnaire, version }
}

/** Whether what was saved is what would be saved today. */
export function isCurrent(
  app: App,
  version: QuestionnaireVersion,
  connection: Pick<Connection, 'connector' | 'label'>,
  settings: Settings,
): boolean {
  if (settings.controller === null) return false
  const system = app.connectors.get(connection.connector)?.label ?? connection.label
  return contentHash(
    contentOf(version.form, { controller: settings.controller, months: settings.inactivityMonths, system }),
  ).equals(version.hash)
}
