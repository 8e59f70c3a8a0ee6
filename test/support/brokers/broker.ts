import { recordAnswers } from '../../../src/operations/brokers/broker-answers.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import type { Scene } from '../scene.ts'
import { until } from '../until.ts'

/** Name that the mapped source values of the test base give their broker. */
export const brokerName = 'Prospecta'

/**
 * Connects a broker that the sources of the base name, lets the base know it, and waits until it was told of the
 * objections that stood before.
 */
export async function connectBrokerBy(
  scene: Scene,
  connector: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const id = await connectByForm(scene.app, scene.admin, connector, brokerName, fields)
  await grant(scene.app, id, 'suppress', scene.admin)
  await scene.run()
  await scene.settle()
  return id
}

/** Lets the broker acknowledge the objections that stood before it was connected; gives their orders. */
export async function acknowledgeStanding(scene: Scene, connectionId: string): Promise<readonly string[]> {
  const { rows } = await scene.app.pool.query<{ id: string }>(
    'select id from propagations where connection_id = $1 order by id',
    [connectionId],
  )
  await recordAnswers(
    scene.app,
    rows.map(({ id }) => ({
      propagationId: id,
      noticeId: null,
      door: 'file' as const,
      dedupeKey: `standing:${id}`,
      answer: 'acknowledged' as const,
      reason: null,
      ticket: null,
      answeredBy: null,
      ip: null,
      evidenceDigest: null,
      answeredAt: scene.app.clock.now(),
    })),
    'the broker',
  )
  return rows.map(({ id }) => id)
}

/** The next person whose data came from the broker. */
export const fromBroker = (scene: Scene) => scene.somebody((person) => person.source === 'broker')

export interface BrokerState {
  state: string
  proof: number | null
  reason: string | null
  owner: string | null
  detail: string | null
  ticket: string | null
}

/**
 * How an objection stands at one Connection once the answers that came are counted: at once, or by the sweep while a
 * drain holds the row.
 */
export async function standing(scene: Scene, objectionId: string, connectionId: string): Promise<BrokerState | null> {
  const key = [objectionId, connectionId]
  await until(
    'the answers are counted',
    async () =>
      (
        await scene.app.pool.query(
          `select 1 from broker_answers a join propagations p on p.id = a.propagation_id where p.objection_id = $1 and p.connection_id = $2 and p.state <> 'sending' and a.settled_at is null`,
          key,
        )
      ).rowCount === 0,
  )
  return (
    (
      await scene.app.pool.query<BrokerState>(
        'select state, proof, reason, owner, detail, ticket from propagations where objection_id = $1 and connection_id = $2',
        key,
      )
    ).rows[0] ?? null
  )
}

/** Audit rows of one kind at one Connection. */
export async function auditOf(scene: Scene, connectionId: string, act: string): Promise<Record<string, unknown>[]> {
  const { rows } = await scene.app.pool.query<{ details: Record<string, unknown> }>(
    'select details from audit_events where connection_id = $1 and act = $2 order by id',
    [connectionId, act],
  )
  return rows.map((row) => row.details)
}
