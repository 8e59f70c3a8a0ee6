import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { BrokerProfile } from '../../../src/domain/brokers/broker-profile.ts'
import { diligencePoints } from '../../../src/domain/brokers/tables/diligence-points.ts'
import { insertAnswer, insertBroker, saveProfile } from '../../../src/store/brokers/brokers.ts'
import { inTransaction } from '../../../src/store/app/database.ts'

/** A broker that delivers data of professionals in France, with everything said that the checks want. */
export const fullProfile = (legalName: string): BrokerProfile => ({
  legalName,
  names: [],
  country: 'FR',
  objections: {
    way: 'api',
    address: 'https://prospecta.example.test/noes',
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

/** Puts a broker into the register whose checks are all closed today. */
export function insertChecked(pool: Pool, legalName: string, now: Date): Promise<string> {
  return inTransaction(pool, async (sql) => {
    const id = randomUUID()
    await insertBroker(sql, id, 'a test', now)
    await saveProfile(sql, id, fullProfile(legalName), 'a test', now)
    for (const { id: point } of diligencePoints)
      await insertAnswer(sql, id, {
        point,
        answer: 'yes',
        note: null,
        evidenceIds: [randomUUID()],
        author: 'a test',
        answeredAt: now,
      })
    return id
  })
}
