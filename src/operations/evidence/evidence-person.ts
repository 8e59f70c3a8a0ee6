import { randomBytes } from 'node:crypto'
import { certificateSalt, commitmentTo } from '../../crypto/receipt.ts'
import { evidencePath, type EvidenceAsk } from '../../domain/evidence/evidence-pack.ts'
import type { Receipt } from '../../domain/evidence/receipt.ts'
import { personFields } from '../../domain/evidence/tables/evidence-fields.ts'
import { ownHashes } from '../../store/evidence/access-view.ts'
import {
  auditFor,
  evidenceFor,
  everWithAddress,
  finishedPlans,
  formerContacts,
  historyOf,
  leavesThere,
  objectionsFor,
  ownAddresses,
} from '../../store/evidence/evidence-view.ts'
import { factsHeld, wholeContact } from './access-pack.ts'
import type { App } from '../app/app.ts'
import { issueAuditHead } from './audit-head.ts'
import { readEvidence } from '../app/evidence.ts'
import { dataFile, EvidenceRefused, jsonLines, type PackHead } from './evidence-head.ts'
import { CertificateRefused, signCertificate } from '../removals/issue-certificate.ts'
import { signReceipt } from './issue-receipt.ts'
import type { ZipFile } from '../app/write-zip.ts'

/** Whom a pack is about. */
interface EvidenceSubject {
  contactIds: string[]
  /** Folded into them. */
  formerIds: string[]
  /** In normal form, as it was typed; null = asked by contact. */
  address: string | null
  /** In clear, as far as known. */
  addresses: string[]
  hashes: Buffer[]
}

/**
 * Finds who it is: one contact, and those of the same address that were removed before. Throws EvidenceRefused when
 * nobody or several people are meant.
 */
export async function subjectOf(app: App, ask: Exclude<EvidenceAsk, { from: string }>): Promise<EvidenceSubject> {
  const address = 'email' in ask ? ask.email : null
  const contactIds = 'email' in ask ? await ofAddress(app, ask.email) : await wholeContact(app, ask.contactId)
  if (contactIds === null) throw new EvidenceRefused('unknown')
  const [formerIds, own, addresses] = await Promise.all([
    formerContacts(app.pool, contactIds),
    ownHashes(app.pool, contactIds),
    ownAddresses(app.pool, contactIds),
  ])
  return {
    contactIds,
    formerIds,
    address,
    addresses: [...new Set([...(address === null ? [] : [address]), ...addresses])],
    hashes: [...(address === null ? [] : [app.keys.hashEmail(address)]), ...own],
  }
}

/** Two people who share an address are told apart by their contact: a pack never holds both. */
async function ofAddress(app: App, email: string): Promise<string[]> {
  const found = await everWithAddress(app.pool, app.keys.hashEmail(email))
  const here = found.filter(({ purgedAt }) => purgedAt === null)
  if (here.length > 1)
    throw new EvidenceRefused(
      'several',
      here.map(({ id }) => id),
    )
  return found.map(({ id }) => id)
}

export type PersonEvidence = PersonFacts & PackHead

/** Files of a person's pack, each made when its turn comes. `head`: number and moment of the pack. */
export async function* personFiles(
  app: App,
  subject: EvidenceSubject,
  head: PackHead,
  { language, paper }: { language: 'en' | 'fr'; paper: (facts: PersonEvidence) => Promise<Buffer> },
): AsyncGenerator<ZipFile> {
  const { receipts, certificates, ...facts } = await personFacts(app, subject)
  const everybody = [...subject.contactIds, ...subject.formerIds]
  yield { path: 'summary.pdf', content: await paper({ ...facts, receipts, certificates, ...head }) }
  for (const { receipt, file } of receipts) yield { path: `receipts/${receipt.number}.json`, content: file }
  for (const { number, file } of certificates) yield { path: `certificates/${number}.json`, content: file }
  for (const { path, id } of facts.evidence) {
    const kept = await readEvidence(app, { id })
    if (kept !== null) yield { path, content: kept.bytes }
  }
  const tally = { acts: 0 }
  yield {
    path: 'audit/acts.jsonl',
    content: jsonLines(auditFor(app.pool, everybody, facts.objectionIds), () => {
      tally.acts += 1
    }),
  }
  yield { path: 'audit/head.json', content: (await issueAuditHead(app)).file }
  yield dataFile('lawbase-evidence-person', personFields, language, {
    number: head.number,
    issuedAt: head.issuedAt,
    ...personData({ receipts, certificates, ...facts }),
    audit: tally,
  })
}

type PersonFacts = Awaited<ReturnType<typeof personFacts>>

/** What `data.json` says of the person: what the other files hold is named, not repeated. */
function personData(facts: PersonFacts): Record<Exclude<keyof typeof personFields, PackField>, unknown> {
  return {
    controller: facts.controller,
    dpo: facts.dpo,
    authority: facts.authority,
    contacts: facts.contacts,
    recipients: facts.recipients,
    otherTools: facts.otherTools,
    noes: facts.noes,
    objections: facts.receipts.map(({ receipt: { number, objection, systems } }) => ({
      number,
      ...objection,
      systems,
    })),
    stopped: facts.stopped,
    consents: facts.consents,
    consentsInFields: facts.consentsInFields,
    notices: facts.notices,
    messages: facts.messages,
    retention: facts.retention,
    assessments: facts.assessments,
    ...facts.history,
    certificates: facts.certificates.map(({ number, addressProven }) => ({
      number,
      file: `certificates/${number}.json`,
      addressProven,
    })),
    evidence: facts.evidence.map(({ id: _id, ...one }) => one),
    withheld: facts.withheld,
  }
}

/** Fields that are about the pack itself. */
type PackField = 'number' | 'issuedAt' | 'audit'

async function personFacts(app: App, subject: EvidenceSubject) {
  const { contactIds, formerIds, address, addresses, hashes } = subject
  const everybody = [...contactIds, ...formerIds]
  const asked = address === null ? null : app.keys.hashEmail(address)
  const [{ kind: _kind, version: _version, issuedAt: _at, ...held }, said, history] = await Promise.all([
    factsHeld(app, contactIds, asked === null ? [] : [asked], app.clock.now()),
    objectionsFor(app.pool, everybody, hashes, asked),
    historyOf(app.pool, everybody, hashes),
  ])
  const receipts: { receipt: Receipt; file: string }[] = []
  for (const no of said) {
    const signed = await signReceipt(app, no.id, no.standsOn ? address : null)
    if (signed !== null) receipts.push({ receipt: signed.receipt, file: signed.file })
  }
  const own = said.filter((no) => no.own)
  const files = await evidenceFor(
    app.pool,
    own.map(({ id }) => id),
    everybody,
    hashes,
  )
  const evidence = [
    ...new Map(files.map((file) => [file.digest, { ...file, path: evidencePath(file.digest, file.name) }])).values(),
  ]
  return {
    ...held,
    history,
    receipts,
    evidence,
    objectionIds: own.map(({ id }) => id),
    withheld: said.filter((no) => !no.own).map(({ number }) => number),
    certificates: await certificatesFor(app, contactIds, addresses),
  }
}

/**
 * Removals that took one of these contacts, or in whose certificate one of the addresses stands: then it leads from the
 * address to the root.
 */
async function certificatesFor(
  app: App,
  contactIds: readonly string[],
  addresses: readonly string[],
): Promise<{ number: string; file: string; addressProven: boolean }[]> {
  const plans = await finishedPlans(app.pool, contactIds)
  const leaves = plans.flatMap(({ id }) =>
    addresses.flatMap((address) =>
      app.keys
        .everyEmailHash(address)
        .map((hash) => ({ planId: id, address, commitment: commitmentTo(address, certificateSalt(hash, id)) })),
    ),
  )
  const proven = new Map(
    (await leavesThere(app.pool, leaves))
      .map((place) => leaves[place])
      .flatMap((leaf) => (leaf === undefined ? [] : [[leaf.planId, leaf.address] as const])),
  )
  const certificates = []
  for (const { id, number } of plans.filter((plan) => plan.took || proven.has(plan.id))) {
    try {
      certificates.push({
        number,
        file: (await signCertificate(app, id, proven.get(id) ?? null)).file,
        addressProven: proven.has(id),
      })
    } catch (error) {
      // The removal memory may end between the two looks: then nothing is claimed.
      if (!(error instanceof CertificateRefused)) throw error
    }
  }
  return certificates
}

/** Commitments of the manifest to the addresses that are known. */
export function addressCommitments(addresses: readonly string[]): { salt: string; commitment: string }[] {
  return addresses.map((address) => {
    const salt = randomBytes(16)
    return { salt: salt.toString('base64'), commitment: commitmentTo(address, salt).toString('base64') }
  })
}
