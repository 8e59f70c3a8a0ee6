import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../../scripts/node24.mjs'

/** Of the texts that may be held back, every third is. */
const heldOf = 3

/**
 * All rows of the files `*.jsonl` in a folder, in the order of the files' names, each with the name of its `file`.
 * Throws with file and line where one is no JSON.
 */
export function rowsIn(folder) {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}`)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .flatMap((name) => rowsOfFile(join(folder, name)))
}

/** The rows of one file of JSON lines, each with the name of its `file`. */
export const rowsOfFile = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return []
      try {
        return [{ ...JSON.parse(line), file: basename(path) }]
      } catch (error) {
        throw new Error(`${path}, line ${index + 1} is no JSON: ${error.message}`)
      }
    })

const textOf = (row) => row.body ?? row.email ?? row.phone ?? row.jobTitle ?? ''

/**
 * Whether a row is held back: nobody reads it while rules are written, and no model learns from it. By the hash of its
 * text, so that it stays so for good. Files named `learn-…` were read by those who wrote the rules: nothing of them is;
 * of those named `held-…` everything is.
 */
export const isHeld = (row) =>
  row.file.startsWith('held-') ||
  (!row.file.startsWith('learn-') && createHash('sha256').update(textOf(row)).digest()[0] % heldOf === 0)

/** This repository's own texts of one kind, those to learn from and those held back (corpus/README.md). */
export function ownTexts(kind) {
  const rows = rowsIn(join(root, 'corpus', kind))
  return { learned: rows.filter((row) => !isHeld(row)), held: rows.filter(isHeld) }
}
