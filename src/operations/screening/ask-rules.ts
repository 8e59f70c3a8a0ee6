import { normalBrokerName } from '../../domain/brokers/broker-profile.ts'
import { deliveryFault } from '../../domain/brokers/broker-standing.ts'
import { dayIn, dayOf } from '../../domain/app/day.ts'
import type { AskRules } from '../../domain/screening/screening-ask.ts'
import { brokerNames, listBrokers } from '../../store/brokers/brokers.ts'
import { waitingDeliveries } from '../../store/brokers/broker-deliveries.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { brokersOf } from './screen-file.ts'

/**
 * What a list is read by that somebody wants screened: offers, brokers and what the register says of them. The same at
 * every door.
 */
export async function askRulesOf(app: App): Promise<AskRules> {
  const [{ settings }, connections, brokers, names, noted] = await Promise.all([
    loadSettings(app.pool),
    brokersOf(app),
    listBrokers(app.pool),
    brokerNames(app.pool),
    waitingDeliveries(app.pool),
  ])
  const now = app.clock.now()
  const byId = new Map(brokers.map((broker) => [broker.id, broker]))
  const byName = new Map(names.map(({ normal, brokerId }) => [normal, byId.get(brokerId)]))
  return {
    today: dayIn(now, settings.timeZone),
    offers: settings.offers,
    brokers: connections,
    noted,
    deliveryFault: (name, obtainedOn) => {
      const broker = byName.get(normalBrokerName(name))
      return broker === undefined ? 'unregistered' : deliveryFault(broker, obtainedOn, dayOf(now))
    },
  }
}
