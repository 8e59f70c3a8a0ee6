import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ParseArgsConfig } from 'node:util'
import type { Logger } from 'pino'
import type { Config } from '../../config.ts'
import { Moment, momentOf } from '../../domain/app/moment.ts'
import type { OpenedApp } from '../../operations/app/open-app.ts'
import { openProgram } from './open.ts'
import { CommandFailed, type Program } from './program.ts'

export interface CommandInput {
  values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  positionals: readonly string[]
  json: boolean
  config: Config
  env: Readonly<Record<string, string | undefined>>
  log: Logger
  program: Program
}

export interface Command {
  summary: string
  help: string | ((program: Program) => string)
  /** Most words that may follow the command's name beside its options. */
  words: number
  options: NonNullable<ParseArgsConfig['options']>
  run(input: CommandInput): Promise<number>
}

/**
 * Opens the program for one command and closes it whatever happens. Only a command that `makesInstallation` may do so:
 * started in another folder than the service, any other would record an objection, or back up, in an empty database of
 * its own and say that it is done.
 */
export async function withApp<T>(
  input: CommandInput,
  work: (opened: OpenedApp) => Promise<T>,
  makesInstallation = false,
): Promise<T> {
  if (!makesInstallation) requireInstallation(input)
  const opened = await openProgram(input.config, input.program, input.log)
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

/** Throws CommandFailed where there is no installation. */
export function requireInstallation({ config: { home, databaseUrl } }: CommandInput): void {
  if (databaseUrl === undefined && !existsSync(join(home, 'db')))
    throw new CommandFailed(
      `There is no installation in ${home}. Run this in the folder where the service runs, or set LAWBASE_HOME (or DATABASE_URL) as the service has it; "lawbase start" creates one.`,
    )
}

/** One line of JSON with --json, else the words. */
export function answer(input: CommandInput, data: unknown, words: string): void {
  process.stdout.write(input.json ? `${JSON.stringify(data)}\n` : `${words}\n`)
}

/** The instant that an option names, by `read` when it is a day; null = it was left out. Throws CommandFailed. */
export function momentGiven(
  input: CommandInput,
  option: string,
  read: (moment: string) => Date = momentOf,
): Date | null {
  const given = text(input.values[option])
  if (given !== null && !Moment.safeParse(given).success)
    throw new CommandFailed(`--${option}: write a moment as 2026-11-25 or 2026-11-25T09:30:00Z`)
  return given === null ? null : read(given)
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
