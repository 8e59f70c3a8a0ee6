import type { RecordRef } from '../../src/connector/records.ts'
import { connect, type Connected, type World } from '../contract/suite/harness.ts'
import type { Subject } from '../contract/suite/subject.ts'
import { stops } from './connector/fields.ts'
import { carnet } from './connector/index.ts'
import { personObject } from './connector/person.ts'
import { startCarnet } from './server/start.ts'
import { signatureOf } from './server/webhooks.ts'

/** A person as the stand-in's control server shows one. */
export interface PersonState {
  id: string
  state: 'live' | 'binned' | 'purged'
  emails: string[]
  no_email: boolean
  no_calls: boolean
  custom: Record<string, string>
}

async function peopleOf(world: World): Promise<PersonState[]> {
  return (await world.control<{ carnet: { people: PersonState[] } }>('GET', '/_sandbox/state')).carnet.people
}

async function personOf(world: World, { id }: RecordRef): Promise<PersonState | undefined> {
  return (await peopleOf(world)).find((person) => person.id === id)
}

const mayChange = new Set(['no_email', 'no_calls', 'opted_out_at', 'changed_at', stops])

export const carnetSubject: Subject = {
  connector: carnet,
  system: 'carnet',
  start: startCarnet,
  async connect(world): Promise<Connected> {
    const redirectUri = 'http://localhost:4999/oauth/callback/carnet'
    const scopes = carnet.auth.type === 'oauth2' ? carnet.auth.scopes.map(({ scope }) => scope) : []
    const app = await world.control<{ clientId: string; clientSecret: string }>('POST', '/_sandbox/apps/carnet', {
      redirectUris: [redirectUri],
      scopes,
    })
    return connect(world, carnet, { ...app, redirectUri, loginHost: null }, 'origin')
  },
  async person(world, email) {
    const set = { emails: [email], first_name: 'Ada', last_name: 'Test', phone: '+33140000000' }
    const made = await world.control<{ id: string }>('POST', '/_sandbox/act', { system: 'carnet', act: 'create', set })
    return { object: personObject, id: made.id }
  },
  async liveIds(world) {
    return (await peopleOf(world)).filter(({ state }) => state === 'live').map(({ id }) => id)
  },
  async untouchable(world, ref) {
    const { custom = {}, ...person } = (await personOf(world, ref)) ?? {}
    const unchanging = Object.entries({ ...person, ...custom }).filter(([name]) => !mayChange.has(name))
    return Object.fromEntries(unchanging)
  },
  async optedOut(world, ref) {
    return (await personOf(world, ref))?.no_email === true
  },
  signedPost({ ref, accountId }, secret, at) {
    const event = { id: 'e1', person: ref.id, what: 'changed', at: at.toISOString(), set: [], by: 'user:7' }
    const body = Buffer.from(JSON.stringify({ account: accountId, events: [event] }))
    const headers = { 'carnet-signature': signatureOf(secret, at, body) }
    return { method: 'POST', url: 'https://lawbase.example.test/webhooks/carnet/key', headers, body }
  },
  optOutWrite: { method: 'PATCH', pathIncludes: '/v1/people' },
  binWrite: { method: 'POST', pathIncludes: '/v1/people/bin' },
  optOutRead: { method: 'POST', pathIncludes: '/v1/people/read' },
  readsByPost: /\/people\/(read|find)$/u,
  sourceProperty: 'origin',
  unknownId: 'p999999',
  recordObject: personObject,
}
