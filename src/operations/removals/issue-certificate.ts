import type { Pool } from 'pg'
import { Refused } from '../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import { merklePath, merkleRoot } from '../../crypto/merkle.ts'
import { certificateSalt, commitmentTo } from '../../crypto/receipt.ts'
import type { Certificate, CertificateSystem } from '../../domain/removals/certificate.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import { dayOf } from '../../domain/app/day.ts'
import { ownTermsOn } from '../../domain/removals/retention-rules.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { removalRules } from '../../domain/removals/removal-kinds.ts'
import { insertAudit } from '../../store/app/audit.ts'
import {
  addressesGoing,
  certificateOf,
  fixCertificate,
  removedThere,
  type RemovedThere,
} from '../../store/removals/certificates.ts'
import type { Sql } from '../../store/app/database.ts'
import { countRestored, isRestored } from '../../store/removals/restores.ts'
import { findPlan, type RemovalPlan } from '../../store/removals/removals.ts'
import { loadSettings, settingsOf } from '../../store/settings/settings.ts'
import { findUser } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import type { Connector } from '../../connector/contract.ts'
import { openConnection } from '../connections/open-connection.ts'
import { removedPeople, type RemovedPeople } from '../../store/removals/bin-ends.ts'
import { binEnd } from '../../domain/removals/way-back.ts'
import { relatedFates, type RelatedFates } from './related-fates.ts'
import { signAsDeployment } from '../app/sign.ts'

export interface IssuedCertificate {
  certificate: Certificate
  /** The signed file, ready to be given away. */
  file: string
  fingerprint: string
}

/**
 * Why no certificate is given: no such plan, nobody of it was deleted yet, or the address is not among the deleted ones
 * (or the removal memory ended).
 */
export class CertificateRefused extends Refused<'unknown' | 'not-done' | 'not-in-it'> {
  constructor(code: CertificateRefused['code']) {
    super(
      code,
      {
        unknown: 'There is no such plan.',
        'not-done': 'A certificate is given once people of the plan were deleted.',
        'not-in-it':
          'No address deleted by this plan is the one you gave, or it was deleted longer ago than the removal memory reaches.',
      }[code],
    )
  }
}

/** Called in the removal's own transaction, before addresses are erased: fixes what a certificate will prove. */
export async function fixAddresses(sql: Sql, planId: string, contactIds: readonly string[], now: Date): Promise<void> {
  const commitments = (await addressesGoing(sql, contactIds))
    .map(({ value, hash }) => commitmentTo(value, certificateSalt(hash, planId)))
    .toSorted((a, b) => Buffer.compare(a, b))
  await fixCertificate(sql, planId, merkleRoot(commitments), commitments, now)
}

/**
 * Signs what is proved of one removal right now; with an address, also that it was among those that went. Each one
 * given stands in the audit log. Throws CertificateRefused.
 */
export async function issueCertificate(
  app: App,
  key: string,
  actor: string,
  email: string | null = null,
): Promise<IssuedCertificate> {
  const { planId, ...issued } = await signCertificate(app, key, email)
  await insertAudit(
    app.pool,
    [
      {
        actId: `certificate:${planId}:${randomUUID()}`,
        act: 'export',
        actor,
        details: {
          what: 'certificate',
          number: issued.certificate.number,
          forOneAddress: issued.certificate.person !== null,
        },
      },
    ],
    app.clock.now(),
  )
  return issued
}

/** The same for work that notes itself who was given it. Throws CertificateRefused. */
export async function signCertificate(
  app: App,
  key: string,
  email: string | null,
): Promise<IssuedCertificate & { planId: string }> {
  const plan = await findPlan(app.pool, key)
  if (plan === null) throw new CertificateRefused('unknown')
  const fixed = await certificateOf(app.pool, plan.id)
  if (fixed === null || plan.finishedAt === null) throw new CertificateRefused('not-done')
  const person = email === null ? null : await personIn(app, plan.id, fixed.commitments, email)
  const [{ settings: today }, then, there, approvals, fates, back, people] = await Promise.all([
    loadSettings(app.pool),
    fixed.settingsVersion === null ? null : settingsOf(app.pool, fixed.settingsVersion),
    removedThere(app.pool, plan.id),
    approvalsOf(app.pool, plan),
    relatedFates(app, plan.id),
    countRestored(app.pool, plan.id),
    removedPeople(app.pool, plan.id),
  ])
  const now = app.clock.now()
  const certificate: Certificate = {
    type: 'lawbase-certificate',
    version: 1,
    number: plan.number,
    issuedAt: now.toISOString(),
    controller: today.controller?.name ?? null,
    kind: plan.kind,
    rule: removalRules[plan.kind],
    settings: then === null ? null : termsOf(plan, then, fixed.settingsVersion ?? 0),
    plan: {
      author: plan.author,
      madeAt: plan.createdAt.toISOString(),
      listDigest: plan.digest,
      base: plan.baseCount,
      candidates: plan.candidateCount,
      planned: plan.planned,
      keptByGuards: plan.guards.map(({ name, count }) => ({ guard: name, people: count })),
    },
    approvals,
    heldUntil: plan.heldUntil?.toISOString() ?? null,
    finishedAt: plan.finishedAt.toISOString(),
    removed: plan.binned,
    people: withoutNone(people),
    edition: there.some(({ lastBinnedAt }) => lastBinnedAt !== null) ? 1 : 2,
    ...leftOf(plan, back),
    refused: plan.refusedItems,
    systems: await Promise.all(there.map((row) => systemOf(app, row, fates, now))),
    root: fixed.root.toString('base64'),
    addresses: fixed.addresses,
    person,
  }
  const { file, fingerprint } = await signAsDeployment(app, certificate)
  return { certificate, file, fingerprint, planId: plan.id }
}

/** What is left out where there is none, so that a certificate says no more than it did before. */
function withoutNone({ unconfirmed, ...people }: RemovedPeople): NonNullable<Certificate['people']> {
  return { ...people, ...(unconfirmed === 0 ? {} : { unconfirmed }) }
}

/** The terms that counted when the plan was made. */
function termsOf(plan: RemovalPlan, then: Settings, version: number): NonNullable<Certificate['settings']> {
  const ownTerms = plan.kind === 'silent' ? ownTermsOn(then.retentionRules, dayOf(plan.createdAt)) : []
  return {
    version,
    inactivityMonths: then.inactivityMonths,
    restoreDays: then.restoreDays,
    ...(ownTerms.length === 0 ? {} : { ownTerms }),
  }
}

/** Who left before anything of theirs went, and who came back out of a bin afterwards. */
function leftOf(plan: RemovalPlan, back: number): Pick<Certificate, 'leftInTime' | 'broughtBack'> {
  return { leftInTime: plan.takenOut - back, ...(back === 0 ? {} : { broughtBack: back }) }
}

async function personIn(
  app: App,
  planId: string,
  commitments: readonly Buffer[],
  email: string,
): Promise<Certificate['person']> {
  const normal = normalEmail(email)
  // Whoever came back out of a bin since is there: nothing is signed that says they went.
  if (normal === null || (await isRestored(app.pool, planId, app.keys.everyEmailHash(normal))))
    throw new CertificateRefused('not-in-it')
  // What was signed stays as it was: its salts come from the hashes of its day.
  for (const salt of app.keys.everyEmailHash(normal).map((hash) => certificateSalt(hash, planId))) {
    const index = commitments.findIndex((commitment) => commitment.equals(commitmentTo(normal, salt)))
    if (index !== -1) return { salt: salt.toString('base64'), path: merklePath(commitments, index) }
  }
  throw new CertificateRefused('not-in-it')
}

async function approvalsOf(pool: Pool, plan: RemovalPlan): Promise<Certificate['approvals']> {
  const given = [
    [plan.firstApprovedBy, plan.firstApprovedAt],
    [plan.approvedBy, plan.approvedAt],
  ] as const
  const known = await Promise.all(
    given.map(async ([id, at]) =>
      id === null || at === null ? [] : [{ by: (await findUser(pool, { id }))?.email ?? id, at: at.toISOString() }],
    ),
  )
  return known.flat()
}

/** A bin's term is asked for while the Connection can be opened, and is as it said last once it cannot. */
export async function systemOf(
  app: App,
  row: RemovedThere,
  fates: RelatedFates,
  now: Date,
): Promise<CertificateSystem> {
  const binDays = await openConnection(app, row.connectionId, 'read').then(
    ({ system }) => system.can.bin?.days ?? null,
    () => null,
  )
  const until = binEnd(row.lastBinnedAt, binDays) ?? row.binEndsAt
  return {
    name: row.label,
    records: row.records,
    removed: row.removed,
    erased: row.erased,
    anonymised: row.anonymised,
    refused: row.refused,
    firstReadBackAt: row.firstAt?.toISOString() ?? null,
    lastReadBackAt: row.lastAt?.toISOString() ?? null,
    seen: row.seen,
    inBinUntil: row.inBin === 0 ? null : (until?.toISOString() ?? null),
    inBin: row.inBin,
    ...(row.backBefore === 0 ? {} : { back: row.backBefore }),
    ...afterBinOf(row),
    ...cutOffOf(row),
    remains: remainsOf(app.connectors.get(row.connector)?.writes.remains, row, stageOf(row, until, now)),
    ...(fates.of.has(row.connectionId) ? { related: [...(fates.of.get(row.connectionId) ?? [])] } : {}),
  }
}

/** What was read after the bin's last day; nothing is said before. */
function afterBinOf({ afterBinAt, absentAfter, backAfter, inBinAfter }: RemovedThere): Partial<CertificateSystem> {
  if (afterBinAt === null) return {}
  return { afterBin: { readAt: afterBinAt.toISOString(), absent: absentAfter, back: backAfter, inBin: inBinAfter } }
}

/** Since when nothing can be read there, where something waits for it. */
const cutOffOf = ({ cutOffAt, inBin }: RemovedThere): Partial<CertificateSystem> =>
  cutOffAt === null || inBin === 0 ? {} : { disconnectedAt: cutOffAt.toISOString() }

/** What the vendor still holds of records that went, and of those that were emptied. */
function remainsOf(
  told: Connector['writes']['remains'],
  { removed, anonymised }: RemovedThere,
  stage: 'bin' | 'binOver' | 'erased',
): CertificateSystem['remains'] {
  const nothing = { en: '', fr: '' }
  const emptied = anonymised === 0 ? undefined : told?.anonymised
  const gone = emptied !== undefined && removed === anonymised ? nothing : (told?.[stage] ?? nothing)
  const both = (language: 'en' | 'fr') =>
    [gone[language], emptied?.[language] ?? ''].filter((text) => text !== '').join(' ')
  return { en: both('en'), fr: both('fr') }
}

/** Where the records of a system stand: nothing is said of a bin that has ended. */
function stageOf(row: RemovedThere, until: Date | null, now: Date): 'bin' | 'binOver' | 'erased' {
  if (row.inBin > 0 && (until === null || until > now)) return 'bin'
  return row.inBin + row.backBefore > 0 || row.afterBinAt !== null ? 'binOver' : 'erased'
}
