import type { Pool } from 'pg'
import { randomUUID } from 'node:crypto'
import { explainValues } from '../../domain/connections/relation-values.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { relationRules } from '../../store/contacts/relation-values.ts'
import { registerLines } from '../../domain/evidence/register.ts'
import { type RegisterRecipient } from '../../domain/evidence/register-facts.ts'
import { addMonths, dayOf } from '../../domain/app/day.ts'
import { monthsFor } from '../../domain/removals/retention-rules.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { contactsOfIdentities } from '../../store/decisions/answered-decisions.ts'
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
import {
  contactDecision,
  contactRecords,
  contactSources,
  findContact,
  type ContactRecord,
} from '../../store/contacts/contact-view.ts'
import { countedNotices } from '../../domain/notices/notice-carrier.ts'
import { requestsHeld } from '../../store/evidence/access-view.ts'
import { openWorkOfContact } from '../../store/removals/dependencies.ts'
import { keepingsOf } from '../../store/removals/legal-holds.ts'
import { otherPartsOf } from '../../store/contacts/split-contacts.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { freshnessOf } from '../decisions/blind-clock.ts'
import type { App } from '../app/app.ts'
import { registerFacts } from './register.ts'

/** Whose data: a contact of the base, or whoever has this address, in the base or not. */
type AccessSubject = { contactId: string } | { email: string }

export type AccessPack = Awaited<ReturnType<typeof factsHeld>> & Awaited<ReturnType<typeof besidesHeld>>

/**
 * Everything that is held of a person, to hand over (GDPR art. 15; docs/reference/law.md#h4): data per system, exact
 * source, actual recipients, purposes, terms, rights. Whoever asks without being in the base gets what is kept of an
 * objection. The export is in the audit log. Null when there is no such contact.
 */
export async function accessPack(app: App, subject: AccessSubject, actor: string): Promise<AccessPack | null> {
  const now = app.clock.now()
  const asked = 'email' in subject ? [app.keys.hashEmail(subject.email)] : []
  const found =
    'email' in subject
      ? [...new Set([...(await contactsOfIdentities(app.pool, asked)).values()].flat())]
      : await everyPart(app, subject.contactId)
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

/** The same person's contacts, where a system gave them a new address and another did not. */
async function everyPart(app: App, id: string): Promise<string[] | null> {
  const [whole] = (await wholeContact(app, id)) ?? []
  return whole === undefined ? null : [whole, ...(await otherPartsOf(app.pool, whole))]
}

/** What is held besides, or not known, and is told to the person alone. */
async function besidesHeld(app: App, contactIds: readonly string[], asked: readonly Buffer[], now: Date) {
  const { pool } = app
  const hashes = [...asked, ...(await ownHashes(pool, contactIds))]
  const [{ settings }, connections, keepings, requests, work] = await Promise.all([
    loadSettings(pool),
    listConnections(pool),
    keepingsOf(pool, contactIds, dayOf(now)),
    requestsHeld(pool, contactIds, hashes),
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
  const [{ settings }, facts, disclosures, noes, stopped, consents, notices, messages, contacts] = await Promise.all([
    loadSettings(pool),
    registerFacts(app),
    disclosuresTo(pool, contactIds, hashes),
    objectionsHeld(pool, contactIds, hashes),
    suppressionsHeld(pool, hashes),
    consentsHeld(pool, hashes),
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
    noes,
    stopped,
    consents,
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
        stopped.length === 0 ? null : addMonths(new Date(Math.max(...stopped.map(({ since }) => since.getTime()))), 36),
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

async function oneContact(pool: Pool, id: string, settings: Settings, now: Date) {
  const [contact, records, decision, sources] = await Promise.all([
    findContact(pool, id),
    contactRecords(pool, id),
    contactDecision(pool, id),
    contactSources(pool, id),
  ])
  return {
    id,
    since: contact?.createdAt ?? null,
    removedAt: contact?.purgedAt ?? null,
    records: records
      .filter((record) => record.goneAt === null)
      .map((record) => ({
        system: record.label,
        object: record.object,
        id: record.remoteId,
        createdAt: record.createdAt,
        firstName: record.firstName,
        lastName: record.lastName,
        emails: record.emails ?? [],
        phone: record.phone,
        mobile: record.mobile,
        linkedin: record.linkedin,
        jobTitle: record.jobTitle,
        company: record.company,
        country: record.country,
        sourceValue: record.sourceValue,
        relation: record.relation,
        relationRests: restsOn(settings, record),
        acts: record.acts,
        encounters: record.encounters,
        lastActAt: record.lastActAt,
        lastActKind: record.lastActKind,
        lastOpenAt: record.lastOpenAt,
        blocks: record.blocks,
      })),
    sources: sources.map(({ kind, name, obtainedOn, assumed, label, proof }) => ({
      kind,
      name,
      obtainedOn,
      assumed,
      system: label,
      level: proof === null ? 'declared' : 'proven',
      proof,
    })),
    decision: decision === null ? null : ownDecision(decision, sources, settings, now),
  }
}

/** What was decided of the person, and the term that counts for them. */
function ownDecision(
  decision: NonNullable<Awaited<ReturnType<typeof contactDecision>>>,
  sources: Awaited<ReturnType<typeof contactSources>>,
  settings: Settings,
  now: Date,
) {
  const { verdict, basis, rule, rules, channels, assessment, decidedAt, clockState, termOn, lastActAt } = decision
  return {
    verdict,
    basis,
    rule,
    rules,
    channels,
    assessment,
    decidedAt,
    /** Null while no end is known: a system or tool that they may have acted in could not be read. */
    keepUntil: clockState === 'blind' ? null : termOn,
    isBlind: clockState === 'blind',
    /** A rule of the settings may be shorter, or longer, than what counts for everybody. */
    inactivityMonths: monthsFor(
      settings,
      {
        countries: decision.countries ?? [],
        sourceKinds: sources.map(({ kind }) => kind),
        formerCustomer: decision.relationEndedOn !== null || decision.isEndUnknown,
      },
      dayOf(now),
    ),
    lastActAt,
  }
}

/** What the fields of a record say of who is a customer, and what that means; not who of the company said it. */
function restsOn(settings: Settings, { connector, relationFields, relationValues }: ContactRecord) {
  return explainValues(relationRules(settings, connector, relationFields), relationValues ?? {}).map(
    ({ fieldLabel, label, means, by }) => ({ field: fieldLabel, value: label, means, proposed: by === null }),
  )
}
