import { Webhook } from 'standardwebhooks'
import { channels } from '../../src/domain/app/channel.ts'
import type { AccountInfo, Capabilities, CheckLine, Connector } from '../../src/connector/contract.ts'
import type { Access, ConnectorDeps } from '../../src/connector/access.ts'
import type { SuppressionOrder } from '../../src/connector/orders.ts'
import { oneByOne } from '../../src/connector/calls/one-by-one.ts'
import type { Outcome } from '../../src/connector/outcome.ts'
import { outcomeOf } from './answer.ts'
import { BrokerCredentials, brokerForm, isEndpoint, isSecret, secretsOf } from './credentials.ts'
import { inbound } from './inbound.ts'
import { messageFor } from './message.ts'
import { french } from './french.ts'

/** Deadline of one delivery, 15 to 30 s (docs/reference/brokers.md#webhook-delivery). */
const deliveryTimeoutMs = 20_000

const capabilities: Capabilities = {
  channels: Object.fromEntries(channels.map((channel) => [channel, 'marked'])),
  batch: { suppress: 20, tag: 0, hold: 0, remove: 0, read: 0 },
  readBack: false,
  bin: null,
  erases: null,
  anonymises: false,
}

/** A data broker that takes signed Standard Webhooks. What it proves and does not: README.md in this folder. */
export const brokerWebhook: Connector<BrokerCredentials> = {
  id: 'broker-webhook',
  label: 'Data broker (signed webhook)',
  about: {
    title: { en: 'Data broker, by signed webhook', fr: 'Courtier en données, par webhook signé' },
    more: {
      en: 'Receives the opt-outs of people it sold you, as signed messages. It cannot be verified.',
      fr: "Reçoit les oppositions des personnes qu'il vous a vendues, en messages signés. La vérification n'y est pas possible.",
    },
  },
  kind: 'broker',
  auth: brokerForm,
  credentials: BrokerCredentials,
  inbound,
  french,
  writes: {
    created: [],
    suppress: ["a signed message with the person's addresses, channels and the day of the objection"],
    told: {
      en: 'a signed message with the person’s addresses, the channels and the day of the objection',
      fr: "un message signé avec les adresses de la personne, les canaux et le jour de l'opposition",
    },
    blockFields: {},
    tag: [],
    remove: [],
    notStopped: {
      en: 'A message proves that the broker received the objection, not that it applied it: nothing can be verified there.',
      fr: "Un message prouve que le courtier a reçu l'opposition, pas qu'il l'a appliquée : rien ne peut y être vérifié.",
    },
  },
  limits: { calls: { max: 50, windowMs: 10_000 } },
  open(access, deps) {
    return {
      can: capabilities,
      check: () => Promise.resolve(check(access)),
      suppress: (orders) => suppress(access, deps, orders),
      verify: (orders) => Promise.resolve(orders.map(notShown)),
      disconnect: () => Promise.resolve(),
    }
  },
}

/** One signed message per order, one after the other. A repeat carries the same id, so sending again is harmless. */
function suppress(
  access: Access<BrokerCredentials>,
  deps: ConnectorDeps,
  orders: readonly SuppressionOrder[],
): Promise<readonly Outcome[]> {
  const signers = secretsOf(access.credentials.secret).map((secret) => new Webhook(secret))
  return oneByOne(deps, orders, async (order) => {
    // No mail and no hash could name the person: a 2xx would look as if the broker knew.
    if (order.emails.length === 0)
      return {
        orderId: order.orderId,
        status: 'refused',
        reason: 'bad-request',
        detail: 'no address of this person is known in clear any more',
      }
    const { id, body } = messageFor(order)
    await deps.budget.take(deps.lane, 1)
    const at = deps.clock.now()
    const response = await deps.http({
      method: 'POST',
      url: access.credentials.url,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': signers.map((signer) => signer.sign(id, at, body)).join(' '),
      },
      body,
      timeoutMs: deliveryTimeoutMs,
      ...(deps.signal === undefined ? {} : { signal: deps.signal }),
    })
    return outcomeOf(order.orderId, id, response)
  })
}

/**
 * A broker shows nothing: `written`, the contract's word for a block that does not show. Saying `accepted` here would
 * turn a message whose sending failed into one that was received; `written` makes the caller send it again, which the
 * message id makes harmless.
 */
function notShown(order: SuppressionOrder): Outcome {
  return { orderId: order.orderId, status: 'written' }
}

/** Looks at the settings only: any call to a broker would tell it something. */
function check({ credentials, accountId }: Access<BrokerCredentials>): AccountInfo {
  const lines: CheckLine[] = [
    line(
      isEndpoint(credentials.url),
      { en: 'Address', fr: 'Adresse' },
      {
        en: 'No opt-out can be sent; enter an https address.',
        fr: 'Aucune opposition ne peut être envoyée ; saisissez une adresse https.',
      },
    ),
    line(
      secretsOf(credentials.secret).every(isSecret) && credentials.secret !== '',
      { en: 'Shared secret', fr: 'Secret partagé' },
      {
        en: 'No message can be signed; enter the whsec_ secret again.',
        fr: 'Aucun message ne peut être signé ; saisissez de nouveau le secret whsec_.',
      },
    ),
    {
      name: { en: 'Broker not contacted', fr: 'Courtier non contacté' },
      state: 'off',
      prevents: {
        en: 'The first objection is the first message; a test would already tell the broker something.',
        fr: 'La première opposition est le premier message ; un essai dirait déjà quelque chose au courtier.',
      },
    },
  ]
  return {
    accountId,
    accountName: URL.canParse(credentials.url) ? new URL(credentials.url).host : null,
    lines,
    dailyCalls: null,
  }
}

function line(works: boolean, name: CheckLine['name'], prevents: NonNullable<CheckLine['prevents']>): CheckLine {
  return works ? { name, state: 'works', prevents: null } : { name, state: 'missing', prevents }
}
