import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Runs this program on the Node 24 that its package brings (Linux, x64 or arm64) and ends as it ends; false when there
 * is none. Runs on older versions of Node, so it uses nothing new.
 */
export function runOnOwnNode(): boolean {
  const node = ownNode()
  if (node === null) return false
  const child = spawn(node, ['--enable-source-maps', ...process.argv.slice(1)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)))
  return true
}

function ownNode(): string | null {
  try {
    const path = join(
      dirname(createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/package.json`)),
      'bin',
      'node',
    )
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}
