import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { packageRoot } from '../../package-root.ts'

const require = createRequire(import.meta.url)

const ofOurs = (name: string): string => join(packageRoot, 'src/http/assets', name)
const css = 'text/css; charset=utf-8'
const script = 'text/javascript; charset=utf-8'

/** What the style of the console is made of, in the order in which one rule beats another. */
const consoleStyles = [
  'base',
  'frame',
  'cards',
  'tables',
  'states',
  'forms',
  'steps',
  'contact',
  'drawings',
  'plain',
  'wide-tables',
  'narrow',
  'choices',
  'questions',
]

/** Every file the pages may load, and what it is made of; nothing is served by its path. */
const files: Readonly<Record<string, { type: string; paths: () => string[] }>> = {
  'console.css': { type: css, paths: () => consoleStyles.map((name) => ofOurs(`console/${name}.css`)) },
  'public.css': { type: css, paths: () => [ofOurs('public.css')] },
  ...Object.fromEntries(
    [
      'console.js',
      'by-hand.js',
      'verify.js',
      'passkeys.js',
      'questionnaire.js',
      'questionnaire-store.js',
      'questionnaire-signature.js',
      'questionnaire-stand.js',
      'questionnaire-worker.js',
    ].map((name) => [name, { type: script, paths: () => [ofOurs(name)] }]),
  ),
  'inter.woff2': {
    type: 'font/woff2',
    paths: () => [
      join(dirname(require.resolve('@fontsource-variable/inter/package.json')), 'files/inter-latin-wght-normal.woff2'),
    ],
  },
}

interface Asset {
  body: Buffer
  zipped: Buffer | null
  type: string
  version: string
}
const loaded = new Map<string, Asset>()

function load(name: string): Asset | null {
  const known = loaded.get(name)
  if (known !== undefined) return known
  const file = Object.hasOwn(files, name) ? files[name] : undefined
  if (file === undefined) return null
  const body = Buffer.concat(file.paths().map((path) => readFileSync(path)))
  const asset = {
    body,
    zipped: file.type.startsWith('text/') ? gzipSync(body) : null,
    type: file.type,
    version: createHash('sha256').update(body).digest('hex').slice(0, 10),
  }
  loaded.set(name, asset)
  return asset
}

/** An asset that is served at an address of its own. Throws when there is none of that name. */
export function readAsset(name: string): Buffer {
  const asset = load(name)
  if (asset === null) throw new Error(`There is no asset ${name}`)
  return asset.body
}

/** Address of an asset with its version, so that a browser may keep it for ever. */
export function assetUrl(name: string): string {
  return `/assets/${load(name)?.version ?? ''}/${name}`
}

export function addAssets(server: FastifyInstance): void {
  server.get<{ Params: { version: string; name: string } }>('/assets/:version/:name', async (request, reply) => {
    const asset = load(request.params.name)
    if (asset === null) return reply.code(404).type('text/plain').send('not found')
    reply
      .type(asset.type)
      .header(
        'cache-control',
        request.params.version === asset.version ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    if (asset.zipped !== null && (request.headers['accept-encoding'] ?? '').includes('gzip'))
      return reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').send(asset.zipped)
    return reply.send(asset.body)
  })
}
