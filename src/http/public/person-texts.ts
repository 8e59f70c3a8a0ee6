import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../../package-root.ts'
import { frenchText } from '../../domain/app/french-text.ts'
import type base from './texts/en.json'

export type TextKey = keyof typeof base
type PersonTexts = Readonly<Record<TextKey, string>>

/** One language of the person's pages. Texts that its file lacks are English. */
export interface PersonLanguage {
  /** e.g. `fr`, `pt-br`. */
  code: string
  texts: PersonTexts
  missing: readonly TextKey[]
  /** Names in the file that no page uses. */
  unknown: readonly string[]
}
export type PersonLanguages = ReadonlyMap<string, PersonLanguage>

const ownFolder = join(packageRoot, 'src/http/public/texts')
const fileName = /^([a-z]{2,3}(?:-[a-z0-9]{2,8})?)\.json$/u
const TextFile = z.record(z.string(), z.string())

/**
 * Every language there is a file for: ours, and those in the admin's folder, which wins text by text. A file that is no
 * JSON object of texts is an error with its name, never half a language.
 */
export function loadPersonLanguages(adminFolder: string | null): PersonLanguages {
  const english = read(ownFolder, 'en.json') as unknown as PersonTexts
  const keys = Object.keys(english) as TextKey[]
  const files = new Map<string, Record<string, string>>()
  for (const folder of [ownFolder, ...(adminFolder === null ? [] : [adminFolder])]) {
    for (const name of namesIn(folder)) {
      const code = fileName.exec(name)?.[1]
      if (code !== undefined) files.set(code, { ...files.get(code), ...read(folder, name) })
    }
  }
  return new Map(
    [...files]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, given]) => {
        const typed =
          code === 'fr'
            ? Object.fromEntries(Object.entries(given).map(([key, text]) => [key, frenchText(text)]))
            : given
        return [
          code,
          {
            code,
            texts: {
              ...english,
              ...Object.fromEntries(keys.flatMap((key) => (typed[key] === undefined ? [] : [[key, typed[key]]]))),
            },
            missing: keys.filter((key) => given[key] === undefined),
            unknown: Object.keys(given).filter((key) => !(key in english)),
          },
        ]
      }),
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function read(folder: string, name: string): Record<string, string> {
  const parsed = z
    .string()
    .transform((text, ctx) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        ctx.addIssue({ code: 'custom', message: 'is no JSON' })
        return z.NEVER
      }
    })
    .pipe(TextFile)
    .safeParse(readFileSync(join(folder, name), 'utf8'))
  if (!parsed.success)
    throw new Error(`The texts in ${join(folder, name)} cannot be used: the file must be one JSON object of texts.`)
  return parsed.data
}

/** Fills `{name}` in a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/gu, (whole, name: string) =>
    values[name] === undefined ? whole : String(values[name]),
  )
}

/** The visitor's switch, else the link's language, else the browser's in its order, else French, else English. */
export function chooseLanguage(
  languages: PersonLanguages,
  asked: { chosen: unknown; ofLink: string | null; accept: string | undefined },
): PersonLanguage {
  const known = (code: unknown) => (typeof code === 'string' ? languages.get(code.toLowerCase()) : undefined)
  const accepted = (asked.accept ?? '')
    .split(',')
    .map((part) => {
      const [code = '', ...rest] = part.trim().split(';')
      return { code, weight: Number(/q=([\d.]+)/u.exec(rest.join(';'))?.[1] ?? 1) }
    })
    .filter(({ code, weight }) => code !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  const browser = accepted
    .map(({ code }) => known(code) ?? known(code.split('-')[0]))
    .find((language) => language !== undefined)
  const found = known(asked.chosen) ?? known(asked.ofLink) ?? browser ?? languages.get('fr') ?? languages.get('en')
  if (found === undefined) throw new Error('There is no language at all')
  return found
}
