import { isUuid } from '../../../store/app/database.ts'
import { pendingLifts } from '../../../store/objections/lifts.ts'
import type { Capabilities, Connector } from '../../../connector/contract.ts'
import type { VanishedDay } from '../../../domain/connections/other-purge.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { connectorOf, openConnection } from '../../../operations/connections/open-connection.ts'
import { vanished } from '../../../operations/removals/watch-purges.ts'
import { hookOfConnection } from '../../../store/connections/connection-hooks.ts'
import { findConnection, type Connection } from '../../../store/connections/connections.ts'
import { stepsOf, type HygieneStep } from '../../../store/runs/runs.ts'
import { findListener, type ListenerState } from '../../../store/connections/listeners.ts'
import { connectionRows, runningPull, type ConnectionRow } from '../../../store/connections/connections-view.ts'
import {
  diagnose,
  plannedHere,
  sampleBlocks,
  sampleTags,
  sampleWithoutSource,
  sentCounts,
  type Diagnosis,
} from '../../../store/connections/diagnosis-view.ts'
import { openWorkOfConnection } from '../../../store/removals/dependencies.ts'
import { HttpProblem } from '../../app/problem.ts'
import type { View } from '../app/view.ts'

const sampleSize = 5

/** Everything the page of one Connection shows. */
export interface ConnectionFacts {
  connection: Connection
  connector: Connector
  row: ConnectionRow | null
  can: Capabilities | null
  diagnosis: Diagnosis
  blocks: Awaited<ReturnType<typeof sampleBlocks>>
  tags: Awaited<ReturnType<typeof sampleTags>>
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
  /** People whose lifted block this system still shows. */
  pendingLifts: number
}

export async function loadConnection(view: View, id: string): Promise<ConnectionFacts> {
  const { app, now } = view
  const connection = isUuid(id) ? await findConnection(app.pool, id) : null
  if (connection === null) throw new HttpProblem(404, 'not-found')
  const [rows, diagnosis, blocks, tags, planned, sent, pull, lifts, can, listener, hook, sourceless, lost, openWork] =
    await Promise.all([
      connectionRows(app.pool),
      diagnose(app.pool, id, dayOf(now)),
      sampleBlocks(app.pool, id, sampleSize),
      sampleTags(app.pool, id, sampleSize),
      plannedHere(app.pool, id),
      sentCounts(app.pool, id),
      runningPull(app.pool, id),
      pendingLifts(app.pool),
      connection.credentials === null ? null : openConnection(app, id, 'read').then(({ system }) => system.can),
      findListener(app.pool, id),
      hookOfConnection(app.pool, id),
      sampleWithoutSource(app.pool, id, sampleSize),
      vanished(app.pool, now, id),
      openWorkOfConnection(app.pool, id),
    ])
  return {
    connection,
    connector: connectorOf(app, connection),
    row: rows.find((row) => row.id === id) ?? null,
    can,
    diagnosis,
    blocks,
    tags,
    sourceless,
    planned,
    sent,
    listener,
    openWork,
    lost: lost[0]?.days ?? [],
    hookUrl:
      hook === null || app.publicUrl === null || connection.state === 'disconnected'
        ? null
        : `${app.publicUrl}/webhooks/${connection.connector}/${hook}`,
    pendingLifts: lifts.find((row) => row.connectionId === id)?.people ?? 0,
    running:
      pull === null
        ? null
        : {
            runId: pull.runId,
            steps: (await stepsOf(app.pool, pull.runId)).filter(
              (step) => step.connectionId === id && step.name === 'pull',
            ),
          },
  }
}
