import type { BrokerCheck, BrokerChecks } from '../../../domain/brokers/broker-check.ts'
import { standingOf } from '../../../domain/brokers/broker-standing.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { brokerNames, listBrokers } from '../../../store/brokers/brokers.ts'
import { sampledDeliveries } from '../../../store/brokers/broker-samples.ts'
import { doEach, type Sql } from '../../../store/app/database.ts'

/** What the register says today of every broker, by each of its names. */
export async function loadBrokerChecks(sql: Sql, now: Date): Promise<BrokerChecks> {
  const today = dayOf(now)
  const [brokers, names, deliveries] = await doEach(sql, [listBrokers, brokerNames, sampledDeliveries])
  const byId = new Map(
    brokers.map((broker): [string, BrokerCheck] => [
      broker.id,
      {
        brokerId: broker.id,
        accepted: standingOf(broker, today).accepted,
        deliveries: deliveries
          .filter(({ brokerId }) => brokerId === broker.id)
          .map(({ id, obtainedOn, listed, sample }) => ({ id, obtainedOn, listed, sample })),
      },
    ]),
  )
  return new Map(
    names.flatMap(({ normal, brokerId }) => {
      const check = byId.get(brokerId)
      return check === undefined ? [] : [[normal, check] as const]
    }),
  )
}
