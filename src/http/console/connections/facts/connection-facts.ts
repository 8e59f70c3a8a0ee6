import type { Pool } from 'pg'
import { inLongRead, isUuid } from '../../../../store/app/database.ts'
import { pendingLifts } from '../../../../store/objections/lifts.ts'
import type { Capabilities, Connector } from '../../../../connector/contract.ts'
import type { VanishedDay } from '../../../../domain/connections/other-purge.ts'
import { dayOf } from '../../../../domain/app/day.ts'
import { connectorOf, openConnection } from '../../../../operations/connections/open-connection.ts'
import { vanished } from '../../../../operations/removals/watch-purges.ts'
import { hookOfConnection } from '../../../../store/connections/connection-hooks.ts'
import { findConnection, type Connection } from '../../../../store/connections/connections.ts'
import { stepsOf, type HygieneStep } from '../../../../store/runs/runs.ts'
import { peopleNotApplied } from '../../../../store/objections/not-applied.ts'
import { findListener, type ListenerState } from '../../../../store/connections/listeners.ts'
import { connectionRows, runningPull, type ConnectionRow } from '../../../../store/connections/connections-view.ts'
import {
  countTags,
  diagnose,
  plannedHere,
  sampleBlocks,
  sampleTags,
  sampleWithoutSource,
  sentCounts,
  type Diagnosis,
} from '../../../../store/connections/diagnosis-view.ts'
import { foundValues, type FoundValue } from '../../../../store/contacts/relation-values.ts'
import type { LostPart } from '../../../../domain/inactivity/sight.ts'
import { lostOf } from '../../../../operations/decisions/blind-clock.ts'
import { sightOf, type SightRow } from '../../../../store/inactivity/sight.ts'
import { openWorkOfConnection } from '../../../../store/removals/dependencies.ts'
import { loadFeed, type FeedFacts } from './feed-facts.ts'
import { mailboxSettings, type MailboxSettings } from '../../../../store/mailbox/mailbox-settings.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { keptFigure } from '../../app/kept-figure.ts'
import type { View } from '../../app/view.ts'

const sampleSize = 5

/** Everything the page of one Connection shows. */
export interface ConnectionFacts {
  connection: Connection
  connector: Connector
  row: ConnectionRow | null
  can: Capabilities | null
  diagnosis: Diagnosis
  /** People with an opt-out that is not applied (docs/glossary.md): here, and in some connected system. */
  notApplied: { here: number; anywhere: number }
  blocks: Awaited<ReturnType<typeof sampleBlocks>>
  tags: { rows: Awaited<ReturnType<typeof sampleTags>>; total: number }
  sourceless: Awaited<ReturnType<typeof sampleWithoutSource>>
  planned: number
  sent: Awaited<ReturnType<typeof sentCounts>>
  listener: ListenerState | null
  running: { runId: string; steps: readonly HygieneStep[] } | null
  /** Where this system may send us messages; null = it cannot. */
  hookUrl: string | null
  /** Records that somebody else deleted there, by day, the latest first. */
  lost: readonly VanishedDay[]
  /** What was read last of what is open with its people. */
  openWork: Awaited<ReturnType<typeof openWorkOfConnection>>
  /** What the clock and the guards read there, and what of it is not seen. */
  sight: readonly SightRow[]
  unseen: readonly LostPart[]
  /** People whose lifted block this system still shows. */
  pendingLifts: number
  /** How its opt-outs come; null = it is no vendor that only tells of those. */
  feed: FeedFacts | null
  /** Who else writes to it; null = it is no mailbox. */
  mailbox: MailboxSettings | null
  /** What its fields say of who is a customer. */
  found: readonly FoundValue[]
}

export async function loadConnection(view: View, id: string): Promise<ConnectionFacts> {
  const { app, now } = view
  const connection = isUuid(id) ? await findConnection(app.pool, id) : null
  if (connection === null) throw new HttpProblem(404, 'not-found')
  const [
    rows,
    diagnosis,
    blocks,
    tags,
    planned,
    sent,
    running,
    lifts,
    can,
    listener,
    sourceless,
    lost,
    removals,
    notApplied,
    found,
  ] = await Promise.all([
    connectionRows(app.pool),
    keptFigure(view, 'diagnosis', [id, dayOf(now)], () => inLongRead(app.pool, (sql) => diagnose(sql, id, dayOf(now)))),
    sampleBlocks(app.pool, id, sampleSize),
    tagsAt(view, id),
    plannedHere(app.pool, id),
    sentCounts(app.pool, id),
    readingAt(view, id),
    pendingLifts(app.pool),
    connection.credentials === null ? null : openConnection(app, id, 'read').then(({ system }) => system.can),
    findListener(app.pool, id),
    sampleWithoutSource(app.pool, id, sampleSize),
    vanished(app.pool, now, id),
    beforeRemovals(app.pool, id),
    notAppliedAt(view, id),
    keptFigure(view, 'found values', id, () => foundValues(app.pool, id)),
  ])
  return {
    connection,
    connector: connectorOf(app, connection),
    row: rows.find((row) => row.id === id) ?? null,
    can,
    diagnosis,
    notApplied,
    blocks,
    tags,
    sourceless,
    planned,
    sent,
    listener,
    ...removals,
    lost: lost[0]?.days ?? [],
    ...(await heardFrom(view, connection)),
    pendingLifts: lifts.find((row) => row.connectionId === id)?.people ?? 0,
    running,
    found,
  }
}

/** Where it may send us messages, how its own opt-outs come, and who writes to it. */
async function heardFrom(
  { app }: View,
  connection: Connection,
): Promise<Pick<ConnectionFacts, 'hookUrl' | 'feed' | 'mailbox'>> {
  const { id, connector, state } = connection
  const hook = await hookOfConnection(app.pool, id)
  const { kind } = connectorOf(app, connection)
  return {
    hookUrl:
      hook === null || app.publicUrl === null || state === 'disconnected'
        ? null
        : `${app.publicUrl}/webhooks/${connector}/${hook}`,
    feed: kind === 'feed' ? await loadFeed(app.pool, id) : null,
    mailbox: kind === 'mailbox' ? await mailboxSettings(app.pool, id) : null,
  }
}

/** What keeps people there, and what of all that is read before they go is seen. */
async function beforeRemovals(pool: Pool, id: string): Promise<Pick<ConnectionFacts, 'openWork' | 'sight' | 'unseen'>> {
  const [openWork, sight, lost] = await Promise.all([openWorkOfConnection(pool, id), sightOf(pool, id), lostOf(pool)])
  return { openWork, sight, unseen: lost.get(id) ?? [] }
}

async function tagsAt(view: View, id: string): Promise<ConnectionFacts['tags']> {
  const { pool } = view.app
  const [rows, total] = await Promise.all([
    sampleTags(pool, id, sampleSize),
    keptFigure(view, 'tags', id, () => countTags(pool, id)),
  ])
  return { rows, total }
}

async function notAppliedAt({ app }: View, connectionId: string): Promise<ConnectionFacts['notApplied']> {
  const { people, systems } = await peopleNotApplied(app.pool)
  return { here: systems.find((system) => system.connectionId === connectionId)?.people ?? 0, anywhere: people }
}

/** The reading of this system that goes on, with its steps. */
async function readingAt({ app }: View, connectionId: string): Promise<ConnectionFacts['running']> {
  const pull = await runningPull(app.pool, connectionId)
  if (pull === null) return null
  const steps = await stepsOf(app.pool, pull.runId)
  return {
    runId: pull.runId,
    steps: steps.filter((step) => step.connectionId === connectionId && step.name === 'pull'),
  }
}
