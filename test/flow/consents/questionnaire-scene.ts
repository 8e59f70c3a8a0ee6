import type { FastifyInstance } from 'fastify'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { openMailer } from '../../../src/outbound/mail.ts'
import { decideAgain } from '../../../src/operations/decisions/decide-later.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { contactsOfIdentities } from '../../../src/store/objections/objections.ts'
import { type MailServer, startMailServer } from '../../support/mail-server.ts'
import { makeQuestionnaire } from '../../support/questionnaire.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

export const browser = {
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/x-www-form-urlencoded',
  accept: 'application/json',
}
let counter = 0
export const newId = () => `00000000-0000-4000-8000-${String((counter += 1)).padStart(12, '0')}`

export let scene: Scene
export let pages: FastifyInstance
let mail: MailServer
export let stand: { id: string; versionId: string; path: string }

/** A product at work with one questionnaire, and the server of the public pages. */
export const openStand = () => openWith(true)
/** The same without SMTP_URL. */
export const openMuteStand = () => openWith(false)
async function openWith(isMailing: boolean): Promise<void> {
  taken.clear()
  mail = await startMailServer()
  scene = await openScene({ broker: false, contacts: 600, ...(isMailing ? { smtpUrl: mail.url } : {}) })
  pages = await openPublicServer(scene.app)
  stand = await makeQuestionnaire(scene, 'salon', scene.hubspotId)
}
/** As after a start with SMTP_URL and MAIL_FROM. */
export function startMailing(): void {
  Object.assign(scene.app, { mailer: openMailer(mail.url, 'Exemple Industries <stop@exemple.example.test>') })
}
export async function closeStand(): Promise<void> {
  await pages.close()
  await scene.close()
  await mail.close()
}

export const send = async (fields: Record<string, string>, path = stand.path, version = stand.versionId) => {
  const payload = new URLSearchParams({
    id: newId(),
    version,
    firstName: 'Zoé',
    lastName: 'Lambert',
    ...fields,
  }).toString()
  const answer = await pages.inject({ method: 'POST', url: `${path}?lang=en`, payload, headers: browser })
  return {
    status: answer.statusCode,
    body: answer.json<{ recorded?: string; lines?: string[]; errors?: Record<string, string> }>(),
  }
}
export const email = { 'box.prospecting-email': 'on' }
export const verdict = async (address: string, channel = 'email') => {
  const { rows } = await scene.app.pool.query<{
    verdict: string
    rule: string
    basis: string | null
    detail: { channels: Record<string, { verdict: string; rule: string }> }
  }>(
    `select distinct d.verdict, d.rule, d.basis, d.detail from decisions d join remote_records r on r.contact_id = d.contact_id join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1`,
    [scene.app.keys.hashEmail(address)],
  )
  const [row] = rows
  if (row === undefined) return null
  return channel === 'email' ? { verdict: row.verdict, rule: row.rule, basis: row.basis } : row.detail.channels[channel]
}
const taken = new Set<string>()
/** Somebody of the base in France with one address, who needs a consent. */
export const needsConsent = async () => {
  const { rows } = await scene.app.pool.query<{ email: string }>(
    `select min(i.value) as email from decisions d join remote_records r on r.contact_id = d.contact_id and r.gone_at is null join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
     where d.verdict = 'NEED_CONSENT' and d.detail -> 'countries' = '["FR"]' and not i.role group by d.contact_id having count(distinct i.hash) = 1 and count(distinct r.connection_id) = 2 order by 1`,
  )
  const found = rows.find((row) => !taken.has(row.email))?.email
  if (found === undefined) throw new Error('nobody needs a consent')
  taken.add(found)
  return found
}
export const consents = async (address: string) =>
  (
    await scene.app.pool.query<{
      channels: string[]
      act: string
      after_no: boolean
      must_confirm: boolean
      confirmed: boolean
      withdrawn: boolean
    }>(
      `select c.channels, c.act, c.after_no, c.must_confirm, f.consent_id is not null as confirmed, exists (select 1 from consent_withdrawals w where w.consent_id = c.id) as withdrawn
   from consents c left join consent_confirmations f on f.consent_id = c.id where c.identity_hash = $1 order by c.given_at, c.channels`,
      [scene.app.keys.hashEmail(address)],
    )
  ).rows
export const mailTo = (address: string, place = 0) =>
  until(`mail ${place} to ${address} is here`, async () => mail.received.filter((one) => one.to === address)[place])
export const linkIn = (text: string, kind: 'c' | 'u') =>
  new URL(new RegExp(`http:\\S+/${kind}/\\S+`, 'u').exec(text)?.[0] ?? 'http://none')
export const press = (text: string) =>
  pages.inject({ method: 'POST', url: `${linkIn(text, 'c').pathname}?lang=en`, headers: browser })
export const objects = (
  address: string,
  receivedAt: Date,
  channels: ('email' | 'phone')[] = ['email'],
  reason: 'objection' | 'erasure' = 'objection',
) =>
  recordObjection(scene.app, {
    emails: [address],
    hashes: [],
    contactId: null,
    channels,
    receivedAt,
    door: 'rest',
    actor: 'a test',
    originConnectionId: null,
    lane: 'objection',
    reason,
    evidence: {},
    idempotencyKey: null,
  })
export const decideAll = async (address: string) =>
  decideAgain(
    scene.app,
    [...(await contactsOfIdentities(scene.app.pool, [scene.app.keys.hashEmail(address)])).values()].flat(),
  )
export const creation = async (address: string) =>
  (
    await scene.app.pool.query<{
      state: string
      existing: boolean | null
      reason: string | null
      object: string | null
    }>(
      'select n.state, n.existing, n.reason, n.object from contact_creations n join questionnaire_answers a on a.id = n.answer_id where a.identity_hash = $1 order by a.given_at',
      [scene.app.keys.hashEmail(address)],
    )
  ).rows
