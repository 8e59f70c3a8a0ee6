import { newMasterKey } from '../../crypto/envelope.ts'
import { randomUUID } from 'node:crypto'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { cancelMaster, confirmMaster, offerMaster } from '../../store/app/master-key.ts'
import type { App } from '../app/app.ts'

type MasterKey = Parameters<typeof offerMaster>[1]

/** A LAWBASE_KEY for an installation that is yet to be made. */
export const firstMasterKey = (): string => newMasterKey()

/** Makes a new LAWBASE_KEY that opens the installation beside the present one. Gives it; it is kept nowhere. */
export const offerMasterKey = (app: App, present: MasterKey) => step(app, 'offered', (sql) => offerMaster(sql, present))

/** From now on only this LAWBASE_KEY opens the installation. */
export const confirmMasterKey = (app: App, fresh: MasterKey) =>
  step(app, 'confirmed', (sql) => confirmMaster(sql, fresh))

/** Forgets the new key; this one stays. */
export const cancelMasterKey = (app: App, present: MasterKey) =>
  step(app, 'cancelled', (sql) => cancelMaster(sql, present))

/** A step and its act, in one transaction. */
function step<T>(app: App, name: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  return inTransaction(app.pool, async (sql) => {
    const done = await work(sql)
    await insertAudit(
      sql,
      [
        {
          actId: `master-key:${randomUUID()}`,
          act: 'setting',
          actor: 'command line',
          details: { what: 'LAWBASE_KEY', step: name },
        },
      ],
      app.clock.now(),
    )
    return done
  })
}
