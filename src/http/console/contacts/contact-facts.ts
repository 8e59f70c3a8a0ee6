import { isUuid } from '../../../store/app/database.ts'
import type { Pool } from 'pg'
import type { App } from '../../../operations/app/app.ts'
import { HttpProblem } from '../../app/problem.ts'
import { actsOfContact, propagationActs } from '../../../store/evidence/audit-view.ts'
import { connectionLabels } from '../../../store/connections/connections-view.ts'
import {
  contactDecision,
  contactRecords,
  contactSources,
  findContact,
  stoppedChannels,
  stoppedKinds,
  verdictJournal,
} from '../../../store/contacts/contact-view.ts'
import { knownThere, objectionsOfContact, propagationsOf } from '../../../store/objections/objections-view.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { legalHoldsOf } from '../../../store/removals/legal-holds.ts'
import { activeHolds } from '../../../store/objections/holds.ts'
import { noticeDisputed } from '../../../domain/forms/form-dispute.ts'
import { formDisputes } from '../../../store/forms/form-disputes.ts'
import { binFacts } from '../../../operations/removals/batches/bin-facts.ts'
import { plansOfContact } from '../../../store/removals/people-view.ts'
import { splitsOf } from '../../../store/contacts/split-records.ts'
import { consentsOfContact } from '../../../store/consents/consents-view.ts'
import { fieldConsentsOf } from '../../../store/consents/field-consents.ts'
import { answersAbout } from '../../../store/brokers/feeds/vendor-answers.ts'
import { openRequestsOf } from '../../../store/contacts/open-requests.ts'
import { openWorkOfContact } from '../../../store/removals/dependencies.ts'
import { withdrawnSourcesOf } from '../../../store/sources/withdrawn-sources.ts'
import { removalsBefore } from '../../../store/removals/removal-memory.ts'

export type ContactFacts = Awaited<ReturnType<typeof loadContact>>
const actsShown = 100

/** Everything known about one contact. A contact that was folded into another leads there. */
export async function loadContact(app: App, asked: string) {
  const found = isUuid(asked) ? await findContact(app.pool, asked) : null
  const contact = found?.mergedInto == null ? found : await findContact(app.pool, found.mergedInto)
  if (contact === null) throw new HttpProblem(404, 'not-found')
  const { id } = contact
  const [records, decision, sources, withdrawnSources, stopped, kinds, holds, journal, objections, consents] =
    await Promise.all([
      contactRecords(app.pool, id),
      contactDecision(app.pool, id),
      sourcesOf(app.pool, id),
      withdrawnSourcesOf(app.pool, id),
      stoppedChannels(app.pool, id),
      stoppedKinds(app.pool, id),
      activeHolds(app.pool, [id]),
      verdictJournal(app.pool, id),
      objectionsOfContact(app.pool, id),
      consentsOfContact(app.pool, id),
    ])
  return {
    contact,
    records,
    decision,
    sources,
    withdrawnSources,
    vendorAnswers: await answersAbout(app.pool, id),
    stopped,
    kinds,
    holds,
    journal,
    objections,
    consents,
    inFields: await fieldConsentsOf(app.pool, [id]),
    ...(await waysOf(app.pool, objections)),
    ...(await historyOf(app, id)),
  }
}

/** What was done, what keeps them, and what becomes of them. */
async function historyOf(app: App, id: string) {
  const [acts, proofs, labels, kept, removals, plans, openWork, splits, requests] = await Promise.all([
    actsOfContact(app.pool, id, actsShown),
    propagationActs(app.pool, id),
    connectionLabels(app.pool),
    legalHoldsOf(app.pool, id, dayOf(app.clock.now())),
    removalsBefore(app.pool, [id]),
    plansOfContact(app.pool, id),
    openWorkOfContact(app.pool, id),
    splitsOf(app.pool, id),
    openRequestsOf(app.pool, id),
  ])
  const connectionIds = plans.flatMap((plan) => plan.records.map(({ connectionId }) => connectionId))
  return {
    acts,
    proofs,
    labels,
    kept,
    removed: removals.get(id) ?? null,
    plans,
    openWork,
    requests,
    isSplit: splits.length > 0,
    bins: await binFacts(app, [...new Set(connectionIds)]),
  }
}

/** The sources, each with what its form is disputed for. */
async function sourcesOf(pool: Pool, contactId: string) {
  const [sources, disputes] = await Promise.all([contactSources(pool, contactId), formDisputes(pool)])
  return sources.map((source) => ({
    ...source,
    dispute:
      source.by === null && source.obtainedOn !== null
        ? noticeDisputed(disputes, { kind: source.kind, name: source.name, obtainedOn: source.obtainedOn })
        : null,
  }))
}

/** The way of each opt-out to each system, and what the base knows of the person there. */
async function waysOf(pool: Pool, objections: readonly { id: string }[]) {
  const propagations =
    objections.length === 0
      ? []
      : await propagationsOf(
          pool,
          objections.map((objection) => objection.id),
        )
  const known = await knownThere(
    pool,
    propagations.map((row) => row.id),
  )
  return { propagations, known }
}
