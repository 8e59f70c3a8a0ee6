import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Folder of package.json: the same whether the sources or the built files run. */
export const packageRoot = findRoot(import.meta.dirname)

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  return findRoot(dirname(folder))
}
