import { parseArgs } from 'node:util'
import { parseConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { accessCommand } from './evidence/access.ts'
import { auditCommand } from './evidence/audit.ts'
import { backupCommand, restoreCommand } from './backup/backup.ts'
import { classifyCommand } from './contacts/classify.ts'
import { clockCommand } from './inactivity/clock.ts'
import { connectCommand } from './connections/connect.ts'
import { decideCommand } from './decisions/decide.ts'
import { factsCommand } from './decisions/facts.ts'
import { doctorCommand } from './app/doctor.ts'
import { evidenceCommand } from './evidence/evidence.ts'
import { faultSentence } from './app/fault-sentence.ts'
import { importEventsCommand } from './objections/import-events.ts'
import { formsCommand } from './forms/forms.ts'
import { importOptOutsCommand } from './objections/import-optouts.ts'
import { keysCommand } from './backup/keys.ts'
import { migrateCommand } from './app/migrate.ts'
import { objectCommand } from './objections/object.ts'
import { CommandFailed, exitCodes, type Program } from './app/program.ts'
import { accessRequestsCommand } from './evidence/access-requests.ts'
import { configCommand } from './app/config.ts'
import { companiesCommand } from './objections/companies.ts'
import { correctCommand } from './objections/correct.ts'
import { erasuresCommand } from './removals/erasures.ts'
import { purgeCommand } from './removals/purge.ts'
import { runCommand } from './runs/run-hygiene.ts'
import { screenCommand } from './screening/screen.ts'
import { startCommand } from './app/start.ts'
import { usersCommand } from './accounts/users.ts'
import { verifyCommand } from './evidence/verify.ts'
import type { Command } from './app/command.ts'

/** Every command of the command line by its first word. */
export const commands: Readonly<Record<string, Command>> = {
  start: startCommand,
  connect: connectCommand,
  run: runCommand,
  object: objectCommand,
  'import-optouts': importOptOutsCommand,
  'import-events': importEventsCommand,
  screen: screenCommand,
  forms: formsCommand,
  decide: decideCommand,
  facts: factsCommand,
  classify: classifyCommand,
  clock: clockCommand,
  purge: purgeCommand,
  companies: companiesCommand,
  correct: correctCommand,
  erasures: erasuresCommand,
  'access-requests': accessRequestsCommand,
  access: accessCommand,
  evidence: evidenceCommand,
  audit: auditCommand,
  verify: verifyCommand,
  users: usersCommand,
  doctor: doctorCommand,
  config: configCommand,
  backup: backupCommand,
  restore: restoreCommand,
  keys: keysCommand,
  migrate: migrateCommand,
}

/**
 * Runs one command line and gives its exit code: 0 done, 1 found wrong, 2 could not. Answers go to stdout, logs to
 * stderr.
 */
export async function runCli(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  program: Program,
): Promise<number> {
  const [name = 'help', ...rest] = argv
  const command = commands[name]
  if (command === undefined) return sayOverview(name)
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`${typeof command.help === 'string' ? command.help : command.help(program)}\n`)
    return exitCodes.done
  }
  let json = rest.includes('--json')
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { json: { type: 'boolean', default: false }, ...command.options },
      allowPositionals: true,
      strict: true,
    })
    json = values['json'] === true
    const extra = positionals[command.words]
    if (extra !== undefined)
      throw new CommandFailed(`"${extra}" is one word too many here: lawbase ${name} --help shows how it is written.`)
    const config = parseConfig(env, program.connectors)
    return await command.run({
      values,
      positionals,
      json,
      config,
      env,
      log: openLog(levelOf(name, env, config.logLevel)),
      program,
    })
  } catch (error) {
    const message = sentenceOf(error, name)
    if (json) process.stdout.write(`${JSON.stringify({ ok: false, error: message })}\n`)
    process.stderr.write(`${message}\n`)
    return error instanceof CommandFailed ? error.exitCode : exitCodes.couldNot
  }
}

/** The service logs as it is configured; any other command only what somebody asked for, else what went wrong. */
function levelOf<Level extends string>(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  configured: Level,
): Level | 'warn' {
  return name === 'start' || env['LOG_LEVEL'] !== undefined ? configured : 'warn'
}

function sentenceOf(error: unknown, name: string): string {
  return misread(error)
    ? `${error.message.split('. ')[0]}. lawbase ${name} --help lists the options.`
    : faultSentence(error)
}

/** All commands: asked for, or because there is none of this name. */
function sayOverview(name: string): number {
  const help = ['help', '--help', '-h'].includes(name)
  process[help ? 'stdout' : 'stderr'].write(`${help ? '' : `There is no command "${name}".\n`}${overview()}`)
  return help ? exitCodes.done : exitCodes.couldNot
}

/** An option that is not there or lacks its value, as `parseArgs` says it. */
const misread = (error: unknown): error is Error =>
  error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')

function overview(): string {
  const lines = Object.entries(commands).map(([name, command]) => `  lawbase ${name.padEnd(14)} ${command.summary}`)
  return `Lawbase keeps B2B prospecting bases lawful.\n\n${lines.join('\n')}\n\nEach takes --help and --json. Exit codes: 0 done, 1 found wrong, 2 could not.\n`
}
