import { z } from 'zod'
import type { Connector } from '../../src/connector/contract.ts'
import type { ConnectorDeps } from '../../src/connector/access.ts'
import type { HttpResponse } from '../../src/connector/deps/http.ts'
import type { LookedUp, VendorAnswer } from '../../src/connector/opt-outs.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import { urlOf } from '../../src/connector/deps/vendor.ts'
import { feedSystem, feedWrites, jsonOf, lineOf, throwUnlessGood } from './feed.ts'
import { french } from './french.ts'

const oneLine = z.string().trim().min(4).max(500).regex(/^\S+$/u)
const Credentials = z.object({
  clientId: oneLine,
  clientSecret: oneLine,
  reuse: z.literal('barred', { error: 'ask ZoomInfo first, and put it into the contract' }),
})
type Credentials = z.infer<typeof Credentials>

/** docs/reference/brokers.md#zoominfo-door. */
const tokenPath = '/oauth2/default/v1/token'
const enrichPath = '/gtm/data/v1/contacts/enrich'
const scope = 'api:data:contact'
const mediaType = 'application/vnd.api+json'
const maxPerCall = 25
const vendor = 'ZoomInfo'

/** Both words are published for one thing. */
const optedOut: ReadonlySet<string> = new Set(['OPT_OUT', 'CONTACT_OPTED_OUT'])
const sold: ReadonlySet<string> = new Set(['FULL_MATCH', 'CONTACT_ONLY_MATCH', 'CONTACT_MATCH_ONLY'])
const absent: ReadonlySet<string> = new Set(['NO_MATCH'])

/** ZoomInfo: whether people who came from there opted out there since, asked by hash. */
export const zoomInfo: Connector<Credentials> = {
  id: 'zoominfo',
  label: vendor,
  about: {
    title: { en: 'ZoomInfo: opt-outs', fr: 'ZoomInfo : oppositions' },
    more: {
      en: 'Asks ZoomInfo each week whether people whose source names it opted out there. Only hashes of addresses are sent.',
      fr: 'Demande chaque semaine à ZoomInfo si les personnes dont la source le nomme s’y sont opposées. Seules des empreintes d’adresses sont envoyées.',
    },
  },
  kind: 'feed',
  auth: {
    type: 'form',
    fields: [
      {
        name: 'clientId',
        secret: false,
        label: { en: 'Client ID', fr: 'ID client' },
        hint: {
          en: 'Of an app with client credentials and the scope api:data:contact, from the developer portal of ZoomInfo',
          fr: "D'une application avec « client credentials » et l'autorisation api:data:contact, du portail développeur de ZoomInfo",
        },
      },
      {
        name: 'clientSecret',
        secret: true,
        label: { en: 'Client secret', fr: 'Secret client' },
        hint: { en: 'Stored encrypted, sent to ZoomInfo only', fr: 'Stocké chiffré, envoyé à ZoomInfo seulement' },
      },
      {
        name: 'reuse',
        secret: false,
        value: '',
        label: {
          en: 'Does the contract let ZoomInfo reuse what is looked up?',
          fr: 'Le contrat permet-il à ZoomInfo de réutiliser ce qui est recherché ?',
        },
        hint: {
          en: 'A look-up can feed the vendor. People are only looked up where the contract bars that; each person found costs a credit',
          fr: 'Une recherche peut nourrir le fournisseur. Rien n’est recherché sans clause qui l’interdit ; chaque personne trouvée coûte un crédit',
        },
        wrong: {
          en: 'Nothing may be looked up before the contract bars it.',
          fr: 'Rien ne peut être recherché tant que le contrat ne l’interdit pas.',
        },
        options: [
          { value: 'unknown', label: { en: 'Yes, or not known', fr: 'Oui, ou inconnu' } },
          { value: 'barred', label: { en: 'No, the contract bars it', fr: 'Non, le contrat l’interdit' } },
        ],
      },
    ],
  },
  addresses: {
    api: { variable: 'ZOOMINFO_API_URL', default: 'https://api.zoominfo.com' },
    token: { variable: 'ZOOMINFO_TOKEN_URL', default: 'https://okta-login.zoominfo.com' },
  },
  credentials: Credentials,
  feed: {
    everyHours: 7 * 24,
    isAsked: true,
    unsure: {
      en: 'ZoomInfo gives no date: an opt-out counts from the day on which it was read.',
      fr: 'ZoomInfo ne donne pas de date : une opposition compte à partir du jour où elle a été lue.',
    },
  },
  french,
  writes: feedWrites,
  // The smallest of its packages allows 5 a second (docs/reference/brokers.md#zoominfo-door).
  limits: { calls: { max: 5, windowMs: 1_000 } },
  open({ credentials, accountId }, deps) {
    let token: string | null = null
    const tokenNow = async () => (token ??= await newToken(credentials, deps))
    const ask = async (people: readonly LookedUp[]): Promise<readonly VendorAnswer[]> => {
      let response = await enrich(await tokenNow(), people, deps)
      if (response.status === 401) {
        token = null
        response = await enrich(await tokenNow(), people, deps)
      }
      if (response.status === 429) deps.budget.observe({ rateLimitedForMs: 2_000 })
      throwUnlessGood(response, vendor, {
        401: 'ZoomInfo does not accept the token it gave. Check the app in its developer portal.',
      })
      return answersIn(response.body, people)
    }
    return feedSystem(accountId, { lookUp: { batch: maxPerCall, ask } }, async () => [
      await lineOf(
        { en: 'Login of the app', fr: 'Connexion de l’application' },
        { en: 'Nobody can be looked up.', fr: 'Personne ne peut être recherché.' },
        tokenNow,
      ),
    ])
  },
}

const TokenAnswer = z.object({ access_token: z.string().min(1) })

async function newToken({ clientId, clientSecret }: Credentials, deps: ConnectorDeps): Promise<string> {
  await deps.budget.take(deps.lane, 1)
  const response = await deps.http({
    method: 'POST',
    url: urlOf(deps.vendor, 'token') + tokenPath,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }).toString(),
    ...(deps.signal === undefined ? {} : { signal: deps.signal }),
  })
  const refused = 'ZoomInfo does not accept the client ID or secret. Copy both again from the app.'
  throwUnlessGood(response, vendor, { 400: refused, 401: refused })
  const parsed = TokenAnswer.safeParse(jsonOf(response.body))
  if (!parsed.success)
    throw new ConnectorError('unexpected-response', 'ZoomInfo gave a token answer of another shape than documented.')
  return parsed.data.access_token
}

async function enrich(token: string, people: readonly LookedUp[], deps: ConnectorDeps): Promise<HttpResponse> {
  await deps.budget.take(deps.lane, 1)
  return deps.http({
    method: 'POST',
    url: urlOf(deps.vendor, 'api') + enrichPath,
    headers: { 'content-type': mediaType, accept: mediaType, authorization: `Bearer ${token}` },
    body: JSON.stringify({
      data: {
        type: 'ContactEnrich',
        attributes: {
          matchPersonInput: people.map(({ sha256 }) => ({ hashedEmail: sha256 })),
          // Nothing of the person is wanted but whether they are there.
          outputFields: ['id'],
        },
      },
    }),
    ...(deps.signal === undefined ? {} : { signal: deps.signal }),
  })
}

const Enriched = z.object({
  data: z.array(
    z.object({
      meta: z.object({
        matchStatus: z.string().max(100),
        input: z.object({ hashedEmail: z.string().optional() }),
      }),
    }),
  ),
})

/** By what each answer says it was asked by: nothing says that they come in order. */
function answersIn(body: string, people: readonly LookedUp[]): VendorAnswer[] {
  const parsed = Enriched.safeParse(jsonOf(body))
  if (!parsed.success)
    throw new ConnectorError('unexpected-response', 'ZoomInfo answered in another shape than documented.')
  const said = new Map(
    parsed.data.data.map(({ meta }) => [(meta.input.hashedEmail ?? '').toLowerCase(), meta.matchStatus] as const),
  )
  return people.map(({ sha256 }) => {
    const word = said.get(sha256)
    if (word === undefined) return { is: 'unclear', said: 'no answer' }
    return { is: meaningOf(word), said: word.replaceAll(/[^\w-]/gu, '').slice(0, 60) }
  })
}

function meaningOf(word: string): VendorAnswer['is'] {
  if (optedOut.has(word)) return 'opted-out'
  if (sold.has(word)) return 'sold'
  return absent.has(word) ? 'absent' : 'unclear'
}
