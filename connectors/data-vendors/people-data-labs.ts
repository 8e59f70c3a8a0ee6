import { z } from 'zod'
import type { Connector } from '../../src/connector/contract.ts'
import type { ConnectorDeps } from '../../src/connector/access.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import { urlOf } from '../../src/connector/deps/vendor.ts'
import { feedSystem, feedWrites, keyField, lineOf, throwUnlessGood } from './feed.ts'
import { french } from './french.ts'

const Credentials = z.object({ apiKey: z.string().trim().min(8).max(500).regex(/^\S+$/u) })
type Credentials = z.infer<typeof Credentials>

/** docs/reference/brokers.md#pdl-door. */
const path = '/v5/person/subjectrequest'
const timeoutMs = 60_000
const perPage = 5_000
const vendor = 'People Data Labs'

/** People Data Labs: a list of the ids that opted out there, read each day. */
export const peopleDataLabs: Connector<Credentials> = {
  id: 'people-data-labs',
  label: vendor,
  about: {
    title: { en: 'People Data Labs: opt-outs', fr: 'People Data Labs : oppositions' },
    more: {
      en: 'Reads each day who opted out at People Data Labs. It names ids only: keep those of your purchases here.',
      fr: 'Lit chaque jour qui s’est opposé chez People Data Labs. Seuls des identifiants sont donnés : conservez ici ceux de vos achats.',
    },
  },
  kind: 'feed',
  auth: {
    type: 'form',
    fields: [
      keyField({
        en: 'From the API dashboard of People Data Labs. Stored encrypted, sent to its API only',
        fr: 'Du tableau de bord API de People Data Labs. Stockée chiffrée, envoyée à son API seulement',
      }),
    ],
  },
  addresses: { api: { variable: 'PEOPLEDATALABS_API_URL', default: 'https://api.peopledatalabs.com' } },
  credentials: Credentials,
  feed: {
    everyHours: 24,
    ids: {
      en: 'A CSV with the columns pdl_id and email, as you kept them when you bought the data.',
      fr: 'Un CSV avec les colonnes pdl_id et email, gardés à l’achat des données.',
    },
    unsure: {
      en: 'People Data Labs gives no date: an opt-out counts from the day on which it was read.',
      fr: 'People Data Labs ne donne pas de date : une opposition compte à partir du jour où elle a été lue.',
    },
  },
  french,
  writes: feedWrites,
  limits: { calls: { max: 100, windowMs: 60_000 } },
  open: ({ credentials, accountId }, deps) =>
    feedSystem(accountId, { listIds: () => listIds(credentials, deps) }, async () => [
      await lineOf(
        { en: 'List of opt-outs', fr: 'Liste des oppositions' },
        { en: 'Opt-outs made there are not received.', fr: 'Les oppositions faites là-bas ne sont pas reçues.' },
        () => read(credentials, deps),
      ),
    ]),
}

async function* listIds(credentials: Credentials, deps: ConnectorDeps): AsyncGenerator<readonly string[]> {
  const ids = idsIn(await read(credentials, deps))
  for (let start = 0; start < ids.length; start += perPage) yield ids.slice(start, start + perPage)
}

async function read({ apiKey }: Credentials, deps: ConnectorDeps): Promise<string> {
  await deps.budget.take(deps.lane, 1)
  const response = await deps.http({
    method: 'GET',
    url: urlOf(deps.vendor, 'api') + path,
    headers: { 'x-api-key': apiKey, accept: 'text/csv, */*' },
    timeoutMs,
    ...(deps.signal === undefined ? {} : { signal: deps.signal }),
  })
  throwUnlessGood(response, vendor)
  // A page of a proxy is no list: read as one it would say that nobody opted out.
  if (/^\s*[<{]/u.test(response.body))
    throw new ConnectorError('unexpected-response', `${vendor} did not answer with a list of ids. It is tried again.`)
  return response.body
}

/** The ids of the list, each once. Only the heading has no digit (docs/reference/brokers.md#pdl-door). */
function idsIn(text: string): string[] {
  const cells = text
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .map((line) => line.trim().replaceAll('"', ''))
  return [...new Set(cells.filter((cell, at) => /^[\w-]{1,200}$/u.test(cell) && (at > 0 || cell !== 'pdl_id')))]
}
