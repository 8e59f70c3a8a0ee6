import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { dayOf } from '../../../src/domain/app/day.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { openAnswers } from '../../../src/operations/decisions/answer-decisions.ts'
import { backUp, restoreBackup, type RestoreOptions } from '../../../src/operations/backup/back-up.ts'
import { isBlind } from '../../../src/operations/decisions/blind-clock.ts'
import { listConnections } from '../../../src/store/connections/connections.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { noteToolImport } from '../../../src/store/inactivity/tool-acts.ts'
import { allConnectors, type Json } from '../../support/lawbase.ts'
import { testSettings } from '../../support/test-settings.ts'
import { type MailServer, startMailServer } from '../../support/mail-server.ts'
import { waitingPlan } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import type { SeedPerson } from '../../support/seed-people.ts'

export let scene: Scene
export let mail: MailServer
export let pages: FastifyInstance
export const folder = mkdtempSync(join(tmpdir(), 'lawbase-restore-'))
export const file = join(folder, 'old.lbb')
export const journalFolder = join(folder, 'journal')
/** Said no before the backup. */
export let before: SeedPerson
/** Says no after it. */
export let objector: SeedPerson
/** Says no after it, and takes a part of it back. */
export let freed: SeedPerson
/** Says no at HubSpot while nothing runs. */
export let opened: SeedPerson
/** Said no before the backup, and is opted in at Salesforce while nothing runs. */
export let reopened: SeedPerson

export const options = (more: Partial<RestoreOptions> = {}): RestoreOptions => ({
  path: file,
  home: folder,
  ...scene.place,
  journalFolder,
  replace: true,
  withoutJournal: false,
  ...more,
})
export const restore = (more: Partial<RestoreOptions> = {}) =>
  restoreBackup(options(more), allConnectors, scene.app.clock)
export const asked = () => ({
  door: 'post' as const,
  receivedOn: dayOf(scene.app.clock.now()),
  dueOn: dayOf(scene.app.clock.now()),
  phone: null,
})
/** Of somebody who is removed after it. */
export const mobileOfSilent = '+33639987711'
const plain = (person: SeedPerson) => person.where === 'both' && person.source === 'form'
export const hash = (email = '') => scene.app.keys.hashEmail(email.toLowerCase())
export const rows = async <T extends Json>(text: string, ...values: unknown[]) =>
  (await scene.app.pool.query<T>(text, values)).rows
export const contactOf = async (email: string) =>
  (
    await rows<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      hash(email),
    )
  )[0]?.id ?? ''
export const suppressed = async (email = '') =>
  (
    await rows<{ channel: string }>(
      'select channel from suppressions where identity_hash = $1 order by channel',
      hash(email),
    )
  ).map((row) => row.channel)
export const isBlindAt = async (at: Date) =>
  isBlind(
    scene.app,
    scene.app.pool,
    (await loadSettings(scene.app.pool)).settings,
    await listConnections(scene.app.pool),
    at,
  )
export const verdict = async (email: string) =>
  (
    await openAnswers(scene.app).answer([
      {
        email: email.toLowerCase(),
        phone: null,
        ask: {
          purpose: 'prospecting',
          channel: 'email',
          offer: testSettings.offers[0] ?? null,
          related: null,
          kind: null,
          pixel: false,
        },
        contact: null,
        askedBy: 'a test',
      },
    ])
  )[0]?.verdict
export const live = async () => {
  const { contacts } = (await scene.control('GET', '/_sandbox/state?system=hubspot'))['hubspot'] as {
    contacts: Json[]
  }
  const salesforce = (await scene.control('GET', '/_sandbox/state?system=salesforce'))['salesforce'] as {
    contacts: Json[]
    leads: Json[]
  }
  return [
    contacts.filter((one) => one['archived'] !== true).length,
    [...salesforce.contacts, ...salesforce.leads].filter((one) => one['IsDeleted'] !== true).length,
  ]
}
export const blocked = async (person: SeedPerson) => [
  await scene.optedOut(person.email),
  (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'],
]

export async function openRestore(): Promise<void> {
  mkdirSync(journalFolder)
  mail = await startMailServer()
  scene = await openScene({ contacts: 160, broker: false, journalFolder, smtpUrl: mail.url })
  pages = await openPublicServer(scene.app)
  await scene.run()
  ;[before, objector, freed, opened, reopened] = [plain, plain, plain, plain, plain].map((fits) =>
    scene.somebody(fits),
  ) as [SeedPerson, SeedPerson, SeedPerson, SeedPerson, SeedPerson]
  const both = { hubspot: 'applied', salesforce: 'applied' }
  await scene.untilCarried((await scene.object(before.email)).id, both)
  await scene.untilCarried((await scene.object(reopened.email, { channels: ['email'] })).id, both)
  await noteToolImport(scene.app.pool, 'Brevo', scene.app.clock.now(), 'a test', scene.app.clock.now())
  // The plan waits in the backup; a run is under way there, and an objection is on its way.
  const { id } = await waitingPlan(scene)
  await giveMobile(id)
  await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')
}
/** Somebody of a plan has a mobile in HubSpot by now. */
async function giveMobile(planId: string): Promise<void> {
  const [going] = await rows<{ id: string }>(
    `select r.remote_id as id from removal_items i join remote_records r on r.contact_id = i.contact_id join connections k on k.id = r.connection_id and k.connector = 'hubspot'
     join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities n on n.hash = ri.identity_hash and not n.role where i.plan_id = $1 order by r.id limit 1`,
    planId,
  )
  await scene.act('hubspot', 'update-contact', { id: going?.id, properties: { mobilephone: mobileOfSilent } })
  await until('the mobile is read', async () => {
    await scene.poll()
    return (await rows('select 1 from remote_records where mobile = $1', mobileOfSilent)).length > 0
  })
}
export async function closeRestore(): Promise<void> {
  await pages.close()
  await scene.close()
  await mail.close()
  rmSync(folder, { recursive: true, force: true })
}
