import type { ParseArgsConfig } from 'node:util'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { OpenedApp } from '../operations/open-app.ts'
import { openProgram } from './open.ts'
import type { Program } from './program.ts'

export interface CommandInput {
  values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  positionals: readonly string[]
  json: boolean
  config: Config
  log: Logger
  program: Program
}

export interface Command {
  summary: string
  help: string
  options: NonNullable<ParseArgsConfig['options']>
  run(input: CommandInput): Promise<number>
}

/** Opens the program for one command and closes it whatever happens. */
export async function withApp<T>(input: CommandInput, work: (opened: OpenedApp) => Promise<T>): Promise<T> {
  const opened = await openProgram(input.config, input.program, input.log)
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

/** One line of JSON with --json, else the words. */
export function answer(input: CommandInput, data: unknown, words: string): void {
  process.stdout.write(input.json ? `${JSON.stringify(data)}\n` : `${words}\n`)
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
