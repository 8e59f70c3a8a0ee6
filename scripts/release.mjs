// `npm run release`: puts into the folder release all that an image, or a machine without this repository, needs: the
// packed product, a lock file that names each package it runs with by its checksum, the steps of the image, and the
// list of parts (CycloneDX).
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './node24.mjs'

const folder = join(root, 'release')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
const npm = (cwd, ...words) => execFileSync('npm', words, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'))
const write = (name, content) => writeFileSync(join(folder, name), `${JSON.stringify(content, null, 2)}\n`)

npm(root, 'pack', '--loglevel=error', '--pack-destination', folder)
for (const name of ['Dockerfile', 'install.sh']) cpSync(join(root, 'ops/container', name), join(folder, name))

// Without what only developers need: npm's own list of parts passes over packages that both sides share.
const { devDependencies: _tools, scripts: _scripts, ...product } = read('package.json')
const { packages, ...lock } = read('package-lock.json')
const { devDependencies: _locked, ...self } = packages['']
const used = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true)
write('package.json', product)
write('package-lock.json', { ...lock, packages: { '': self, ...Object.fromEntries(used) } })
const parts = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']
writeFileSync(join(folder, 'sbom.cdx.json'), npm(folder, ...parts))
console.log(`release: lawbase ${product.version}. Next: docker build -t lawbase:${product.version} release`)
