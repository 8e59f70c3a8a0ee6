import type { Connector } from '../../connector/contract.ts'
import type { App } from '../../operations/app/app.ts'
import type { Handlers } from '../../queue/work.ts'

/** What src/main.ts puts together. */
export interface Program {
  connectors: readonly Connector[]
  handlers: (app: App) => Handlers
  /** Path of the running program, for its child process. */
  program: string
}

/** Exit codes of every command (docs/reference/promises.md#console). */
export const exitCodes = { done: 0, foundWrong: 1, couldNot: 2 } as const

/** A command line that cannot be understood, or work that could not be done; the sentence says what to do. */
export class CommandFailed extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode: number = exitCodes.couldNot) {
    super(message)
    this.exitCode = exitCode
  }
}
