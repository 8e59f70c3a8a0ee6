import type { Answer } from '../../../sandbox/core/call.ts'
import { Refusal } from '../../../sandbox/core/call.ts'
import type { Clock } from '../../../sandbox/core/clock.ts'
import { Journal, Table } from '../../../sandbox/core/table.ts'

/** One person of the account. Times are milliseconds; a purged one keeps its id for a while and nothing else. */
export interface Person {
  readonly id: string
  readonly state: 'live' | 'binned' | 'purged'
  readonly emails: readonly string[]
  readonly first_name: string | null
  readonly last_name: string | null
  readonly job_title: string | null
  readonly company: string | null
  readonly phone: string | null
  readonly country: string | null
  readonly origin: string | null
  readonly stage: string | null
  readonly contract_end: string | null
  readonly no_email: boolean
  readonly no_calls: boolean
  /** When one of the two was set last. */
  readonly opted_out_at: number | null
  readonly last_reply_at: number | null
  readonly created_at: number
  readonly changed_at: number
  readonly custom: Readonly<Record<string, string>>
}

/** A field that an app or an admin added. */
interface CustomField {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'date'
}

export interface CarnetEvent {
  readonly person: string
  readonly what: 'created' | 'changed' | 'binned' | 'restored' | 'purged'
  readonly at: number
  /** Flags that this change set. */
  readonly set: readonly string[]
  /** `user:7`, `person` or `app:…`. */
  readonly by: string
}

export const accountId = 'carnet-4711'

/** The account: two tables, and what its changes tell the outside. */
export interface Account {
  readonly clock: Clock
  readonly journal: Journal
  readonly people: Table<Person>
  readonly fields: Table<CustomField>
  readonly outbox: CarnetEvent[]
  /** Switches of a tester: see start.ts. */
  readonly switches: { importing: boolean; lockedIds: string[]; dataHost: string }
}

export function openAccount(clock: Clock): Account {
  const journal = new Journal()
  return {
    clock,
    journal,
    people: new Table(journal),
    fields: new Table(journal),
    outbox: [],
    switches: { importing: false, lockedIds: [], dataHost: '' },
  }
}

const nobody: Omit<Person, 'id' | 'created_at' | 'changed_at'> = {
  state: 'live',
  emails: [],
  first_name: null,
  last_name: null,
  job_title: null,
  company: null,
  phone: null,
  country: null,
  origin: null,
  stage: null,
  contract_end: null,
  no_email: false,
  no_calls: false,
  opted_out_at: null,
  last_reply_at: null,
  custom: {},
}

export function addPerson(account: Account, given: Partial<Person>, by: string): Person {
  const now = account.clock.now()
  const id = `p${String(account.people.size + 1).padStart(6, '0')}`
  const person: Person = { ...nobody, created_at: now, ...given, id, changed_at: now }
  account.people.set(id, person)
  account.outbox.push({ person: id, what: 'created', at: now, set: flagsOf(person), by })
  return person
}

/** Any change of a person: moves its date and tells the outside. */
export function changePerson(account: Account, person: Person, change: Partial<Person>, by: string): Person {
  const now = account.clock.now()
  const next = { ...person, ...change, changed_at: now }
  const set = flagsOf(next).filter((flag) => !flagsOf(person).includes(flag))
  const changed = set.length === 0 ? next : { ...next, opted_out_at: now }
  account.people.set(person.id, changed)
  const moved = next.state === person.state ? null : next.state
  const what = moved === null ? 'changed' : moved === 'live' ? 'restored' : moved
  account.outbox.push({ person: person.id, what, at: now, set, by })
  return changed
}

/** What is left of a purged person. */
export const emptied: Partial<Person> = { ...nobody, state: 'purged' }

function flagsOf({ no_email, no_calls }: Person): string[] {
  return [...(no_email ? ['no_email'] : []), ...(no_calls ? ['no_calls'] : [])]
}

/** An error in the vendor's own shape, for any depth of a handler. */
export function refuse(status: number, code: string, more: Readonly<Record<string, unknown>> = {}): Refusal {
  return new Refusal(errorAnswer(status, code, more))
}

export function errorAnswer(status: number, code: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  return { status, json: { error: { code, ...more } } }
}
