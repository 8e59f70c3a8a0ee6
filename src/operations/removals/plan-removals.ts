import { randomUUID } from 'node:crypto'
import { addMonths, dayOf } from '../../domain/app/day.ts'
import { unconfirmedAfterMs } from '../../domain/propagation/states.ts'
import { listDigest } from '../../domain/removals/list-digest.ts'
import { objectedWaitDays, plannedKinds, type PlannedKind } from '../../domain/removals/removal-kinds.ts'
import { longestTerm } from '../../domain/removals/retention-rules.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { sourceSearchDays } from '../../domain/sources/tables/source-kinds.ts'
import { explainValues, type ExplainedValue, type RelationRules } from '../../domain/connections/relation-values.ts'
import { dependencyKinds, keptByWork } from '../../domain/removals/dependencies.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { inLongRead, inTransaction, readLong, type Sql } from '../../store/app/database.ts'
import { countLiveContacts } from '../../store/decisions/decisions.ts'
import { insertPlan, recentSizes, supersedePlans, type RemovalPlan } from '../../store/removals/removals.ts'
import { guardNames, guardsNotAsked, type GuardName } from '../../domain/removals/guards.ts'
import { hasCandidates, loadCandidates, type Candidate, type CandidatesAsOf } from '../../store/removals/candidates.ts'
import { lookAlikesOf } from '../../store/removals/possible-duplicate.ts'
import { saveKept, type KeptPerson } from '../../store/removals/dependencies.ts'
import { judgeEncounters } from '../../store/inactivity/encounters.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { relationRules } from '../../store/contacts/relation-values.ts'
import { decideContacts } from '../decisions/decide-contacts.ts'
import { judgeRelations } from '../settings/judge-relations.ts'
import { isBlind } from '../decisions/blind-clock.ts'
import { lookAtAll } from '../decisions/look-at-sight.ts'
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
  await lookAtAll(app, planning.signal ?? new AbortController().signal)
  for (const kind of plannedKinds) {
    const work = await readWork(app, kind, planning)
    // A plan from before is nobody's by now.
    if (work === null) await inTransaction(app.pool, (sql) => supersedePlans(sql, kind, app.clock.now()))
    else people += await planKind(app, kind, { runId, author, work })
  }
  return people
}

/**
 * What is open with whoever no other guard protects; null = nobody is due. What the values of their records mean is
 * judged anew before, in case a page came in beside a change of the settings.
 */
async function readWork(app: App, kind: PlannedKind, { signal, onPage }: Planning): Promise<Work | null> {
  const { settings } = await loadSettings(app.pool)
  await decideContacts(app, await judgeRelations(app.pool, settings, app.clock.now()), settings)
  await decideContacts(app, await judgeEncounters(app.pool, settings), settings)
  const { candidates, items } = await inLongRead(app.pool, (sql) => siftNow(app, sql, kind, { settings, work: null }))
  if (candidates.length === 0) return null
  const contactIds = items.map(({ contactId }) => contactId)
  const { activeSince } = lookingFrom(settings, app.clock.now())
  return readDependencies(
    app,
    // What is open with who looks like them keeps them, too.
    [...contactIds, ...(await lookAlikesOf(app.pool, contactIds, activeSince))],
    {
      settings,
      signal: signal ?? new AbortController().signal,
      unreachable: 'unknown',
      without: dependencyKinds.filter((name) => guardsNotAsked[kind].includes(name)),
      ...(onPage === undefined ? {} : { onPage }),
    },
  )
}

type Work = Awaited<ReturnType<typeof readDependencies>>

/** From when the guards of a plan look, made at an instant by the settings. */
export function lookingFrom(settings: Settings, at: Date): Omit<CandidatesAsOf, 'blind'> {
  const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000)
  return {
    today: dayOf(at),
    activeSince: addMonths(at, -longestTerm(settings)),
    searchedBefore: daysAgo(sourceSearchDays),
    objectedBefore: daysAgo(objectedWaitDays),
    unconfirmedSince: new Date(at.getTime() - unconfirmedAfterMs),
    assumedStarts: settings.assumedStarts,
  }
}

/** Candidates as they stand now, and what keeps whom. */
async function siftNow(
  app: App,
  sql: Sql,
  kind: PlannedKind,
  { settings, work }: { settings: Settings; work: Work | null },
): Promise<Sifted & { candidates: readonly Candidate[] }> {
  const now = app.clock.now()
  const connections = await listConnections(sql)
  const asOf = { ...lookingFrom(settings, now), blind: await isBlind(app, sql, settings, connections, now) }
  const candidates = (await hasCandidates(sql, kind, asOf)) ? await loadCandidates(sql, kind, asOf) : []
  return {
    candidates,
    ...sift(candidates, {
      kind,
      work,
      rules: new Map(
        connections.map(({ id, connector, relationFields }) => [
          id,
          relationRules(settings, connector, relationFields),
        ]),
      ),
    }),
  }
}

async function planKind(
  app: App,
  kind: PlannedKind,
  { runId, author, work }: { runId: string | null; author: string; work: Work },
): Promise<number> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    await readLong(sql)
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

/** What the guards look at. */
interface GuardRules {
  kind: PlannedKind
  /** What is open with people; null = not read yet, so that it keeps nobody. */
  work: Work | null
  /** What the values of each Connection are judged by. */
  rules: ReadonlyMap<string, RelationRules>
}

interface Sifted {
  items: Candidate[]
  kept: KeptPerson[]
  guards: RemovalPlan['guards']
}

/** Candidates that no guard protects, those whom one does, and how many each guard protects. */
function sift(candidates: readonly Candidate[], rules: GuardRules): Sifted {
  const names = guardNames.filter((name) => !guardsNotAsked[rules.kind].includes(name))
  const judged = candidates.map((candidate) => ({
    candidate,
    guard: candidate.guard ?? guardOfWork(candidate, rules.work),
  }))
  const counts = Map.groupBy(judged, ({ guard }) => guard)
  return {
    items: (counts.get(null) ?? []).map(({ candidate }) => candidate),
    kept: judged.flatMap(({ candidate, guard }) => {
      if (guard === null) return []
      const { contactId } = candidate
      return [{ contactId, guard, what: whatKeeps(candidate, guard, rules) }]
    }),
    guards: names.map((name) => ({ name, count: counts.get(name)?.length ?? 0 })),
  }
}

/** What the page of the plan says of somebody whom a guard protects. */
function whatKeeps({ contactId, shown }: Candidate, guard: GuardName, { work, rules }: GuardRules): KeptPerson['what'] {
  const { found = [], unread = [] } = work?.get(contactId) ?? {}
  if (guard !== 'customer' && guard !== 'unjudged') return guard === 'unknown' ? unread : found
  return (shown ?? []).flatMap(({ connectionId, values }) => {
    const by = rules.get(connectionId)
    if (values === null || by === undefined) return [{ connectionId, ...notRead }]
    return explainValues(by, values)
      .filter(({ means }) => means === null || means === (guard === 'customer' ? 'customer' : null))
      .map((value) => ({ connectionId, ...value }))
  })
}

/** Stands for what was not read since an earlier version. */
const notRead: ExplainedValue = { field: '', fieldLabel: '', value: null, label: '', means: null, by: null }

/** A record that came since the reading was not read, so nothing is known of it. */
function guardOfWork({ contactId, recordIds }: Candidate, read: Work | null): GuardName | null {
  if (read === null) return null
  const theirs = read.get(contactId)
  const kept = theirs === undefined ? null : keptByWork(theirs)
  if (kept !== null) return kept
  return recordIds.every((id) => theirs?.recordIds.includes(id) === true) ? null : 'unknown'
}
