import { randomUUID } from 'node:crypto'
import { registerLines } from '../../domain/evidence/register.ts'
import { type RegisterRecipient } from '../../domain/evidence/tables/register-facts.ts'
import { addMonths, dayOf } from '../../domain/app/day.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { contactsNear, nearShown } from '../../store/contacts/access-askers.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import {
  consentsHeld,
  disclosuresTo,
  messagesHeld,
  objectionsHeld,
  noticesHeld,
  ownHashes,
  suppressionsHeld,
} from '../../store/evidence/access-view.ts'
import { keptBesides } from '../../store/evidence/besides-view.ts'
import { findContact } from '../../store/contacts/contact-view.ts'
import { keptMonths } from '../../domain/runs/kept.ts'
import { countedNotices } from '../../domain/notices/notice-carrier.ts'
import { askerHashes } from '../../store/evidence/access-requests.ts'
import { requestsHeld } from '../../store/evidence/access-view.ts'
import { openWorkOfContact } from '../../store/removals/dependencies.ts'
import { keepingsOf } from '../../store/removals/legal-holds.ts'
import { otherPartsOf } from '../../store/contacts/split-contacts.ts'
import { fieldConsentsOf } from '../../store/consents/field-consents.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { freshnessOf } from '../decisions/blind-clock.ts'
import type { App } from '../app/app.ts'
import { oneContact } from './access-pack-contact.ts'
import { registerFacts } from './register.ts'

/** Whose data: a contact of the base, or whoever has this address, in the base or not. */
type AccessSubject = { contactId: string } | { email: string }

export type AccessPack = Awaited<ReturnType<typeof factsHeld>> & Awaited<ReturnType<typeof besidesHeld>>

/**
 * Everything that is held of a person, to hand over (GDPR art. 15; docs/reference/law.md#h4): data per system, exact
 * source, actual recipients, purposes, terms, rights. An address is that of whoever holds or held it; whoever asks
 * without being in the base gets what is kept of an objection. The export is in the audit log. Null when there is no
 * such contact.
 */
export async function accessPack(app: App, subject: AccessSubject, actor: string): Promise<AccessPack | null> {
  const now = app.clock.now()
  const asked = 'email' in subject ? [app.keys.hashEmail(subject.email)] : []
  const found = 'email' in subject ? await everyoneUnder(app, asked) : await everyPart(app, subject.contactId)
  if (found === null) return null
  const [held, besides] = await Promise.all([factsHeld(app, found, asked, now), besidesHeld(app, found, asked, now)])
  const pack = { ...held, ...besides }
  await insertAudit(
    app.pool,
    [...(found.length === 0 ? [null] : found)].map((contactId) => ({
      actId: `export:access:${randomUUID()}`,
      act: 'export' as const,
      actor,
      contactId,
      details: { what: 'access' },
    })),
    now,
  )
  return pack
}

/** What is kept of somebody who asked and is in no system, to enclose with their answer; in the audit log as well. */
export async function accessPackOfAsker(app: App, requestId: string, actor: string): Promise<AccessPack> {
  const now = app.clock.now()
  const asked = await askerHashes(app.pool, requestId)
  const [held, besides] = await Promise.all([factsHeld(app, [], asked, now), besidesHeld(app, [], asked, now)])
  await insertAudit(
    app.pool,
    [{ actId: `export:access:${randomUUID()}`, act: 'export', actor, details: { what: 'access', requestId } }],
    now,
  )
  return { ...held, ...besides }
}

/**
 * Whom the page of access requests shows under an address, with all their parts: who holds or held it, also who was
 * deleted elsewhere while Lawbase still holds them. An address ties, a number never does
 * (docs/decisions/0044-who-asked.md).
 */
async function everyoneUnder(app: App, hashes: readonly Buffer[]): Promise<string[]> {
  const near = await contactsNear(app.pool, { firstName: null, lastName: null, phone: null, hashes }, nearShown)
  const parts = await Promise.all(near.map((id) => everyPart(app, id)))
  return [...new Set(parts.flatMap((ids) => ids ?? []))]
}

/** The same person's contacts, where a system gave them a new address and another did not. */
async function everyPart(app: App, id: string): Promise<string[] | null> {
  const [whole] = (await wholeContact(app, id)) ?? []
  return whole === undefined ? null : [whole, ...(await otherPartsOf(app.pool, whole))]
}

/** What is held besides, or not known, and is told to the person alone. */
async function besidesHeld(app: App, contactIds: readonly string[], asked: readonly Buffer[], now: Date) {
  const { pool } = app
  const hashes = [...asked, ...(await ownHashes(pool, contactIds))]
  const [{ settings }, connections, keepings, requests, besides, work] = await Promise.all([
    loadSettings(pool),
    listConnections(pool),
    keepingsOf(pool, contactIds, dayOf(now)),
    requestsHeld(pool, contactIds, hashes),
    keptBesides(pool, contactIds, hashes, asked),
    Promise.all(contactIds.map((id) => openWorkOfContact(pool, id))),
  ])
  return {
    /** When each system that holds people's records was read last; null = never. */
    systems: (
      await freshnessOf(
        app,
        pool,
        connections.filter(({ connector }) => ['crm', 'mailer'].includes(app.connectors.get(connector)?.kind ?? '')),
        now,
      )
    ).map(({ label, pulledAt }) => ({ name: label, readAt: pulledAt })),
    /** False: nobody said which other tools the company uses. */
    otherToolsStated: settings.otherTools !== null,
    /** What keeps their data beyond their term. */
    keptOnPurpose: [...new Map([...keepings.values()].flat().map((kept) => [kept.id, kept])).values()].map(
      ({ purpose, reason, until, createdAt }) => ({ purpose, reason, until, since: createdAt }),
    ),
    requests,
    besides,
    /** What was read to be open with them. */
    openWork: work
      .flat()
      .flatMap(({ label, found, readAt }) =>
        Object.keys(found).length === 0 || readAt === null ? [] : [{ system: label, found, readAt }],
      ),
  }
}

/** The contact, or the one it was folded into. */
export async function wholeContact(app: App, id: string): Promise<string[] | null> {
  const contact = await findContact(app.pool, id)
  return contact === null ? null : [contact.mergedInto ?? contact.id]
}

/**
 * The same without a line in the audit log, for work that writes its own. `asked`: hashes of addresses that somebody
 * typed.
 */
export async function factsHeld(app: App, contactIds: readonly string[], asked: readonly Buffer[], now: Date) {
  const { pool } = app
  const hashes = [...asked, ...(await ownHashes(pool, contactIds))]
  const [{ settings }, facts, disclosures, objections, stopped, consents, inFields, notices, messages, contacts] =
    await Promise.all([
      loadSettings(pool),
      registerFacts(app),
      disclosuresTo(pool, contactIds, hashes),
      objectionsHeld(pool, contactIds, hashes),
      suppressionsHeld(pool, hashes),
      consentsHeld(pool, contactIds, hashes),
      fieldConsentsOf(pool, contactIds),
      noticesHeld(pool, hashes),
      messagesHeld(pool, contactIds, hashes),
      Promise.all(
        contactIds.map(async (id) => oneContact(app.pool, id, (await loadSettings(pool)).settings, app.clock.now())),
      ),
    ])
  const said = new Map(facts.recipients.map((recipient) => [recipient.key, recipient]))
  const prospecting = registerLines(facts).find((line) => line.activity === 'prospecting')
  return {
    kind: 'lawbase-access-pack',
    version: 1,
    issuedAt: now,
    controller: settings.controller,
    dpo: settings.register.dpo,
    authority: settings.register.authority,
    contacts,
    noes: objections,
    stopped,
    consents,
    consentsInFields: inFields,
    notices: countedNotices(notices, settings.noticeCarriers),
    messages,
    recipients: disclosures.map((disclosure) => ({
      ...disclosure,
      ...place(disclosure.connectionId === null ? undefined : said.get(disclosure.connectionId)),
    })),
    /** Tools the company uses without a Connection: whether they hold this person is not known here. */
    otherTools: facts.recipients
      .filter((recipient) => recipient.kind === 'tool')
      .map(({ name, legalName, country, safeguard }) => ({ name, legalName, country, safeguard })),
    retention: {
      inactivityMonths: settings.inactivityMonths,
      suppressionAtLeastUntil:
        stopped.length === 0
          ? null
          : addMonths(new Date(Math.max(...stopped.map(({ since }) => since.getTime()))), keptMonths('objections')),
    },
    assessments: (prospecting?.offers ?? []).flatMap(({ name, assessment }) =>
      assessment === null ? [] : [{ offer: name, ...assessment }],
    ),
  }
}

const place = (recipient: RegisterRecipient | undefined) => ({
  legalName: recipient?.legalName ?? null,
  country: recipient?.country ?? null,
  safeguard: recipient?.safeguard ?? null,
})
