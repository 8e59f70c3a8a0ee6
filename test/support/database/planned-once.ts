// Gives each statement with values a name, so that the database plans it once a connection: on bases of some hundred
// people planning took half of its time. The server of the tests keeps such a plan whatever the values are
// (cluster.ts). Nothing else changes: statement, values and answer are the same.
import { Client } from 'pg'

type Query = (this: Client, ...args: unknown[]) => unknown

// Once a worker, which loads this before each of its files.
const kept = Client.prototype as unknown as { query: Query; statementNames?: Map<string, string> }
if (kept.statementNames === undefined) {
  const names = new Map<string, string>()
  kept.statementNames = names
  const asBefore = kept.query
  kept.query = function (...args) {
    const [text, values] = args
    if (typeof text !== 'string' || !Array.isArray(values)) return asBefore.apply(this, args)
    const name = names.get(text) ?? `named_${names.size}`
    names.set(text, name)
    return asBefore.apply(this, [{ name, text, values }, ...args.slice(2)])
  }
}
