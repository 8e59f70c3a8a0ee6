import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { trimEndOf } from './domain/app/trim-signs.ts'

/** Settings that open something: each may stand in a file of its own, named by the variable with `_FILE` behind it. */
export const secretNames = ['LAWBASE_KEY', 'DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'METRICS_TOKEN'] as const

/** A setting as it was found, and where: `environment`, or the path of a file. */
interface FoundSetting {
  value: string
  from: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Gathers the settings: the environment first, then files of secrets, then the file that LAWBASE_CONFIG names (lines
 * `NAME=value`, as in a file of systemd or of compose). `known`: every name that means something; `faults`: what is
 * wrong, each with the name at fault.
 */
export function gatherSettings(
  env: Environment,
  known: ReadonlySet<string>,
): { settings: ReadonlyMap<string, FoundSetting>; faults: string[] } {
  const faults: string[] = []
  const path = env['LAWBASE_CONFIG']
  const settings = new Map<string, FoundSetting>()
  for (const [name, value] of Object.entries(path ? readSettings(path, known, faults) : {}))
    if (value !== undefined && value !== '') settings.set(name, { value, from: path ?? '' })
  const given = Object.entries(env).filter(([name, value]) => value !== undefined && value !== '' && known.has(name))
  for (const [name, value = ''] of given) settings.set(name, { value, from: 'environment' })
  for (const name of secretNames) takeSecret(name, settings, faults)
  return { settings, faults }
}

/** The names with `_FILE` behind them. */
export const secretFileNames: readonly string[] = secretNames.map((name) => `${name}_FILE`)

function readSettings(path: string, known: ReadonlySet<string>, faults: string[]): Environment {
  const text = readOr(path, 'LAWBASE_CONFIG', faults)
  if (text === null) return {}
  const found = parseEnv(text)
  for (const name of Object.keys(found))
    if (!known.has(name)) faults.push(`${name}: no setting of that name is known (in ${path})`)
  return found
}

/** Reads the file of a secret in the place of its variable; the line's end that editors add is no part of it. */
function takeSecret(name: string, settings: Map<string, FoundSetting>, faults: string[]): void {
  const file = settings.get(`${name}_FILE`)
  if (file === undefined) return
  if (settings.has(name)) {
    faults.push(`${name}_FILE: ${name} is given too: name one of them`)
    return
  }
  const text = readOr(file.value, `${name}_FILE`, faults)
  if (text === null) return
  const value = trimEndOf(text, /[\r\n]/u)
  if (value === '') faults.push(`${name}_FILE: the file is empty`)
  else settings.set(name, { value, from: file.value })
}

function readOr(path: string, name: string, faults: string[]): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    faults.push(`${name}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
    return null
  }
}
