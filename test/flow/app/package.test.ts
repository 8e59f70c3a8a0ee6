import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'

const root = join(import.meta.dirname, '../../..')

/** What `npm pack` makes of the built tree, unpacked beside its dependencies as `npm install -g` does. */
describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lawbase-package-'))
  const main = join(folder, 'node_modules/lawbase/dist/src/main.js')
  beforeAll(() => {
    mkdirSync(join(folder, 'node_modules'))
    // Everything is built by whoever runs the tests; building anew would take the program away from other tests.
    const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    })
    expect({ status: packed.status, error: packed.stderr }).toEqual({ status: 0, error: '' })
    spawnSync('tar', ['xzf', join(folder, packed.stdout.trim()), '-C', folder])
    for (const name of readdirSync(join(root, 'node_modules')).filter((one) => !one.startsWith('.')))
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
    spawnSync('mv', [join(folder, 'package'), join(folder, 'node_modules/lawbase')])
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('holds what runs, and neither sources of the program nor tests', () => {
    const held = (path: string) => existsSync(join(folder, 'node_modules/lawbase', path))
    expect(
      [
        'dist/src/main.js',
        'migrations/0001_accounts.sql',
        'src/http/assets/console/base.css',
        'src/http/public/texts/fr.json',
        'README.md',
      ].map(held),
    ).toEqual([true, true, true, true, true])
    expect(['test', 'sandbox', 'dist/sandbox', 'src/main.ts', 'bench', '.lawbase'].map(held)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ])
  })

  it('starts the service in an empty folder', async () => {
    const service = spawn(process.execPath, [main, 'start'], {
      env: {
        PATH: process.env['PATH'],
        LAWBASE_HOME: join(folder, 'home'),
        PORT: '0',
        PUBLIC_PORT: '0',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [service.stdout, service.stderr])
      stream.on('data', (part: Buffer) => (said += part.toString()))
    try {
      await until('it says where it runs', async () => /^Lawbase runs at /mu.test(said))
    } finally {
      const ended = new Promise((resolve) => service.once('exit', resolve))
      service.kill('SIGTERM')
      await ended
    }
    expect(said).toMatch(/Create the first account here/u)
  })
})
