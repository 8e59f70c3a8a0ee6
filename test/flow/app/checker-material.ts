import { createHash } from 'node:crypto'
import type { SeedPerson } from '../../support/seed-people.ts'

interface Contact {
  id: string
  archived: boolean
  properties: Record<string, string>
}
export interface State {
  hubspot: { contacts: Contact[]; optOuts: { email: string; portalWide: boolean; at: string; source: string }[] }
  salesforce: {
    contacts: Record<string, unknown>[]
    leads: Record<string, unknown>[]
    emailMessages: Record<string, unknown>[]
    emailMessageRelations: Record<string, unknown>[]
  }
  broker: { notices: { valid: boolean }[] }
}
export interface Line {
  seq: number
  actId: string
  act: string
  at: string
  actor: string
  contactId: string | null
  connectionId: string | null
  details: Record<string, unknown>
  chain: string
}
export interface Request {
  seq: number
  at: string
  virtualAt: string
  system: string
  method: string
  path: string
  status: number
  body: unknown
}
export interface Material {
  before: State
  now: State
  requests: Request[]
  auditLines: Line[]
}
export interface Known {
  objector: SeedPerson
  binned: Contact
}

/**
 * What the checker says about material that was changed by hand. The chain is made anew unless it is what was changed.
 */
export type Plant = (material: Material, known: Known) => void

export function rechain(lines: Line[]): void {
  let chain = Buffer.alloc(32)
  for (const [index, line] of lines.entries()) {
    line.seq = index + 1
    const content = [
      line.seq,
      line.actId,
      line.act,
      line.at,
      line.actor,
      line.contactId,
      line.connectionId,
      sorted(line.details),
    ]
    chain = createHash('sha256').update(chain).update(JSON.stringify(content)).digest()
    line.chain = chain.toString('hex')
  }
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

export function removal(material: Material): Request {
  const found = material.requests.find((request) => request.path.includes('/batch/archive'))
  if (found === undefined) throw new Error('nothing was removed')
  return found
}

/** A request of the product that never was, received after all others. */
export function ask(material: Material, request: Partial<Request>): void {
  const last = material.requests.at(-1)
  if (last === undefined) throw new Error('no requests')
  material.requests.push({ ...last, seq: last.seq + 1, status: 200, body: null, ...request })
}

export function salesforceRow(state: State, id: string | undefined): Record<string, unknown> {
  return [...state.salesforce.contacts, ...state.salesforce.leads].find((row) => row['Id'] === id) ?? {}
}

export function lineOf(material: Material, fits: (line: Line) => boolean): Line {
  const found = material.auditLines.find(fits)
  if (found === undefined) throw new Error('no such line')
  return found
}
