import { createHash, randomBytes } from 'node:crypto'
import type { Answer, Call, Json } from '../core/call.ts'
import { formOf, isObject, listOf, stringOf } from '../core/call.ts'
import type { Clock } from '../core/clock.ts'
import type { ControlledSystem } from '../core/control.ts'
import { ActError } from '../core/control.ts'
import { Router } from '../core/router.ts'
import { Journal } from '../core/table.ts'
import type { Vendor } from '../core/vendor-server.ts'
import { dataVendor } from './data-vendor.ts'

const maxPerCall = 25
const tokenMs = 3_600_000
const perSecond = 5
const mediaType = 'application/vnd.api+json'

/**
 * ZoomInfo's GTM API as far as docs/reference/brokers.md#zoominfo-door describes it: a token for client id and secret,
 * at most 25 people a call, one answer each, not in the order asked, which names what it was asked by. Each person
 * found costs a credit; without one the answer is `LIMIT_EXCEEDED`.
 */
export class ZoomInfo {
  readonly clientId = 'sandbox-zoominfo-client'
  readonly clientSecret = 'sandbox-zoominfo-secret'
  readonly vendor: Vendor
  /** `word`: what it says of who opted out. `credits`: left. `omits`: it leaves one of each call out of its answer. */
  readonly switches = { word: 'OPT_OUT', credits: 1_000_000, omits: false }
  private readonly tokens = new Map<string, number>()
  private readonly people = new Map<string, 'sold' | 'opted-out'>()
  private readonly clock: Clock

  constructor(clock: Clock, limitsX: number) {
    this.clock = clock
    const router = new Router()
    router.on('POST', '/oauth2/default/v1/token', (call) => this.token(call))
    router.on('POST', '/gtm/data/v1/contacts/enrich', (call) => this.enrich(call))
    this.vendor = dataVendor(
      'zoominfo',
      { router, journal: new Journal() },
      { max: Math.floor(perSecond * limitsX), windowMs: 1_000 },
      refused,
    )
  }

  private token(call: Call): Answer {
    const basic = `Basic ${Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64')}`
    if (call.headers.authorization !== basic) return { status: 401, json: { error: 'invalid_client' } }
    const form = formOf(call)
    if (form.get('grant_type') !== 'client_credentials')
      return { status: 400, json: { error: 'unsupported_grant_type' } }
    if (!(form.get('scope') ?? '').split(' ').includes('api:data:contact'))
      return { status: 400, json: { error: 'invalid_scope' } }
    const token = randomBytes(24).toString('base64url')
    this.tokens.set(token, this.clock.now() + tokenMs)
    return {
      status: 200,
      json: { access_token: token, token_type: 'Bearer', expires_in: tokenMs / 1_000, scope: 'api:data:contact' },
    }
  }

  private enrich(call: Call): Answer {
    const token = (call.headers.authorization ?? '').replace(/^Bearer /u, '')
    if ((this.tokens.get(token) ?? 0) <= this.clock.now()) return refused(401, 'The token is missing or has expired')
    if (!String(call.headers['content-type'] ?? '').includes(mediaType)) return refused(400, `Send ${mediaType}`)
    const attributes = attributesOf(call)
    const asked = listOf(attributes['matchPersonInput'])
    if (asked.length < 1 || asked.length > maxPerCall) return refused(400, 'matchPersonInput takes 1 to 25 people')
    if (listOf(attributes['outputFields']).length === 0) return refused(400, 'outputFields is required')
    const answered = asked.map((input, at) => this.answer(isObject(input) ? input : {}, at)).toReversed()
    return {
      status: 200,
      json: { data: this.switches.omits ? answered.slice(1) : answered },
      headers: { 'content-type': mediaType },
    }
  }

  private answer(input: Json, at: number): Json {
    const state = this.people.get(stringOf(input['hashedEmail']) ?? hashOf(stringOf(input['emailAddress']) ?? ''))
    const none = (matchStatus: string) => ({ id: '0', type: 'NoMatch', meta: { input, matchStatus } })
    if (state === undefined) return none('NO_MATCH')
    if (state === 'opted-out') return none(this.switches.word)
    if (this.switches.credits < 1) return none('LIMIT_EXCEEDED')
    this.switches.credits -= 1
    return { id: String(7_000 + at), type: 'Contact', attributes: {}, meta: { input, matchStatus: 'FULL_MATCH' } }
  }

  controlled(url: () => string): ControlledSystem {
    return {
      switches: this.switches,
      state: () => ({ people: Object.fromEntries(this.people), credits: this.switches.credits }),
      counts: () => ({ fiches: this.people.size }),
      search: () => [],
      settings: () => ({ url: url(), clientId: this.clientId, clientSecret: this.clientSecret }),
      act: (body: Json) => {
        const is = body['act'] === 'opt-out' ? 'opted-out' : body['act'] === 'sell' ? 'sold' : null
        if (is === null) throw new ActError('act must be sell or opt-out')
        for (const email of listOf(body['emails'])) this.people.set(hashOf(String(email)), is)
        return { people: this.people.size }
      },
      tokens: (action) => {
        if (action === 'expire-access') this.tokens.clear()
        else throw new ActError('tokens end by themselves')
      },
    }
  }
}

const hashOf = (email: string): string => createHash('sha256').update(email.trim().toLowerCase()).digest('hex')

function attributesOf(call: Call): Json {
  try {
    const body: unknown = JSON.parse(call.raw.toString('utf8'))
    const data = isObject(body) ? body['data'] : null
    return isObject(data) && isObject(data['attributes']) ? data['attributes'] : {}
  } catch {
    return {}
  }
}

const refused = (status: number, detail: string): Answer => ({
  status,
  json: { title: 'Error', detail, errors: [{ code: String(status), detail }] },
})
