import type { Random } from '../core/prng.ts'
import { createRandom } from '../core/prng.ts'
import type { Country } from './names.ts'
import {
  companyTrades,
  companyWords,
  countries,
  firstNames,
  lastNames,
  mailboxHosts,
  roleNames,
  slug,
  titles,
  unknownTitles,
} from './names.ts'

type Where = 'both' | 'hubspot' | 'salesforce'
type SourceKind = 'form' | 'broker' | 'salon' | 'import' | null
/**
 * What the last act of the person looks like. `silent*`: created and last heard of more than three years ago
 * everywhere; `edge-*`: last act on the three-year line; `silent-here-*`: silent in one CRM, active in the other.
 */
type Life =
  | 'recent'
  | 'silent'
  | 'silent-opens'
  | 'silent-customer'
  | 'edge-exact'
  | 'edge-inside'
  | 'edge-past'
  | 'silent-in-hubspot'
  | 'silent-in-salesforce'
type OptOut = 'none' | 'hubspot' | 'salesforce' | 'both' | 'hubspot-secondary' | 'hubspot-type'

interface Company {
  readonly name: string
  readonly domain: string
}
export interface SeedPerson {
  readonly index: number
  readonly where: Where
  readonly first: string
  readonly last: string
  readonly company: Company
  readonly email: string
  /** Another address of the same person: secondary at HubSpot, or the address of a duplicate. */
  readonly otherEmail: string
  readonly role: boolean
  readonly title: string
  readonly country: Country
  readonly source: SourceKind
  readonly life: Life
  readonly optOut: OptOut
  /** HubSpot shows `otherEmail` as the primary and `email` as an additional one. */
  readonly swapped: boolean
  /** Another family name on the same address at Salesforce. */
  readonly otherLast: string | null
  readonly alsoLead: boolean
  readonly duplicate: 'none' | 'hubspot' | 'salesforce'
  readonly createdDaysAgo: number
  readonly actDaysAgo: number | null
  readonly phone: string
}

/** The records a person got in one CRM, by the person's number. */
export type SeededIds = Map<number, string[]>

export interface Population {
  readonly people: readonly SeedPerson[]
  readonly companies: readonly Company[]
}

/** N records per CRM: 40 % of the people stand in both. */
export function populate(contacts: number, seed: number): Population {
  const random = createRandom(seed)
  const companies = makeCompanies(Math.max(3, Math.ceil(contacts / 8)), random)
  const shared = Math.floor(contacts * 0.4)
  const people: SeedPerson[] = []
  const taken = new Set<string>()
  let [hubspot, salesforce] = [0, 0]
  while (hubspot < contacts || salesforce < contacts) {
    const where: Where =
      people.length < shared && hubspot < contacts && salesforce < contacts
        ? 'both'
        : hubspot < contacts
          ? 'hubspot'
          : 'salesforce'
    const left = { hubspot: contacts - hubspot, salesforce: contacts - salesforce }
    const one = makePerson(people.length, where, left, { companies, taken, random })
    people.push(one)
    hubspot += one.where === 'salesforce' ? 0 : 1 + Number(one.duplicate === 'hubspot')
    salesforce += one.where === 'hubspot' ? 0 : 1 + Number(one.duplicate === 'salesforce') + Number(one.alsoLead)
  }
  return { people, companies }
}

function makeCompanies(count: number, random: Random): Company[] {
  return Array.from({ length: count }, (_, index) => {
    const base = `${companyWords[index % companyWords.length] ?? 'Acme'} ${companyTrades[Math.floor(index / companyWords.length) % companyTrades.length] ?? 'Conseil'}`
    const round = Math.floor(index / (companyWords.length * companyTrades.length))
    const name = round === 0 ? base : `${base} ${round + 1}`
    return { name: random.chance(0.3) ? `${name} SAS` : name, domain: `${slug(name)}.example.test` }
  })
}

interface Maker {
  readonly companies: readonly Company[]
  /** Addresses that somebody has. */
  readonly taken: Set<string>
  readonly random: Random
}

function makePerson(
  index: number,
  where: Where,
  left: { hubspot: number; salesforce: number },
  { companies, taken, random }: Maker,
): SeedPerson {
  const first = random.pick(firstNames)
  const last = random.pick(lastNames)
  const company = random.pick(companies)
  const { email, otherEmail, role } = addressesOf(first, last, company, { companies, taken, random })
  const life = pickLife(index, where, random)
  const { created, act } = datesFor(life, random)
  const variant = random.next()
  const shape = shapeOf(variant, where, { hubspot: left.hubspot > 1, salesforce: left.salesforce > 1 })
  const otherLast =
    where === 'both' && variant >= 0.2 && variant < 0.206
      ? random.pick(lastNames.filter((name) => name !== last))
      : null
  return {
    index,
    where,
    first,
    last,
    company,
    email,
    otherEmail,
    role,
    title: random.chance(0.06) ? random.pick(unknownTitles) : random.pick(titles),
    country: pickCountry(random),
    source: pickSource(random),
    life,
    optOut: pickOptOut(where, shape.swapped, random),
    ...shape,
    otherLast,
    createdDaysAgo: created,
    actDaysAgo: act,
    phone: random.chance(0.5)
      ? `+33 1 99 00 ${two(random)} ${two(random)}`
      : `+33 6 39 98 ${two(random)} ${two(random)}`,
  }
}

function addressesOf(
  first: string,
  last: string,
  company: Company,
  { taken, random }: Maker,
): Pick<SeedPerson, 'email' | 'otherEmail' | 'role'> {
  const kind = random.next()
  const role = kind < 0.03
  const local = `${slug(first)}.${slug(last)}`
  const email = role
    ? unique(random.pick(roleNames), company.domain, '', taken)
    : kind < 0.07
      ? unique(local, random.pick(mailboxHosts), '.example', taken)
      : unique(local, company.domain, '', taken)
  return { email, otherEmail: unique(`${slug(first).slice(0, 1)}${slug(last)}`, company.domain, '', taken), role }
}

/** How the person stands in the CRMs beyond one record each, where there is room for one more. */
function shapeOf(
  variant: number,
  where: Where,
  room: { hubspot: boolean; salesforce: boolean },
): Pick<SeedPerson, 'swapped' | 'alsoLead' | 'duplicate'> {
  const between = (from: number, to: number): boolean => variant >= from && variant < to
  return {
    swapped: where === 'both' && variant < 0.05,
    alsoLead: where === 'both' && between(0.05, 0.075) && room.salesforce,
    duplicate:
      between(0.1, 0.115) && where !== 'salesforce' && room.hubspot
        ? 'hubspot'
        : between(0.12, 0.145) && where !== 'hubspot' && room.salesforce
          ? 'salesforce'
          : 'none',
  }
}

function two(random: Random): string {
  return String(random.int(0, 99)).padStart(2, '0')
}

/** Private mailboxes end with `.example` before the @, company addresses under `.example.test`. */
function unique(local: string, domain: string, suffix: string, taken: Set<string>): string {
  for (let round = 1; ; round += 1) {
    const email = `${local}${round === 1 ? '' : round}${suffix}@${domain}`
    if (taken.has(email)) continue
    taken.add(email)
    return email
  }
}

/** The first people of each kind are fixed, so that small bases have the edges too. */
const fixedLives: ReadonlyMap<number, Life> = new Map([
  [2, 'edge-exact'],
  [3, 'edge-inside'],
  [4, 'edge-past'],
  [5, 'edge-exact'],
  [6, 'edge-inside'],
  [7, 'edge-past'],
])

/** The share of each life, each bound added to the one before it. */
const lives: readonly (readonly [below: number, life: Life, where?: Where])[] = [
  [0.045, 'silent'],
  [0.065, 'silent-opens'],
  [0.075, 'silent-customer'],
  [0.078, 'edge-exact'],
  [0.081, 'edge-inside'],
  [0.084, 'edge-past'],
  [0.104, 'silent-in-hubspot', 'both'],
  [0.124, 'silent-in-salesforce', 'both'],
]

function pickLife(index: number, where: Where, random: Random): Life {
  const fixed = fixedLives.get(index)
  if (fixed !== undefined) return fixed
  const r = random.next()
  return lives.find(([below, , only]) => r < below && (only === undefined || only === where))?.[1] ?? 'recent'
}

const threeYears = 1_096

/** Days are refined to the calendar later; edges get their exact day there. */
function datesFor(life: Life, random: Random): { created: number; act: number | null } {
  if (life === 'recent') {
    const created = random.int(3, 2_100)
    const old = created > threeYears - 30
    if (!old && random.chance(0.35)) return { created, act: null }
    return { created, act: random.int(1, Math.min(created, threeYears - 30)) }
  }
  const created = random.int(threeYears + 120, 2_100)
  if (life.startsWith('edge')) return { created, act: threeYears }
  if (life === 'silent-in-hubspot' || life === 'silent-in-salesforce')
    return { created, act: random.int(5, threeYears - 60) }
  return { created, act: random.chance(0.5) ? random.int(threeYears + 20, created) : null }
}

function pickCountry(random: Random): Country {
  let r = random.int(0, countries.reduce((sum, country) => sum + country.weight, 0) - 1)
  for (const country of countries) {
    if (r < country.weight) return country
    r -= country.weight
  }
  throw new RangeError('the weights of the countries do not add up')
}

function pickSource(random: Random): SourceKind {
  const r = random.next()
  if (r < 0.6) return 'form'
  if (r < 0.8) return 'broker'
  if (r < 0.88) return 'salon'
  return r < 0.92 ? 'import' : null
}

function pickOptOut(where: Where, swapped: boolean, random: Random): OptOut {
  const r = random.next()
  if (swapped && r < 0.15) return 'hubspot-secondary'
  if (where === 'both')
    return r < 0.04 ? 'hubspot' : r < 0.08 ? 'salesforce' : r < 0.1 ? 'both' : r < 0.11 ? 'hubspot-type' : 'none'
  if (where === 'hubspot') return r < 0.04 ? 'hubspot' : r < 0.05 ? 'hubspot-type' : 'none'
  return r < 0.04 ? 'salesforce' : 'none'
}
