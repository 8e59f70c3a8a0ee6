// `npm run demo`: shows the main job on a sandbox of its own. Starts on Node 20 with nothing installed, so: no dependencies here.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installIfNeeded, node24, root, run, toolEnv } from './node24.mjs'

const say = (text) => process.stderr.write(`${text}\n`)
try {
  installIfNeeded(say)
  const node = node24()
  if ((await run('tsc', ['-p', '.', '--incremental'], { stdio: ['ignore', 2, 2] })) !== 0) throw new Error('The build failed: see the lines above.')
  const child = spawn(node, [join(root, 'scripts/demo/main.mjs'), ...process.argv.slice(2)], { stdio: 'inherit', env: toolEnv(), cwd: root })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => process.exit(code ?? 1))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(2)
}
