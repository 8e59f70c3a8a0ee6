import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validate as faultsOf } from 'dockerfile-utils'
import * as apps from 'kubernetes-models/apps/v1'
import * as net from 'kubernetes-models/networking.k8s.io/v1'
import * as policy from 'kubernetes-models/policy/v1'
import * as core from 'kubernetes-models/v1'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseConfig, settingNames } from '../../src/config.ts'

/** Files for whoever runs it: what can be checked of them without a container daemon, a cluster or root. */
const root = join(import.meta.dirname, '../..')
const text = (path: string) => readFileSync(join(root, 'ops', path), 'utf8')
const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
const image = `lawbase:${version}`
const settings = settingNames([])

interface Service {
  image: string
  restart?: string
  read_only?: boolean
  cap_drop?: string[]
  environment?: Record<string, string>
  secrets?: string[]
  volumes?: string[]
  networks?: string[]
  depends_on?: Record<string, unknown> | string[]
  command?: string[]
}
interface Compose {
  services: Record<string, Service>
  secrets: Record<string, unknown>
  volumes: Record<string, unknown>
  networks: Record<string, unknown>
}

/** Settings as a process finds them, with an installation's own addresses and without the files of secrets. */
const started = (given: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => !name.endsWith('_FILE'))
      .map(([name, value]) => [
        name,
        value
          .replace(/\$\{CONSOLE_URL\b.*\}/u, 'https://lawbase.acme.example.test')
          .replace(/\$\{PUBLIC_URL\b.*\}/u, 'https://privacy.acme.example.test')
          .replace(/\$\{\w+:-\}/u, ''),
      ]),
  )

describe('the container file', () => {
  const file = text('container/Dockerfile')
  it('has no fault that its checker knows', () => {
    expect(faultsOf(file).map(({ message, range }) => [range.start.line + 1, message])).toEqual([])
  })

  it('runs as nobody who may do anything, from a fixed base, and says whether it is well', () => {
    const last = file.slice(file.lastIndexOf('\nFROM '))
    expect(
      /^USER (\d+):(\d+)$/mu
        .exec(last)
        ?.slice(1)
        .map(Number)
        .every((id) => id >= 10_000),
    ).toBe(true)
    expect(last).toContain('\nHEALTHCHECK ')
    expect(/^ARG NODE_IMAGE=(.*)$/mu.exec(file)?.[1]).toMatch(/^node:24-\w+-slim$/u)
    expect(file).not.toMatch(/^(?:ADD|RUN .*(?:curl|wget|apt-get))/mu)
  })
})

describe('the compose file', () => {
  const { services, secrets, volumes, networks } = parse(text('compose.yaml'), { merge: true }) as Compose
  const ours = Object.entries(services).filter(([, service]) => service.image.startsWith('lawbase:'))

  it('names nothing that is not in it, and no version by chance', () => {
    const wrong = Object.entries(services).flatMap(([name, service]) => [
      ...(/:(?!latest)[\w.-]+$/u.test(service.image) ? [] : [`${name}: ${service.image}`]),
      ...Object.keys(
        Array.isArray(service.depends_on)
          ? Object.fromEntries(service.depends_on.map((one) => [one, 1]))
          : (service.depends_on ?? {}),
      ).filter((one) => !(one in services)),
      ...(service.secrets ?? []).filter((one) => !(one in secrets)),
      ...(service.networks ?? []).filter((one) => !(one in networks)),
      ...(service.volumes ?? [])
        .map((one) => one.split(':')[0] ?? '')
        .filter((one) => !one.startsWith('./') && !(one in volumes)),
    ])
    expect(wrong).toEqual([])
  })

  it('starts every role once, locked down, with settings that exist', () => {
    expect(ours.map(([name, { command }]) => [name, command?.join(' ')])).toEqual([
      ['migrate', 'migrate'],
      ['web', 'start --role web'],
      ['worker', 'start --role realtime'],
      ['hygiene', 'start --role hygiene'],
    ])
    for (const [, service] of ours) {
      expect([service.image, service.read_only, service.cap_drop]).toEqual([image, true, ['ALL']])
      expect(Object.keys(service.environment ?? {}).filter((name) => !settings.has(name))).toEqual([])
      expect(() => parseConfig(started(service.environment), [])).not.toThrow()
    }
  })
})

describe('the manifests of a cluster', () => {
  interface Item {
    kind: string
    apiVersion: string
    metadata: { name: string }
    data?: Record<string, string>
    spec?: { template?: { spec: Pod } }
  }
  interface Pod {
    initContainers: Container[]
    containers: Container[]
    volumes: { name: string }[]
  }
  interface Container {
    image: string
    args: string[]
    env?: { name: string }[]
    volumeMounts: { name: string }[]
    securityContext: object
  }
  const kinds: Readonly<Record<string, new (data: never) => { validate(): void }>> = {
    ...core,
    ...apps,
    ...net,
    ...policy,
  } as never
  const { items } = parse(text('kubernetes/lawbase.yaml'), { merge: true }) as { items: Item[] }

  it.each(items.map((item) => [`${item.kind} ${item.metadata.name}`, item] as const))(
    '%s is what its schema says',
    (_name, item) => {
      const Kind = kinds[item.kind]
      expect(Kind).toBeDefined()
      if (Kind !== undefined) new Kind(item as never).validate()
    },
  )

  it('mount what is there, run locked down, and use settings that exist', () => {
    const pods = items.flatMap(({ metadata: { name }, spec }) =>
      spec?.template === undefined ? [] : [{ name, pod: spec.template.spec }],
    )
    expect(pods.map(({ name, pod }) => [name, pod.containers.map(({ args }) => args.join(' '))])).toEqual([
      ['lawbase-web', ['start --role web']],
      ['lawbase-realtime', ['start --role realtime']],
      ['lawbase-hygiene', ['start --role hygiene']],
    ])
    for (const { name, pod } of pods)
      for (const container of [...pod.initContainers, ...pod.containers]) {
        expect([container.image, container.securityContext]).toEqual([
          image,
          { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        ])
        const volumes = [...pod.volumes.map((one) => one.name), ...(name === 'lawbase-web' ? ['spool'] : [])]
        expect(container.volumeMounts.map((mount) => mount.name).filter((one) => !volumes.includes(one))).toEqual([])
        expect((container.env ?? []).map((one) => one.name).filter((one) => !settings.has(one))).toEqual([])
      }
    const config = items.find(({ kind }) => kind === 'ConfigMap')?.data ?? {}
    expect(Object.keys(config).filter((one) => !settings.has(one))).toEqual([])
    expect(() => parseConfig(started(config), [])).not.toThrow()
  })
})

describe('the unit of systemd', () => {
  const unit = text('systemd/lawbase@.service')
  const checker = spawnSync('systemd-analyze', ['--version']).status === 0

  it('uses settings that exist', () => {
    const given = [...unit.matchAll(/^Environment=(.*)$/gmu)].flatMap(([, line = '']) =>
      line.split(' ').map((pair) => pair.split('=')[0] ?? ''),
    )
    const others = ['NODE_ENV', 'MALLOC_ARENA_MAX', 'LAWBASE_CONFIG']
    expect(given.filter((name) => !settings.has(name) && !others.includes(name))).toEqual([])
  })

  it.skipIf(!checker)('is understood by systemd', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lawbase-unit-'))
    const path = join(folder, 'lawbase@web.service')
    writeFileSync(path, unit.replaceAll('/usr/bin/node', process.execPath))
    const said = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(said.stderr.split('\n').filter((line) => line.includes('lawbase'))).toEqual([])
  })
})

it('the steps of the image are a script that a plain shell understands', () => {
  for (const path of ['container/install.sh']) execFileSync('sh', ['-n', join(root, 'ops', path)])
})
