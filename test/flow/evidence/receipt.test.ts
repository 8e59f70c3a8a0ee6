import { Readable } from 'node:stream'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiptPdf } from '../../../src/http/documents/receipt-pdf.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { issueReceipt, type IssuedReceipt } from '../../../src/operations/evidence/issue-receipt.ts'
import { signingFingerprint } from '../../../src/operations/app/sign.ts'
import { verifyDocument } from '../../../src/operations/evidence/verify-document.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('a receipt', () => {
  let scene: Scene
  let email: string
  let issued: IssuedReceipt
  let folder: string
  beforeAll(async () => {
    scene = await openScene({ contacts: 80 })
    const person = scene.somebody((one) => one.where === 'both')
    email = person.email
    const { id } = await scene.object(email)
    await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
    const made = await issueReceipt(scene.app, id, 'dpo@exemple.example.test')
    if (made === null) throw new Error('no receipt')
    issued = made
    folder = mkdtempSync(join(tmpdir(), 'lawbase-receipt-'))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await scene.close()
  })

  it('says when each system was read back, with the value, and never who it is about (F13)', () => {
    const shown = issued.receipt.systems
      .filter((system) => system.state === 'applied')
      .map(({ name, proof, seen, notStopped }) => ({
        name,
        proof,
        email: seen.filter((item) => item.channel === 'email').map(({ level, value }) => ({ level, value })),
        limits: notStopped.en !== '' && notStopped.fr !== '',
      }))
    expect(shown).toEqual([
      {
        name: 'HubSpot',
        proof: 'read-back',
        email: expect.arrayContaining([
          { level: 'enforced', value: expect.stringMatching(/unsubscribe|optout/iu) as string },
        ]) as unknown,
        limits: true,
      },
      {
        name: 'Salesforce',
        proof: 'read-back',
        email: [{ level: 'enforced', value: 'HasOptedOutOfEmail=true' }],
        limits: true,
      },
    ])
    expect(issued.file).not.toContain(email)
    expect(issued.file).not.toContain('example.test')
  })

  it('is genuine under the key of this deployment, and about its address and no other', async () => {
    expect(issued.fingerprint).toBe(await signingFingerprint(scene.app))
    const ask = (other: string) =>
      verifyDocument(issued.file, { fingerprint: issued.fingerprint.toUpperCase().replaceAll(' ', ':'), email: other })
    expect(
      [ask(` ${email.toUpperCase()} `), ask('somebody.else@example.test')].map(
        (result) => result.genuine && result.addressFits,
      ),
    ).toEqual([true, false])
    expect(verifyDocument(issued.file, { fingerprint: '00'.repeat(32) })).toEqual({
      genuine: false,
      reason: 'another-key',
    })
  })

  it('fails after any one byte was changed', () => {
    for (let at = 0; at < issued.file.length - 1; at += 7) {
      const old = issued.file.charCodeAt(at)
      const changed = `${issued.file.slice(0, at)}${String.fromCharCode(old === 49 ? 50 : 49)}${issued.file.slice(at + 1)}`
      expect({ at, genuine: verifyDocument(changed, { fingerprint: issued.fingerprint }).genuine }).toEqual({
        at,
        genuine: false,
      })
    }
    expect(verifyDocument(issued.file.replace('{\n', '{ \n')).genuine).toBe(false)
  })

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['another file', '{"a":1}'],
    ['a signed file of another kind', '{"document":{},"publicKey":"","signature":""}'],
  ])('is not %s', (_name, text) => {
    expect(verifyDocument(text).genuine).toBe(false)
  })

  it('given twice commits to the address in two ways, and each one given stands in the audit log', async () => {
    const again = await issueReceipt(scene.app, issued.receipt.number, 'dpo@exemple.example.test')
    expect(again?.receipt.addresses).not.toEqual(issued.receipt.addresses)
    expect(
      (await scene.audit())
        .filter((line) => line.act === 'export' && line.details['number'] === issued.receipt.number)
        .map(({ actor, details }) => ({ actor, what: details['what'] })),
    ).toEqual([
      { actor: 'dpo@exemple.example.test', what: 'receipt' },
      { actor: 'dpo@exemple.example.test', what: 'receipt' },
    ])
  })

  it('is checked by the command line without any database', () => {
    const path = join(folder, 'receipt.json')
    writeFileSync(path, issued.file)
    const run = (file: string, ...more: string[]) => {
      const { status, stdout } = spawnSync(
        process.execPath,
        [
          join(import.meta.dirname, '../../../dist/src/main.js'),
          'verify',
          file,
          '--fingerprint',
          issued.fingerprint,
          '--json',
          ...more,
        ],
        {
          env: {
            PATH: process.env['PATH'] ?? '',
            LAWBASE_HOME: join(folder, 'none'),
            DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
          },
        },
      )
      const { receipt: _receipt, ...answer } = JSON.parse(stdout.toString()) as Record<string, unknown>
      return { status, ...answer }
    }
    expect(run(path, '--email', email)).toEqual({ status: 0, ok: true, genuine: true, addressFits: true })
    expect(run(path, '--email', 'somebody.else@example.test')).toEqual({
      status: 1,
      ok: false,
      genuine: true,
      addressFits: false,
    })
    const changed = join(folder, 'changed.json')
    writeFileSync(changed, issued.file.replace('"applied"', '"absent"'))
    expect(run(changed)).toEqual({ status: 1, ok: false, genuine: false, reason: 'changed' })
  })

  it('is printed in both languages', async () => {
    for (const language of ['en', 'fr'] as const) {
      const pdf = await receiptPdf(issued.receipt, {
        language,
        timeZone: 'Europe/Paris',
        fingerprint: issued.fingerprint,
        verifyUrl: 'https://lawbase.example.test/verify',
      })
      expect({ language, head: pdf.subarray(0, 5).toString(), big: pdf.length > 10_000 }).toEqual({
        language,
        head: '%PDF-',
        big: true,
      })
    }
  })

  it('is checked on a public page that stores nothing', async () => {
    const server = await openPublicServer(scene.app)
    const post = async (fields: Record<string, string>) =>
      (
        await server.inject({
          method: 'POST',
          url: '/verify?lang=en',
          payload: new URLSearchParams(fields).toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
      ).body
    expect(await post({ file: issued.file, fingerprint: issued.fingerprint, email })).toMatch(
      new RegExp(`Genuine: ${issued.receipt.number}[^]*It is about the address`, 'u'),
    )
    expect(await post({ file: issued.file.replace('"applied"', '"absent"') })).toContain(
      '<strong>Changed after it was signed</strong>',
    )
    expect(await post({ file: issued.file, fingerprint: '00'.repeat(32) })).toContain(
      '<strong>Signed with another key</strong>',
    )
    const padded = `${issued.file}${' '.repeat(64 * 1024)}`
    expect(await post({ file: padded, fingerprint: issued.fingerprint })).toMatch(
      new RegExp(`Genuine: ${issued.receipt.number}`, 'u'),
    )
    const large = await server.inject({
      method: 'POST',
      url: '/verify?lang=en',
      payload: `file=${'x'.repeat(8 * 1024 * 1024)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect([
      large.statusCode,
      large.body.includes('The file is larger than 8 MB, so it was not checked'),
      large.body.includes('<strong>Changed'),
    ]).toEqual([413, true, false])
    const inPieces = await server.inject({
      method: 'POST',
      url: '/verify?lang=en',
      payload: Readable.from([`file=${'x'.repeat(8 * 1024 * 1024)}`]),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect([inPieces.statusCode, inPieces.body.includes('so it was not checked')]).toEqual([413, true])
    await server.close()
  })
})
