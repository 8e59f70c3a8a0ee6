import { Channel, channels } from './channel.ts'
import { normalEmail } from './identity.ts'

/** Files of people who opted out at a broker, as brokers give them (brokers-and-optout-protocols.md §3). */
export const optOutFormats = ['generic-csv', 'pdl-csv', 'lusha-json'] as const
export type OptOutFormat = (typeof optOutFormats)[number]

/** One person of such a file. Without an address the vendor's own id is all there is. */
export interface OptOut {
  /** Row or item, counted from 1, for reports that name nobody. */
  row: number
  email: string | null
  vendorId: string | null
  channels: readonly Channel[]
  at: Date | null
}

/** What a file holds, and the rows that say nothing that can be used. */
export interface OptOutFile {
  people: OptOut[]
  wrong: { row: number; why: string }[]
}

type Row = Readonly<Record<string, string>>

const emailNames = ['email', 'e-mail', 'email_address', 'adresse_email']
/** The column that names a person in a file of People Data Labs is not published with its name: ids are read from the first of these, else from the only column. */
const idNames = ['pdl_id', 'id', 'person_id']
const dateNames = ['objected_at', 'opted_out_at', 'date']

/** Rows with a header: an address, and maybe channels and a day. */
export function readGeneric(rows: readonly Row[]): OptOutFile {
  return collect(rows.map((row, index) => {
    const email = normalEmail(pick(row, emailNames) ?? '')
    if (email === null) return { row: index + 1, why: 'no complete address' }
    const named = (row['channels'] ?? '').split(/[\s,;]+/u).filter((name) => name !== '')
    const wanted = named.map((name) => Channel.safeParse(name))
    if (wanted.some((result) => !result.success)) return { row: index + 1, why: 'a channel that there is not' }
    return { row: index + 1, email, vendorId: null, channels: wanted.length === 0 ? channels : wanted.flatMap((result) => (result.success ? [result.data] : [])), at: dateOf(pick(row, dateNames)) }
  }))
}

/** The file of `GET /v5/person/subjectrequest`: ids of People Data Labs that opted out. */
export function readPdl(rows: readonly Row[]): OptOutFile {
  return collect(rows.map((row, index) => {
    const values = Object.values(row)
    const vendorId = (pick(row, idNames) ?? (values.length === 1 ? values[0] : undefined) ?? '').trim()
    return vendorId === '' ? { row: index + 1, why: 'no id' } : { row: index + 1, email: null, vendorId, channels, at: null }
  }))
}

/** One body of Lusha's opt-out webhook, or a list of them. It holds an id and no address. Its dates have no zone: they are read as UTC. */
export function readLusha(json: unknown): OptOutFile {
  return collect((Array.isArray(json) ? json : [json]).map((item: unknown, index) => {
    const body = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>
    const id = body['contactId']
    if ((typeof id !== 'string' && typeof id !== 'number') || id === '') return { row: index + 1, why: 'no contactId' }
    const date = typeof body['contactOptOutDate'] === 'string' ? body['contactOptOutDate'] : undefined
    return { row: index + 1, email: null, vendorId: String(id), channels, at: dateOf(date?.replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$/u, '$1T$2Z')) }
  }))
}

function collect(read: readonly (OptOut | { row: number; why: string })[]): OptOutFile {
  return { people: read.flatMap((one) => ('why' in one ? [] : [one])), wrong: read.flatMap((one) => ('why' in one ? [one] : [])) }
}

function pick(row: Row, names: readonly string[]): string | undefined {
  const name = names.find((one) => Object.hasOwn(row, one) && row[one] !== '')
  return name === undefined ? undefined : row[name]
}

function dateOf(text: string | undefined): Date | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/u.test(text)) return null
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at
}
