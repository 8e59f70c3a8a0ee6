import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it, and checks that this user may write there. Level by level: Node's own recursive
 * way never ends where the file system answers that a parent does not exist right after it was asked to make it (as
 * /proc does). Throws a sentence.
 */
export function makeFolder(path: string, name: string): void {
  try {
    makeLevels(path)
    if (!statSync(path).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' })
    accessSync(path, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new Error(
      `${name}: nothing can be kept in ${path} (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}). Name a folder that this user may write to.`,
      { cause },
    )
  }
}

function makeLevels(path: string): void {
  if (isThere(path)) return
  if (dirname(path) !== path) makeLevels(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Another start made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}
