import { randomUUID } from 'node:crypto'
import { addMonths, dayOf } from '../../domain/app/day.ts'
import { unconfirmedAfterMs } from '../../domain/propagation/states.ts'
import { listDigest } from '../../domain/removals/list-digest.ts'
import { objectedWaitDays, plannedKinds, type PlannedKind } from '../../domain/removals/removal-kinds.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { sourceSearchDays } from '../../domain/sources/tables/source-kinds.ts'
import { keptByWork } from '../../domain/removals/dependencies.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { countLiveContacts } from '../../store/decisions/decisions.ts'
import {
  guardNames,
  insertPlan,
  recentSizes,
  supersedePlans,
  type GuardName,
  type RemovalPlan,
} from '../../store/removals/removals.ts'
import { loadCandidates, type Candidate } from '../../store/removals/candidates.ts'
import { saveKept, type KeptPerson } from '../../store/removals/dependencies.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { isBlind } from '../decisions/blind-clock.ts'
import { readDependencies } from './read-dependencies.ts'

const approvalDays = 7

/** Until when a plan made now can be approved. */
export const expiryOf = (now: Date): Date => new Date(now.getTime() + approvalDays * 86_400_000)

/** How the one who plans is called off, and how they say that they are still at it. */
interface Planning {
  signal?: AbortSignal
  onPage?: () => Promise<void>
}

/**
 * Plans removals (docs/reference/promises.md#removal-1, #removal-2), one plan per kind: contacts past their term,
 * contacts whose source nobody found within thirty days (docs/reference/law.md#c13), and contacts who said no to
 * everything thirty days ago (art. 17(1)(c)), less those that a guard protects. What is open with those who are left is
 * read from the systems first. Each plan waits for an approval. Gives how many people are in them.
 */
export async function planRemovals(
  app: App,
  runId: string | null,
  author: string,
  planning: Planning = {},
): Promise<number> {
  let people = 0
  for (const kind of plannedKinds) {
    const work = await readWork(app, kind, planning)
    people += await planKind(app, kind, { runId, author, work })
  }
  return people
}

/** What is open with whoever no other guard protects. */
async function readWork(app: App, kind: PlannedKind, { signal, onPage }: Planning): Promise<Work> {
  const { settings } = await loadSettings(app.pool)
  const { items } = await siftNow(app, app.pool, kind, { settings, work: null })
  return readDependencies(
    app,
    items.map(({ contactId }) => contactId),
    {
      settings,
      signal: signal ?? new AbortController().signal,
      unreachable: 'unknown',
      ...(onPage === undefined ? {} : { onPage }),
    },
  )
}

type Work = Awaited<ReturnType<typeof readDependencies>>

/** Candidates as they stand now, and what keeps whom. */
async function siftNow(
  app: App,
  sql: Sql,
  kind: PlannedKind,
  { settings, work }: { settings: Settings; work: Work | null },
): Promise<Sifted & { candidates: readonly Candidate[] }> {
  const now = app.clock.now()
  const blind = await isBlind(app, sql, settings, await listConnections(sql), now)
  const activeSince = addMonths(now, -settings.inactivityMonths)
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const candidates = await loadCandidates(sql, kind, {
    today: dayOf(now),
    activeSince,
    searchedBefore: daysAgo(sourceSearchDays),
    objectedBefore: daysAgo(objectedWaitDays),
    unconfirmedSince: new Date(now.getTime() - unconfirmedAfterMs),
  })
  return {
    candidates,
    ...sift(candidates, { kind, blind, assumedStarts: settings.assumedStarts, activeSince, work }),
  }
}

async function planKind(
  app: App,
  kind: PlannedKind,
  { runId, author, work }: { runId: string | null; author: string; work: Work },
): Promise<number> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const { settings, version } = await loadSettings(sql)
    const { candidates, items, kept, guards } = await siftNow(app, sql, kind, { settings, work })
    if (candidates.length === 0) return 0
    const baseCount = await countLiveContacts(sql)
    const stopped = stopOf(
      items.length,
      baseCount,
      settings,
      await recentSizes(sql, kind, new Date(now.getTime() - usualDays * 86_400_000), usualPlans),
    )
    const id = randomUUID()
    await supersedePlans(sql, kind, now)
    const number = await insertPlan(
      sql,
      {
        id,
        kind,
        state: stopped === null ? 'planned' : 'stopped',
        author,
        runId,
        baseCount,
        candidateCount: candidates.length,
        guards,
        digest: listDigest(items),
        expiresAt: expiryOf(now),
        items,
        stoppedReason: stopped,
        approvals: items.length > settings.secondApprovalAbove ? 2 : 1,
        settingsVersion: version,
      },
      now,
    )
    await saveKept(sql, id, kept)
    await insertAudit(
      sql,
      [
        {
          actId: `plan:${id}`,
          act: 'plan',
          actor: author,
          details: { number, kind, people: items.length, candidates: candidates.length, stopped },
        },
      ],
      now,
    )
    return stopped === null ? items.length : 0
  })
}

/** Plans of the last two months show what is usual, once there are three. */
const [usualDays, usualPlans, minPlans] = [60, 5, 3]
/** A plan this many times as large as usual is looked at first; a small one never is. */
const [jumpTimes, jumpPeople] = [3, 50]

/**
 * What stops a whole plan: too large a share of the base, more people than ever allowed, or a sudden jump against the
 * usual.
 */
export function stopOf(
  people: number,
  baseCount: number,
  settings: Pick<Settings, 'maxRemovalShare' | 'maxRemovalPeople'>,
  sizes: readonly number[],
): RemovalPlan['stoppedReason'] {
  if (people > baseCount * settings.maxRemovalShare) return 'share'
  if (people > settings.maxRemovalPeople) return 'cap'
  const usual = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0
  return sizes.length >= minPlans && people > jumpPeople && people > usual * jumpTimes ? 'jump' : null
}

/**
 * Guards that say nothing for a kind of plan: an objection asks for no term, and who said it is what the plan is about.
 */
const notAsked: Readonly<Record<PlannedKind, readonly GuardName[]>> = {
  silent: ['active'],
  'no-source': ['assumed'],
  objected: ['active', 'assumed', 'objection'],
}

/** What the guards look at. */
interface GuardRules {
  kind: PlannedKind
  blind: boolean
  assumedStarts: boolean
  activeSince: string
  /** What is open with people; null = not read yet, so that it keeps nobody. */
  work: Work | null
}

interface Sifted {
  items: Candidate[]
  kept: KeptPerson[]
  guards: RemovalPlan['guards']
}

/** Candidates that no guard protects, those whom one does, and how many each guard protects. */
function sift(candidates: readonly Candidate[], rules: GuardRules): Sifted {
  const names = guardNames.filter((name) => !notAsked[rules.kind].includes(name))
  const judged = candidates.map((candidate) => ({ candidate, guard: guardOf(candidate, rules) }))
  const counts = Map.groupBy(judged, ({ guard }) => guard)
  return {
    items: (counts.get(null) ?? []).map(({ candidate }) => candidate),
    kept: judged.flatMap(({ candidate: { contactId }, guard }) => {
      if (guard === null) return []
      const { found = [], unread = [] } = rules.work?.get(contactId) ?? {}
      return [{ contactId, guard, what: guard === 'unknown' ? unread : found }]
    }),
    guards: names.map((name) => ({ name, count: counts.get(name)?.length ?? 0 })),
  }
}

/**
 * The first guard that protects the candidate, in the order of `guardNames`; null = none. Nobody with a counted act
 * within the term goes for want of a source; a start that is only assumed says nothing there.
 */
function guardOf(candidate: Candidate, rules: GuardRules): GuardName | null {
  if (candidate.kept) return 'legal-hold'
  if (candidate.pending) return 'pending'
  // A deal is asked for afresh: one that is closed since does not change the record.
  if (candidate.relation === 'customer') return 'customer'
  if (candidate.objectionOpen && rules.kind !== 'objected') return 'objection'
  if (rules.blind) return 'blind'
  return guardOfClock(candidate, rules) ?? guardOfPerson(candidate, rules.work)
}

function guardOfClock(
  { lastActAt, startedAssumed }: Candidate,
  { kind, activeSince, assumedStarts }: GuardRules,
): GuardName | null {
  if (kind === 'no-source' && lastActAt !== null && dayOf(lastActAt) > activeSince) return 'active'
  return kind === 'silent' && startedAssumed && !assumedStarts ? 'assumed' : null
}

function guardOfPerson(candidate: Candidate, work: Work | null): GuardName | null {
  if (candidate.maybe) return 'maybe'
  if (!candidate.removable) return 'not-granted'
  if (candidate.refused) return 'refused'
  return work === null ? null : guardOfWork(candidate, work)
}

/** A record that came since the reading was not read, so nothing is known of it. */
function guardOfWork({ contactId, recordIds }: Candidate, read: Work): GuardName | null {
  const theirs = read.get(contactId)
  const kept = theirs === undefined ? null : keptByWork(theirs)
  if (kept !== null) return kept
  return recordIds.every((id) => theirs?.recordIds.includes(id) === true) ? null : 'unknown'
}
