import type { IncomingHttpHeaders } from 'node:http'

/** One request, its body already read; handlers are synchronous so that a write is one step. */
export interface Call {
  readonly method: string
  readonly url: URL
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly raw: Buffer
  readonly params: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly json?: unknown
  readonly html?: string
  readonly text?: string
  /** Sent as they are; the headers say what they are. */
  readonly bytes?: Buffer
  readonly headers?: Readonly<Record<string, string>>
  /** A long poll: what is sent when it ends; headers of this answer are kept. */
  readonly later?: Promise<Answer>
}

/** Thrown by any depth of a handler to answer with a vendor error. */
export class Refusal extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super(`answered ${answer.status}`)
    this.answer = answer
  }
}

export type Json = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

export function formOf(call: Call): URLSearchParams {
  return new URLSearchParams(call.raw.toString('utf8'))
}

/** Both array styles in a query: `a=x,y` and `a=x&a=y` (docs/reference/hubspot.md#values). */
export function queryList(url: URL, name: string): string[] {
  return url.searchParams
    .getAll(name)
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

export function escapeHtml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
