import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { BrokerProfile } from '../../src/domain/brokers/broker-profile.ts'
import { diligencePoints } from '../../src/domain/brokers/tables/diligence-points.ts'
import { noteDelivery } from '../../src/store/brokers/broker-deliveries.ts'
import { closeSample, insertSample } from '../../src/store/brokers/broker-samples.ts'
import { insertPointAnswer, insertBroker, saveProfile } from '../../src/store/brokers/brokers.ts'
import { inTransaction, type Sql } from '../../src/store/app/database.ts'

/** A broker that delivers data of professionals in France, with everything said that the checks want. */
export const fullProfile = (legalName: string): BrokerProfile => ({
  legalName,
  names: [],
  country: 'FR',
  objections: {
    way: 'api',
    address: 'https://prospecta.example.test/objections',
    format: 'JSON',
    hours: 48,
    acknowledged: true,
  },
  contract: { reference: 'C-2026-7', from: null, until: null, evidenceId: null },
  role: 'controller',
  decides: { sources: 'broker', fields: 'both', terms: 'us' },
  use: { people: 'business', countries: ['FR'] },
  connectionId: null,
})

/** Puts a broker into the register whose checks are all closed today, with one old delivery whose sample passed. */
export function insertChecked(pool: Pool, legalName: string, now: Date): Promise<string> {
  return inTransaction(pool, async (sql) => {
    const id = randomUUID()
    await insertBroker(sql, id, 'a test', now)
    await saveProfile(sql, id, fullProfile(legalName), 'a test', now)
    for (const { id: point } of diligencePoints)
      await insertPointAnswer(sql, id, {
        point,
        answer: 'yes',
        note: null,
        evidenceIds: [randomUUID()],
        author: 'a test',
        answeredAt: now,
      })
    await insertSampled(sql, id, legalName, now)
    return id
  })
}

/** A delivery of before all others, closed without a failure. */
async function insertSampled(sql: Sql, brokerId: string, broker: string, now: Date): Promise<void> {
  const [deliveryId, sampleId] = [randomUUID(), randomUUID()]
  await noteDelivery(sql, {
    id: deliveryId,
    brokerId,
    broker,
    connectionId: null,
    reference: null,
    obtainedOn: '2015-01-01',
    fileName: null,
    promised: null,
    promisedRows: null,
    washBefore: null,
    washAfter: null,
    notedBy: 'a test',
    recordedAt: now,
  })
  const drawn = {
    id: sampleId,
    deliveryId,
    seed: Buffer.alloc(32),
    ofRows: 1,
    drawn: 1,
    drawnBy: 'a test',
    drawnAt: now,
    answerBy: '2015-02-01',
  }
  await insertSample(sql, drawn, [])
  const end = { drawn: 1, proved: 1, notProved: 0, silent: 0, mostUnproved: 0, failed: false, by: 'a test' }
  await closeSample(sql, sampleId, end, now)
}
