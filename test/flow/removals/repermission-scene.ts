import type { FastifyInstance } from 'fastify'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { addDays, addMonths, dayOf } from '../../../src/domain/app/day.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { sendAsks } from '../../../src/operations/removals/repermission/send-asks.ts'
import { insertNotices } from '../../../src/store/notices/notices.ts'
import { insertToolActs } from '../../../src/store/inactivity/tool-acts.ts'
import { askResults } from '../../../src/store/removals/repermission-view.ts'
import type { Settings } from '../../../src/domain/settings/settings.ts'
import { type Json, type Lawbase, startLawbase } from '../../support/lawbase.ts'
import { type MailServer, startMailServer } from '../../support/mail-server.ts'
import { until } from '../../support/until.ts'

export const never = new AbortController().signal
export const hourMs = 3_600_000
export const dayMs = 86_400_000
export const browser = {
  origin: 'https://stop.exemple.example.test',
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/x-www-form-urlencoded',
}

interface Person {
  id: string
  email: string
  record: number
  remoteId: string
  verdict: string
  rule: string
  termOn: string
  countries: string[]
  role: boolean
}

export let lawbase: Lawbase
export let mails: MailServer
export let server: FastifyInstance
export let hubspotId: string
/** The link that each person got who was asked by mail. */
export const asked = new Map<string, string>()

export async function openNearTerm(): Promise<void> {
  mails = await startMailServer()
  lawbase = await startLawbase({ contacts: 800, smtpUrl: mails.url, publicUrl: 'https://stop.exemple.example.test' })
  hubspotId = await lawbase.connectHubspot()
  await lawbase.run()
  for (const verb of ['suppress', 'tag', 'remove'] as const) await grant(lawbase.app, hubspotId, verb, lawbase.admin)
  server = await openPublicServer(lawbase.app)
  // Everybody was informed, so that most may be mailed as they are.
  const { rows } = await lawbase.app.pool.query<{ hash: Buffer }>(
    'select distinct identity_hash as hash from record_identities',
  )
  const today = dayOf(lawbase.app.clock.now())
  await insertNotices(
    lawbase.app.pool,
    rows.map(({ hash }) => ({
      hash,
      event: 'sent',
      on: today,
      version: null,
      language: 'fr',
      channel: 'email',
      messageId: null,
      reason: null,
      reviewOn: null,
    })),
    'test',
    lawbase.app.clock.now(),
  )
  await lawbase.run()
  // Some of those past their term clicked just late enough to come near it now.
  const late = (await people()).filter(
    (one) =>
      one.rule === 'G1' &&
      !one.role &&
      one.countries.length > 0 &&
      one.countries.every((country) => ['FR', 'BE', 'LU'].includes(country)),
  )
  const clicks = late.map(({ email }, place) => ({
    hash: lawbase.app.keys.hashEmail(email),
    kind: 'click',
    at: new Date(
      `${addMonths(new Date(Date.parse(`${today}T12:00:00Z`) + (35 + (place % 25)) * dayMs), -36)}T12:00:00Z`,
    ),
  }))
  await insertToolActs(lawbase.app.pool, 'Brevo', clicks, lawbase.app.clock.now())
  await lawbase.run()
  if ((await inWindow()).filter(fits).length < 7)
    throw new Error(`too few people come near their term: ${(await inWindow()).filter(fits).length} of ${late.length}`)
}
export async function closeNearTerm(): Promise<void> {
  await server.close()
  await lawbase.close()
  await mails.close()
}

export const people = async () =>
  (
    await lawbase.app.pool.query<Person>(
      `select distinct on (d.contact_id) d.contact_id as id, i.value as email, r.id as record, r.remote_id as "remoteId", d.verdict, d.rule, d.term_on as "termOn", i.role, array(select jsonb_array_elements_text(d.detail -> 'countries')) as countries
   from decisions d join remote_records r on r.contact_id = d.contact_id and r.gone_at is null join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash where i.value is not null order by d.contact_id, r.id`,
    )
  ).rows
export const fits = (person: Person) =>
  person.verdict === 'ALLOW' &&
  !person.role &&
  person.countries.length > 0 &&
  person.countries.every((country) => ['FR', 'BE', 'LU'].includes(country))
export const person = async (email: string) => (await people()).find((one) => one.email === email)
export const known = async (email: string) => {
  const found = await person(email)
  if (found === undefined) throw new Error('nobody has this address')
  return found
}
export const inWindow = async () => {
  const today = dayOf(lawbase.app.clock.now())
  return (await people()).filter(
    (one) => one.verdict === 'ALLOW' && one.termOn >= addDays(today, 30) && one.termOn <= addDays(today, 60),
  )
}
export const set = (repermission: Settings['repermission']) =>
  changeSettings(lawbase.app, lawbase.dpo, (current) => ({ ...current, repermission }))
export const queued = async () =>
  (
    await lawbase.app.pool.query<{ email: string; state: string }>(
      'select i.value as email, a.state from repermission_asks a join identities i on i.hash = a.identity_hash order by a.term_on, a.id',
    )
  ).rows
export const stateOf = async (email: string) => (await queued()).find((row) => row.email === email)?.state
export const consents = async (email: string) =>
  (
    await lawbase.app.pool.query<Json>(
      `select c.channels, c.purposes, c.controller, c.act, c.must_confirm, f.consent_id is not null as counts, e.id is not null as proof, t.body ->> 'yes' = c.text as "shown"
   from consents c join identities i on i.hash = c.identity_hash left join consent_confirmations f on f.consent_id = c.id left join evidence_files e on e.id = c.evidence_id and e.ask_id = c.ask_id left join shown_texts t on t.hash = c.text_hash where i.value = $1`,
      [email],
    )
  ).rows
export const consent = {
  channels: ['email'],
  purposes: ['prospecting'],
  controller: 'Exemple Industries',
  act: 'button',
  proof: true,
  shown: true,
}
export const sayNo = (email: string) =>
  recordObjection(lawbase.app, {
    emails: [email],
    hashes: [],
    contactId: null,
    channels: ['phone'],
    receivedAt: lawbase.app.clock.now(),
    door: 'rest',
    actor: 'test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: null,
  })
export const answer = async (link: string, said: string, headers: Record<string, string> = browser) =>
  (await server.inject({ method: 'POST', url: `/stay/${link}`, headers, payload: `answer=${said}` })).payload
export const results = () => askResults(lawbase.app.pool, new Date(0))
/** Sends what is due, and keeps the links people got. */
export const send = async () => {
  const before = mails.received.length
  await sendAsks(lawbase.app, never)
  const sent = mails.received.slice(before)
  for (const mail of sent) asked.set(mail.to, /\/stay\/([\w-]+)\?lang=fr/u.exec(mail.text)?.[1] ?? '')
  return sent.map(({ to }) => to)
}
export const fieldsOf = async (remoteId: string) =>
  (
    (await lawbase.control('GET', '/_sandbox/state'))['hubspot'] as {
      contacts: { id: string; properties: Record<string, string> }[]
    }
  ).contacts.find(({ id }) => id === remoteId)?.properties ?? {}
export const act = (name: string, more: Json) =>
  lawbase.control('POST', '/_sandbox/act', { system: 'hubspot', act: name, ...more })
export const readUntil = (what: string, isSo: () => Promise<boolean>) =>
  until(what, async () => {
    await lawbase.advance(60_000)
    await lawbase.run()
    return isSo()
  })
export const planned = async () =>
  (
    await lawbase.app.pool.query<{ id: string }>(
      `select i.contact_id as id from removal_items i join removal_plans p on p.id = i.plan_id where p.kind = 'silent' and p.state in ('planned', 'stopped')`,
    )
  ).rows.map(({ id }) => id)
export const nextHour = () => lawbase.advance(hourMs + 1_000)
