import type { FastifyInstance } from 'fastify'
import { expect, it } from 'vitest'
import { tokenHash } from '../../../src/crypto/tokens.ts'
import type { MessageKind } from '../../../src/domain/app/kind.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { confirmLift } from '../../../src/operations/objections/lift.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { type MailServer, startMailServer } from '../../support/mail-server.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import type { SeedPerson } from '../../support/seed-people.ts'

export const browser = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
export const dayMs = 86_400_000

export let scene: Scene
export let pages: FastifyInstance
export let mail: MailServer

/** A product with one kind of message, which both CRMs can stop. */
export async function openPreferences(): Promise<void> {
  mail = await startMailServer()
  scene = await openScene({ broker: false, contacts: 300, smtpUrl: mail.url })
  for (const object of ['Contact', 'Lead'])
    await scene.act('salesforce', 'create-checkbox', { object, field: 'No_Newsletter__c' })
  const kinds: MessageKind[] = [
    {
      id: 'newsletter',
      name: { fr: 'Lettre', en: 'Newsletter' },
      channels: ['email'],
      targets: { [scene.hubspotId]: { email: ['330101'] }, [scene.salesforceId]: { email: ['No_Newsletter__c'] } },
    },
  ]
  await saveSettings(
    scene.app.pool,
    { ...(await loadSettings(scene.app.pool)).settings, kinds },
    'a test',
    scene.app.clock.now(),
  )
  scene.app.memories.clear()
  pages = await openPublicServer(scene.app)
}
export async function closePreferences(): Promise<void> {
  await pages.close()
  await scene.close()
  await mail.close()
}

const both = { hubspot: 'applied', salesforce: 'applied' }
export const somebody = () => scene.somebody((one) => one.where === 'both' && one.source === 'form')
/** Somebody whom the systems know by one address: only they can start again by a mail. */
export const withOneAddress = async (): Promise<SeedPerson> => {
  for (;;) {
    const person = somebody()
    const { rows: addresses } = await scene.app.pool.query(
      'select distinct theirs.identity_hash from record_identities ri join remote_records r on r.id = ri.record_id join remote_records all_of on all_of.contact_id = r.contact_id join record_identities theirs on theirs.record_id = all_of.id where ri.identity_hash = $1',
      [scene.app.keys.hashEmail(person.email)],
    )
    if (addresses.length === 1) return person
  }
}
export const send = (path: string, payload = '', headers: Record<string, string> = browser) =>
  pages.inject({ method: 'POST', url: path, payload, headers: { ...form, ...headers } })
export const rows = async (contactId: string) =>
  (
    await scene.app.pool.query<{
      id: string
      door: string
      channels: string[]
      kinds: string[]
      evidence: Record<string, unknown>
    }>(
      'select id, door, channels, kinds, evidence from objections where contact_id = $1 order by recorded_at, kinds, number',
      [contactId],
    )
  ).rows
export const carriedAll = async (contactId: string) => {
  for (const row of await rows(contactId)) await scene.untilCarried(row.id, both)
}
export const properties = async (person: SeedPerson) =>
  (await scene.contact(person.hubspotIds[0] ?? ''))['properties'] as Record<string, string>
export const salesforce = (person: SeedPerson) => scene.salesforceRow(person.salesforceIds[0] ?? '')
export const suppressed = async (email: string) =>
  (
    await scene.app.pool.query<{ cell: string }>(
      `select channel || ':' || kind as cell from suppressions where identity_hash = $1 order by 1`,
      [scene.app.keys.hashEmail(email)],
    )
  ).rows.map((row) => row.cell)
export const mailTo = (email: string, after = 0) =>
  until(`a mail to ${email} is here`, async () => mail.received.filter((one) => one.to === email)[after])
export const buttonOf = (text: string) => new URL(/http:\S+\/c\/\S+/u.exec(text)?.[0] ?? 'http://none').pathname
export const count = async (table: string) =>
  Number((await scene.app.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n)

/** A clock that was moved may have started a nightly run, whose pages carry again what they were read before. */
export async function untilNoRun(): Promise<void> {
  await until(
    'no run is going on',
    async () => (await scene.app.pool.query(`select 1 from hygiene_runs where state = 'running'`)).rowCount === 0,
  )
  await scene.settle()
}

/** The last test of each story. */
export const leavesNothingToFind = () =>
  it('leaves nothing for an independent check to find', async () => {
    await scene.settle()
    expect(await confirmLift(scene.app, tokenHash('nobody').toString('hex'))).toEqual({ state: 'gone' })
    await untilNoRun()
    await until(
      'no block waits to be taken off',
      async () =>
        (
          await scene.app.pool.query(
            `select 1 from lifted_blocks where state = 'pending' and next_attempt_at is not null`,
          )
        ).rowCount === 0,
    )
    expect((await scene.check()).violations).toEqual([])
  })
