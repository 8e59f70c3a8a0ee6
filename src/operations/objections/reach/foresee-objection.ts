import type { Channel } from '../../../domain/app/channel.ts'
import type { Capabilities } from '../../../connector/contract.ts'
import { ConnectorError } from '../../../connector/errors.ts'
import type { Connection } from '../../../store/connections/connections.ts'
import { numbersInUse } from '../../../store/app/numbers.ts'
import { recordsOfPeople } from '../../../store/contacts/lookup-view.ts'
import { shopperConnections } from '../../../store/shopper/shopper.ts'
import { openConnection } from '../../connections/open-connection.ts'
import type { App } from '../../app/app.ts'
import { startOf, targetsOf } from '../../propagation/plan-propagations.ts'
import { resolvePeople } from '../objection-input.ts'
import { shopperOf } from '../sort-objections.ts'

/** What an objection would do in one system. */
export interface ForeseenSystem {
  connectionId: string
  label: string
  connector: Connection['connector']
  kind: 'crm' | 'mailer' | 'broker'
  /** Live records of the person there, by the vendor's word for the kind of record. */
  records: readonly { object: string; count: number }[]
  /** Why nothing is sent yet; null = it goes at once. */
  waits: string | null
  /** Channels of the objection by the strongest block the system has; `none` has no block for them. */
  enforced: readonly Channel[]
  marked: readonly Channel[]
  none: readonly Channel[]
  /** The block is read back there; else it can only be asked for. Null = its access could not be opened. */
  readBack: boolean | null
}

/**
 * What an objection of this person, address or number would do, without doing it: by the same rules as when it is
 * recorded (`recordObjection`), so that the screen shows what then happens.
 */
export async function foreseeObjection(
  app: App,
  who: { contactId: string | null; email: string | null; phone: string | null },
  channels: readonly Channel[],
): Promise<ForeseenSystem[]> {
  const hashes = [
    ...(who.email === null ? [] : [app.keys.hashEmail(who.email)]),
    ...(who.phone === null ? [] : [app.keys.hashPhone(who.phone)]),
  ]
  const [person] = await resolvePeople(app.pool, [{ input: { contactId: who.contactId }, hashes }])
  if (person === undefined) return []
  const [held, shoppers] = await Promise.all([
    numbersInUse(app.pool, hashes),
    shopperConnections(app.pool, person.hashes),
  ])
  const planned = {
    contactIds: person.contactIds,
    numberHeld: held.size > 0,
    onlyTo: shopperOf(shoppers, person.hashes),
    kinds: [],
    originConnectionId: null,
  }
  const [[targets = []], records] = await Promise.all([
    targetsOf(app, app.pool, [planned]),
    recordsOfPeople(app.pool, person.contactIds),
  ])
  return Promise.all(
    targets.map(async (connection) => ({
      connectionId: connection.id,
      label: connection.label,
      connector: connection.connector,
      kind: kindOf(app.connectors, connection),
      records: records.get(connection.id) ?? [],
      waits: startOf(connection).reason,
      ...blocksOf(await capabilitiesOf(app, connection), channels),
    })),
  )
}

function kindOf(connectors: App['connectors'], { connector }: Connection): ForeseenSystem['kind'] {
  const kind = connectors.get(connector)?.kind
  return kind === 'broker' || kind === 'mailer' ? kind : 'crm'
}

/** Opening asks nothing of the vendor; an access that has ended says nothing. */
async function capabilitiesOf(app: App, connection: Connection): Promise<Capabilities | null> {
  if (connection.credentials === null) return null
  try {
    return (await openConnection(app, connection.id, 'read')).system.can
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return null
  }
}

function blocksOf(
  can: Capabilities | null,
  channels: readonly Channel[],
): Pick<ForeseenSystem, 'enforced' | 'marked' | 'none' | 'readBack'> {
  const by = (level: 'enforced' | 'marked' | undefined) =>
    channels.filter((channel) => can?.channels[channel] === level)
  return {
    enforced: by('enforced'),
    marked: by('marked'),
    none: can === null ? [] : by(undefined),
    readBack: can?.readBack ?? null,
  }
}
