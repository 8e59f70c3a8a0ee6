import { once } from 'node:events'
import { PassThrough, type Duplex } from 'node:stream'
import type { PoolClient } from 'pg'

/** What the driver hands to a query of our own making; its types leave out the messages of COPY. */
interface Wire {
  stream: Duplex
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

/** The messages of a COPY; those that cannot come are left empty. */
interface CopyQuery {
  submit(wire: unknown): void
  handleCopyData?(message: { chunk: Buffer }): void
  handleCopyInResponse?(): void
  handleCommandComplete(): void
  handleReadyForQuery(): void
  handleError(error: Error): void
  callback(error?: Error): void
}

/**
 * Rows of a `copy … to stdout` as they come, in the server's text form. The client is free again when the stream has
 * ended.
 */
export function copyOut(client: PoolClient, statement: string): PassThrough {
  const out = new PassThrough({ highWaterMark: 1 << 18 })
  let wire: Wire | null = null
  out.on('drain', () => wire?.stream.resume())
  run(client, {
    submit: (connection) => {
      wire = connection as Wire
      wire.query(statement)
    },
    // The driver uses its buffer again: what is kept must be a copy.
    handleCopyData: ({ chunk }) => {
      if (!out.write(Buffer.from(chunk))) wire?.stream.pause()
    },
    handleCommandComplete: () => undefined,
    handleReadyForQuery: () => {
      // A stream that ends tells of no drain any more: who held the wire back lets it go now, or nothing is ever heard
      // on it again.
      wire?.stream.resume()
      out.end()
    },
    handleError: (error) => out.destroy(error),
    callback: (error) => error !== undefined && out.destroy(error),
  })
  return out
}

/** Sends rows to a `copy … from stdin`. Rejects with the server's error, or with that of `rows`. */
export function copyIn(client: PoolClient, statement: string, rows: AsyncIterable<Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    let wire: Wire | null = null
    let failure: unknown = null
    const send = async (to: Wire) => {
      try {
        for await (const chunk of rows) {
          if (failure !== null) return
          to.sendCopyFromChunk(chunk)
          if (to.stream.writableNeedDrain) await once(to.stream, 'drain')
        }
        to.endCopyFrom()
      } catch (error) {
        failure ??= error
        to.sendCopyFail('the rows ended early')
      }
    }
    run(client, {
      submit: (connection) => {
        wire = connection as Wire
        wire.query(statement)
      },
      handleCopyInResponse: () => void (wire !== null && send(wire)),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => (failure === null ? resolve() : reject(failure as Error)),
      handleError: (error) => {
        failure ??= error
        reject(failure as Error)
      },
      callback: (error) => error !== undefined && reject(error),
    })
  })
}

function run(client: PoolClient, query: CopyQuery): void {
  client.query(query)
}
