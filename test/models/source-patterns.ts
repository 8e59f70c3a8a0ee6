import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

/** A regular expression of the product, and where it stands or is made. */
export interface SourcePattern {
  source: string
  flags: string
  at: string
}

const root = new URL('../..', import.meta.url).pathname

const sourceFiles = (): string[] =>
  globSync('{src,connectors,jobs}/**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.tsx?$/u.test(file))

/** Every regular expression written in the sources of the product. */
export function writtenPatterns(): SourcePattern[] {
  return sourceFiles().flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const found: SourcePattern[] = []
    walk(parseSync(file, text).program, (node) => {
      const { regex, start } = node as { regex?: { pattern: string; flags: string }; start: number }
      if (node['type'] === 'Literal' && regex !== undefined)
        found.push({
          source: regex.pattern,
          flags: regex.flags,
          at: `${file}:${text.slice(0, start).split('\n').length}`,
        })
    })
    return found
  })
}

/** Places that make patterns of texts: file and the text of the call up to its first comma. */
export function madePatternPlaces(): string[] {
  return [
    ...new Set(sourceFiles().filter((file) => readFileSync(join(root, file), 'utf8').includes('new RegExp('))),
  ].toSorted()
}

/** Patterns that modules of `folder` make of tables as they are loaded. */
export async function madePatterns(folder: string): Promise<SourcePattern[]> {
  const found: SourcePattern[] = []
  const Original = globalThis.RegExp
  globalThis.RegExp = new Proxy(Original, {
    construct(target, args, newTarget) {
      const made = Reflect.construct(target, args, newTarget) as RegExp
      // The caller of the constructor: a library that a module loads makes patterns of its own.
      const caller = new Error().stack?.split('\n')[2] ?? ''
      if (caller.includes(`/${folder}/`))
        found.push({
          source: made.source,
          flags: made.flags,
          at: caller.slice(caller.indexOf(folder)).replace(/[)\s].*$/u, ''),
        })
      return made
    },
  })
  try {
    for (const file of sourceFiles().filter((one) => one.startsWith(`${folder}/`) && one.endsWith('.ts')))
      await import(join(root, file))
  } finally {
    globalThis.RegExp = Original
  }
  return found
}

function walk(value: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit)
  else if (typeof value === 'object' && value !== null) {
    visit(value as Record<string, unknown>)
    for (const one of Object.values(value)) walk(one, visit)
  }
}
