import type { Pool } from 'pg'
import { maskEmail } from '../../domain/contacts/identity.ts'
import { addMonths, dayOf } from '../../domain/app/day.ts'
import { previewAsks } from '../../operations/removals/repermission/ask-repermission.ts'
import type { App } from '../../operations/app/app.ts'
import { approveRemoval, refuseRemoval, RemovalRefused } from '../../operations/removals/approve-removal.ts'
import { CertificateRefused, issueCertificate } from '../../operations/removals/issue-certificate.ts'
import { relatedFates } from '../../operations/removals/related-fates.ts'
import { removedPeople, type RemovedPeople } from '../../store/removals/bin-ends.ts'
import { findPlan, listPlans, type RemovalPlan } from '../../store/removals/removals.ts'
import { askResults } from '../../store/removals/repermission-view.ts'
import { samplePlan } from '../../store/removals/removals-view.ts'
import type { User } from '../../store/accounts/users.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { whoDecides } from '../accounts/who-decides.ts'
import { digestToApprove } from './purge-approve.ts'
import { endKeepOutHere, keepOutHere, restoreHere, sayPeople } from './purge-people.ts'
import { decideHere, sayRefused } from './purge-refused.ts'
import { fateLine } from './fate-line.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'
import { advancePlanHere } from '../app/work-here.ts'

const steps: readonly string[] = ['show', 'people', 'approve', 'refuse', 'restore', 'refused', 'certificate']

export const purgeCommand: Command = {
  summary: 'lists, shows, approves, refuses, restores or certifies removal plans, and decides on refused deletions',
  help: 'lawbase purge list\nlawbase purge ask\nlawbase purge show RP-2026-01\nlawbase purge approve RP-2026-01 --as dpo@example.test --digest 3fb2c1d09a77\nlawbase purge refuse RP-2026-01 --as dpo@example.test --reason "wait for the fair"\nlawbase purge people RP-2026-01\nlawbase purge restore RP-2026-01 --as dpo@example.test --reason "a customer again" [--contact <id> ...] [--until 2027-03-01]\nlawbase purge keep-out --as dpo@example.test --contact <id> [...] --reason "signs in January" --until 2027-03-01\nlawbase purge end-keep-out <id> --as dpo@example.test\nlawbase purge refused RP-2026-01\nlawbase purge refused RP-2026-01 --as dpo@example.test --decision anonymise --contact <id> --reason "the case must stay"\nlawbase purge certificate RP-2026-01 --as dpo@example.test [--email anne.roy@acme.example.test] > certificate.json\n\nWhat is approved is the list that was read: `show` gives its digest and draws some of its people, the same for everyone; `approve` asks for that digest, or at a terminal the number of people after it showed the plan. The author of a plan cannot approve it, and a large one needs two different people, each with the digest. After the approval everyone in it is held for the restore window; nothing is deleted before its end. `people` says of everyone where they stand in each system, and what could be brought back; `restore` brings back those you name with --contact, else everyone on hold, from the hold or from a recycle bin: it is done when every system was read and shows them; with --until no run plans them again before that day. `keep-out` keeps people out of every plan until a day: a plan that waits gets a shorter list, and an approval already given no longer counts. `refused` says whom a system refused to delete and why; with --decision `again` the next run plans those you name anew, with `anonymise` a plan that someone else must approve empties their records. A certificate is signed; with --email it also proves that this address was among those removed (lawbase verify). `ask` shows who would get the re-permission question, and why the others would not; it sends nothing.',
  words: 2,
  options: {
    as: { type: 'string' },
    digest: { type: 'string' },
    reason: { type: 'string' },
    until: { type: 'string' },
    contact: { type: 'string', multiple: true },
    decision: { type: 'string' },
    email: { type: 'string' },
  },
  run: (input) =>
    withApp(input, async ({ app }) => {
      const [what = 'list', key] = input.positionals
      if (what === 'list') await sayPlans(app.pool, input)
      else if (what === 'ask') await sayAsks(app, input)
      else if (what === 'keep-out') await keepOutHere(app, input, await whoDecides(app.pool, input))
      else if (what === 'end-keep-out') await endKeepOutHere(app, input, await whoDecides(app.pool, input), key)
      else await ofOne(app, input, what, key)
      return exitCodes.done
    }),
}

async function sayPlans(pool: Pool, input: CommandInput): Promise<void> {
  const plans = await listPlans(pool, 20)
  const told = await Promise.all(plans.map(async (plan) => ({ plan, went: await wentOf(pool, plan) })))
  const words = told.length === 0 ? 'No removal plan.' : told.map(({ plan, went }) => line(plan, went)).join('\n')
  answer(input, { ok: true, plans: told.map(({ plan, went }) => summaryOf(plan, went)) }, words)
}

/** Who would be asked whether they still want to hear from us, and what came of it in a year. */
async function sayAsks(app: App, input: CommandInput): Promise<void> {
  const { people, notThere, nextOn, notAsked } = await previewAsks(app)
  const results = await askResults(app.pool, new Date(`${addMonths(app.clock.now(), -12)}T00:00:00Z`))
  answer(
    input,
    { ok: true, people, notThere, nextOn, notAsked: Object.fromEntries(notAsked), results },
    [
      `To be asked today: ${people}${nextOn === null ? '' : `, the next on ${nextOn}`}`,
      ...[...notAsked].map(([reason, count]) => `  not asked, ${reason}: ${count}`),
      `In twelve months: ${results.asked} asked, ${results.yes} yes, ${results.no} no, ${results.unanswered} without an answer, ${results.unclear} unclear`,
    ].join('\n'),
  )
}

/** A step of one plan that is named by its number. */
async function ofOne(app: App, input: CommandInput, what: string, key: string | undefined): Promise<void> {
  if (!steps.includes(what))
    throw new CommandFailed(
      `Say list, ask, keep-out, end-keep-out, ${steps.slice(0, -1).join(', ')} or ${steps.at(-1)}.`,
    )
  if (key === undefined) throw new CommandFailed(`Name the plan: lawbase purge ${what} RP-2026-01`)
  const plan = await findPlan(app.pool, key)
  if (plan === null) throw new CommandFailed(`There is no plan ${key}: lawbase purge list shows them.`)
  if (what === 'show') {
    const { data, words } = await shown(app, plan)
    return answer(input, { ok: true, ...data }, words)
  }
  if (what === 'people') return sayPeople(app, input, plan)
  if (what === 'refused' && input.values['decision'] === undefined) return sayRefused(app, input, plan)
  const user = await whoDecides(app.pool, input)
  if (what === 'refused') return decideHere(app, input, plan, user)
  if (what === 'certificate') return certify(app, input, key, user)
  if (what === 'approve') await approve(app, input, key, plan, user)
  else if (what === 'refuse') await refuse(app, input, key, user)
  else return restoreHere(app, input, plan, user)
  const after = await findPlan(app.pool, key)
  if (after !== null) await answerWith(app.pool, input, after)
}

async function answerWith(pool: Pool, input: CommandInput, plan: RemovalPlan): Promise<void> {
  const went = await wentOf(pool, plan)
  answer(input, { ok: true, ...summaryOf(plan, went) }, line(plan, went))
}

/** Of those a plan deleted: who is not gone. */
type Went = Pick<RemovedPeople, 'anonymised' | 'back'>
const wentOf = async (pool: Pool, plan: RemovalPlan): Promise<Went> =>
  plan.binned === 0 ? { anonymised: 0, back: 0 } : removedPeople(pool, plan.id)

async function certify(app: App, input: CommandInput, key: string, user: User): Promise<void> {
  const { certificate, file } = await issueCertificate(app, key, user.email, text(input.values['email'])).catch(
    (error: unknown) => {
      throw error instanceof CertificateRefused
        ? new CommandFailed(error.code === 'not-in-it' ? `--email: ${error.message}` : error.message)
        : error
    },
  )
  answer(input, { ok: true, certificate, file }, file.trimEnd())
}

async function approve(app: App, input: CommandInput, key: string, plan: RemovalPlan, user: User): Promise<void> {
  const digest = await digestToApprove(input, plan, (await shown(app, plan)).words)
  const planId = await approveRemoval(app, key, user, digest).catch(asSentence)
  await advancePlanHere(app, planId, AbortSignal.timeout(300_000))
}

async function refuse(app: App, input: CommandInput, key: string, user: User): Promise<void> {
  const reason = text(input.values['reason'])
  if (reason === null) throw new CommandFailed('--reason: say why, it is kept with the plan.')
  await refuseRemoval(app, key, user, reason).catch(asSentence)
}

/** Why the plan cannot be approved or refused, as the end of the command. */
function asSentence(error: unknown): never {
  throw error instanceof RemovalRefused ? new CommandFailed(error.message) : error
}

/** People drawn from the list, the same for whoever reads it. */
const sampleSize = 6

/**
 * All that an approver reads of a plan: counts, guards, its related records, some of them with the address masked,
 * and the digest of the list.
 */
async function shown(app: App, plan: RemovalPlan) {
  const [{ of }, people, went] = await Promise.all([
    relatedFates(app, plan.id),
    samplePlan(app.pool, plan.id, plan.digest, sampleSize),
    wentOf(app.pool, plan),
  ])
  const related = [...of].flatMap(([connectionId, fates]) => fates.map((fate) => ({ connectionId, ...fate })))
  const sample = people.map(({ contactId, email, lastActAt, lastActKind, relationEndedOn, termOn, sinceOn }) => ({
    contactId,
    email: email === null ? null : maskEmail(email),
    lastActAt,
    lastActKind,
    relationEndedOn,
    termOn,
    sinceOn,
  }))
  const words = [
    line(plan, went),
    ...plan.guards.map((guard) => `  kept, ${guard.name}: ${guard.count}`),
    ...related.map((fate) => `  related: ${fateLine(fate)}`),
    ...sample.map(
      (one) =>
        `  one of them: ${one.email ?? one.contactId}, last activity ${one.lastActAt === null ? 'none' : `${one.lastActKind ?? 'activity'} ${dayOf(one.lastActAt)}`}${one.relationEndedOn === null ? '' : `, customer until ${one.relationEndedOn}`}, ${whyGoes(plan.kind, one)}`,
    ),
    `  digest of the list: ${plan.digest}`,
  ].join('\n')
  return { data: { ...summaryOf(plan, went), related, sample }, words }
}

/** Only a plan of the inactive goes by a term. */
function whyGoes(kind: RemovalPlan['kind'], { termOn, sinceOn }: { termOn: string; sinceOn: string | null }): string {
  if (kind === 'no-source') return `no source found, known since ${sinceOn ?? 'an unknown day'}`
  if (kind === 'objected') return `opted out of everything, last on ${sinceOn ?? 'an unknown day'}`
  return `keep until ${termOn}`
}

function summaryOf(plan: RemovalPlan, { anonymised, back }: Went) {
  const {
    number,
    kind,
    state,
    author,
    baseCount,
    candidateCount,
    guards,
    planned,
    held,
    binned,
    takenOut,
    refusedItems,
    heldUntil,
    digest,
  } = plan
  return {
    number,
    kind,
    state,
    author,
    baseCount,
    candidateCount,
    guards,
    planned,
    held,
    binned,
    anonymised,
    back,
    takenOut,
    refused: refusedItems,
    heldUntil,
    digest,
  }
}

/** What a plan waits for, or what came of it. */
function standing(plan: RemovalPlan, { anonymised, back }: Went): string {
  const { state, approvals, firstApprovedBy, stoppedReason, held, heldUntil, binned, takenOut, refusedItems } = plan
  if (state === 'planned') return `, ${firstApprovedBy === null ? 0 : 1} of ${approvals} approvals`
  if (state === 'stopped') return `, stopped: ${stoppedReason ?? ''}`
  if (state === 'held' && heldUntil !== null)
    return `, ${held} held until ${heldUntil.toISOString().slice(0, 10)}, ${takenOut} taken out in time`
  if (!['binning', 'done'].includes(state)) return ''
  const apart = `${anonymised === 0 ? '' : `, ${anonymised} anonymised`}${back === 0 ? '' : `, ${back} there again`}`
  return `, ${binned - anonymised - back} removed${apart}, ${takenOut} taken out in time, ${refusedItems} refused`
}

function line(plan: RemovalPlan, went: Went): string {
  return `${plan.number} ${plan.state}: ${plan.planned} of ${plan.candidateCount} ${{ silent: 'inactive contacts', 'no-source': 'contacts without a source', objected: 'contacts who opted out', erasure: 'people who asked to be erased' }[plan.kind]} (base ${plan.baseCount})${standing(plan, went)}`
}
