/**
 * Asks whoever began a work for something that only it has: bytes of a sealed file, a page of the web. Rejects when it
 * is refused.
 */
export type Ask = <Value>(name: string, input: unknown) => Promise<Value>

/**
 * The default export of a file that runs in a thread of its own: one answer, or items one after the other. What goes in
 * and comes out is copied (structured clone), so plain data only.
 */
export type Work<Input, Output> = (input: Input, ask: Ask) => Output | Promise<Output> | AsyncIterable<Output>

/** What a work may ask for, by name. */
export type Helpers = Readonly<Record<string, (input: never) => Promise<unknown>>>

export interface WorkOptions {
  helpers?: Helpers
  /** How long one answer or item may take, without waiting for helpers; left out = as the threads were opened with. */
  maxMs?: number
}

/**
 * Threads in which texts of strangers are read, so that a text made to be hard stops neither doors nor workers. Both
 * throw ThreadLimit when the work took too much, else what the work threw (its name and message; no fields of its own).
 * `work`: `new URL` of the work's file.
 */
export interface Threads {
  run<Output>(work: URL, input: unknown, options?: WorkOptions): Promise<Output>
  /** Each item has the whole time; an item is made when it is asked for. */
  stream<Item>(work: URL, input: unknown, options?: WorkOptions): AsyncIterable<Item>
  close(): Promise<void>
}

/** The file of a work beside the file that runs it: sources and what is built from them end differently. */
export const workFile = (name: string, from: string): URL =>
  new URL(`${name}${from.slice(from.lastIndexOf('.'))}`, from)

/** A text took more time or memory than reading one may. */
export class ThreadLimit extends Error {
  readonly limit: 'time' | 'memory'
  constructor(limit: 'time' | 'memory') {
    super(`Reading a text took too much ${limit}`)
    this.name = 'ThreadLimit'
    this.limit = limit
  }
}
