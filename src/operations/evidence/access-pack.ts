import type { Pool } from 'pg'
import { randomUUID } from 'node:crypto'
import { registerLines } from '../../domain/evidence/register.ts'
import { type RegisterRecipient } from '../../domain/evidence/register-facts.ts'
import { addMonths } from '../../domain/app/day.ts'
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
import { contactDecision, contactRecords, contactSources, findContact } from '../../store/contacts/contact-view.ts'
import { countedNotices } from '../../domain/notices/notice-carrier.ts'
import type { App } from '../app/app.ts'
import { registerFacts } from './register.ts'

/** Whose data: a contact of the base, or whoever has this address, in the base or not. */
type AccessSubject = { contactId: string } | { email: string }

export type AccessPack = Awaited<ReturnType<typeof factsHeld>>

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
      : await wholeContact(app, subject.contactId)
  if (found === null) return null
  const pack = await factsHeld(app, found, asked, now)
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
    Promise.all(contactIds.map((id) => oneContact(app.pool, id))),
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

async function oneContact(pool: Pool, id: string) {
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
        jobTitle: record.jobTitle,
        company: record.company,
        country: record.country,
        sourceValue: record.sourceValue,
        relation: record.relation,
        acts: record.acts,
        lastActAt: record.lastActAt,
        lastActKind: record.lastActKind,
        lastOpenAt: record.lastOpenAt,
        blocks: record.blocks,
      })),
    sources: sources.map(({ kind, name, obtainedOn, assumed, label, declaredBy }) => ({
      kind,
      name,
      obtainedOn,
      assumed,
      system: label,
      level: declaredBy === null ? 'proven' : 'declared',
    })),
    decision:
      decision === null
        ? null
        : {
            verdict: decision.verdict,
            basis: decision.basis,
            rule: decision.rule,
            rules: decision.rules,
            channels: decision.channels,
            assessment: decision.assessment,
            decidedAt: decision.decidedAt,
            keepUntil: decision.termOn,
            lastActAt: decision.lastActAt,
          },
  }
}
