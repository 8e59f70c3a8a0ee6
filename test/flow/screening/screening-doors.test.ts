import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { defaultSettings } from '../../../src/domain/settings/settings.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { screenAsked, wakeScreenings } from '../../../src/operations/screening/screen-file.ts'
import { saveSettings } from '../../../src/store/settings/settings.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { insertChecked } from '../../support/checked-broker.ts'
import { openCommandLine, type CommandLine } from '../../support/command-line.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { testSettings } from '../../support/test-settings.ts'

const list = 'E-mail;Fonction;Note\r\nzoe@acme.example.test;DSI;=1+1\r\npaul@acme.example.test;Directeur financier;\r\n'

describe('POST /api/v1/screenings', () => {
  let lawbase: Lawbase
  let api: FastifyInstance
  const keys: string[] = []
  const makeKey = async (scopes: string[]) => {
    const made = newApiKey()
    await insertApiKey(
      lawbase.app.pool,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: 'import tool',
        scopes,
        createdBy: lawbase.admin.id,
        expiresAt: new Date(lawbase.app.clock.now().getTime() + 30 * 86_400_000),
      },
      lawbase.app.clock.now(),
    )
    keys.push(made.text)
    return made.text
  }
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 10 })
    api = fastify()
    await addApi(api, lawbase.app)
    await makeKey(['screenings:write'])
  })
  afterAll(async () => {
    await api.close()
    await lawbase.close()
  })
  const post = async (query: string, payload: string | Buffer = list, key = keys[0], type = 'text/csv') => {
    const answer = await api.inject({
      method: 'POST',
      url: `/api/v1/screenings?${query}`,
      payload,
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
    })
    return {
      status: answer.statusCode,
      body: answer.json<{ id: string; fields: { field: string; message: string }[] }>(),
    }
  }
  const get = async (path: string, key = keys[0]) =>
    api.inject({ method: 'GET', url: `/api/v1/screenings/${path}`, headers: { authorization: `Bearer ${key}` } })
  const today = () => lawbase.app.clock.now().toISOString().slice(0, 10)
  const source = () => `country=FR&source=C7&sourceName=Prospecta&obtained=${today()}`

  it('takes a list, tells its state and figures, and gives both files for seven days', async () => {
    const { status, body } = await post(source())
    expect([status, body]).toEqual([202, { id: expect.any(String), state: 'waiting' }])
    expect((await get(`${body.id}/allowed`)).statusCode).toBe(409)
    await screenAsked(lawbase.app, body.id, new AbortController().signal)
    expect((await get(body.id)).json()).toMatchObject({
      state: 'done',
      counts: { rows: 2, allowed: 1, refused: 1, refusedBy: { C7: 1 } },
      unreadable: [],
      declared: { sourceName: 'Prospecta' },
    })
    const allowed = await get(`${body.id}/allowed`)
    expect([allowed.headers['content-type'], allowed.body.split('\r\n')]).toEqual([
      'text/csv; charset=utf-8',
      [
        '\uFEFF"E-mail";"Fonction";"Note";"lawbase_verdict";"lawbase_rule";"lawbase_why_fr";"lawbase_why_en";"lawbase_conditions";"lawbase_in_base";"lawbase_removed_on"',
        expect.stringMatching(/^"zoe@acme\.example\.test";"DSI";"'=1\+1";"ALLOW_NOTICE";"FR1";/u),
        '',
      ],
    ])
    expect((await get(`${body.id}/refused`)).body).toContain(
      '"paul@acme.example.test";"Directeur financier";"";"BLOCK";"C7";',
    )
    expect((await get(`${body.id}/allowed`, await makeKey(['screenings:write']))).statusCode).toBe(404)
    await lawbase.advance(7 * 86_400_000)
    expect((await get(`${body.id}/allowed`)).statusCode).toBe(410)
    await wakeScreenings(lawbase.app)
    expect((await get(body.id)).json()).toMatchObject({
      state: 'done',
      counts: { rows: 2 },
      unreadable: [],
      filesUntil: null,
    })
  })

  it.each<[string, string, string | Buffer, string, number]>([
    ['an address in a parameter', 'sourceName=zoe@acme.example.test', list, 'sourceName', 422],
    ['a parameter that is none', 'email=x', list, 'email', 422],
    ['a source without a name', 'source=C7&obtained=2026-11-01', list, 'sourceName', 422],
    ['no heading that says address', '', 'Nom;Ville\nRoy;Lyon\n', 'map', 422],
    ['a column that is not there', 'map=email%3DCourriel', list, 'map', 422],
    [
      'a broker that is not in the register',
      `source=C7&sourceName=Unknown%20Data&obtained=2026-11-01`,
      list,
      'sourceName',
      422,
    ],
    ['nothing in the body', '', '', 'body', 422],
    ['an old workbook', '', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'body', 422],
  ])('refuses %s by its field and keeps nothing', async (_name, query, payload, field, status) => {
    const before = (await lawbase.app.pool.query('select 1 from screenings')).rowCount
    const answer = await post(query, payload)
    expect([answer.status, answer.body.fields[0]?.field]).toEqual([status, field])
    expect((await lawbase.app.pool.query('select 1 from screenings')).rowCount).toBe(before)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json'])(
    'names the types of a body that it takes, of which %s is none',
    async (type) => {
      expect(await post(source(), list, keys[0], type)).toEqual({
        status: 415,
        body: {
          type: 'about:blank',
          title: 'Unsupported Media Type',
          status: 415,
          detail: expect.stringContaining('Content-Type: must be one of'),
          error: 'invalid',
          fields: [{ field: 'Content-Type', message: expect.stringContaining('must be one of text/csv, ') }],
        },
      })
    },
  )

  it('tells what to do about a list that turned out in its middle to be unreadable', async () => {
    const { body } = await post(
      source(),
      `E-mail\r\n${'a@acme.example.test\r\n'.repeat(20_000)}"${'x'.repeat(100_000)}\r\n`,
    )
    await screenAsked(lawbase.app, body.id, new AbortController().signal)
    expect((await get(body.id)).json()).toMatchObject({
      state: 'failed',
      failure: 'unreadable',
      failureWhere: '20002',
      message: 'The file cannot be read as CSV or XLSX (row 20002). Save it as CSV in UTF-8.',
    })
  })

  it('needs a key with that scope', async () => {
    expect((await post(source(), list, await makeKey(['decisions:read']))).status).toBe(403)
  })
})

describe('lawbase screen', () => {
  let line: CommandLine
  beforeAll(async () => {
    line = await openCommandLine()
    expect((await line.run(['migrate'])).code).toBe(0)
    await saveSettings(line.pool, { ...defaultSettings, offers: testSettings.offers }, 'test', new Date())
    await insertChecked(line.pool, 'Prospecta', new Date())
  })
  afterAll(() => line.close())
  const today = new Date().toISOString().slice(0, 10)
  const file = (name: string, content: string) => {
    const path = join(line.folder, name)
    writeFileSync(path, content)
    return path
  }

  it('writes both files, tells the figures, and keeps nothing of the list', async () => {
    const out = join(line.folder, 'out')
    const { code, stdout, stderr } = await line.run([
      'screen',
      file('liste.csv', list),
      '--country',
      'France',
      '--source',
      'C7',
      '--source-name',
      'Prospecta',
      '--obtained',
      today,
      '--delivery',
      'L-9',
      '--out',
      out,
      '--json',
    ])
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { ok: false, rows: 2, allowed: 1, refused: 1, refusedBy: { C7: 1 } },
    ])
    expect(stderr).toContain('2 of 2 rows checked')
    expect([
      readFileSync(join(out, 'allowed.csv'), 'utf8').split('\r\n').length,
      readFileSync(join(out, 'refused.csv'), 'utf8').includes('paul@'),
    ]).toEqual([3, true])
    expect(
      (
        await line.pool.query(
          `select name, mapping, (counts ->> 'rows')::int as rows, erased_at is not null as erased, failure, (select count(*)::int from screening_pieces) as pieces, (select reference from broker_deliveries where reference is not null) as delivery from screenings`,
        )
      ).rows,
    ).toEqual([{ name: null, mapping: null, rows: 2, erased: true, failure: null, pieces: 0, delivery: 'L-9' }])
  })

  it('leaves the files of before when it is cut off in its middle', async () => {
    const out = join(line.folder, 'cut')
    const again = async () =>
      line.run([
        'screen',
        file('cut.csv', list),
        '--country',
        'FR',
        '--source',
        'C1',
        '--obtained',
        today,
        '--out',
        out,
      ])
    expect((await again()).code).toBe(1)
    const before = readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')])
    await line.pool.query('alter table suppressions rename to elsewhere')
    try {
      expect((await again()).code).toBe(2)
    } finally {
      await line.pool.query('alter table elsewhere rename to suppressions')
    }
    expect(readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')])).toEqual(before)
  })

  it('ends with 0 when every row may be imported, and takes a column by its number', async () => {
    const path = file('all.csv', 'Adresse;Fonction\r\nzoe@acme.example.test;DSI\r\n')
    expect(
      (
        await line.run([
          'screen',
          path,
          '--map',
          'email=1',
          '--country',
          'FR',
          '--source',
          'C1',
          '--obtained',
          today,
          '--notice-shown',
          '--out',
          join(line.folder, 'all'),
        ])
      ).code,
    ).toBe(0)
  })

  it.each<[string, string[], string]>([
    ['no file', [], 'Give one file.'],
    ['a file that is not there', ['nowhere.csv'], 'there is no such file'],
    ['an empty file', ['empty.csv'], 'The file holds no row.'],
    ['a heading that says nothing', ['wrong.csv'], 'name the column: --map email=Nom'],
    [
      'a source without its name',
      ['wrong.csv', '--source', 'C7', '--obtained', '2026-01-01'],
      '--source-name is missing: a source of this kind needs its exact name',
    ],
    ['an offer that is none', ['wrong.csv', '--offer', 'x'], '--offer is no offer of the settings'],
    ['a result that would be written over the list', ['allowed.csv', '--out', '.'], 'would be written over'],
  ])('could not, with %s: exit code 2, no file written', async (_name, words, phrase) => {
    file('empty.csv', '')
    file('wrong.csv', 'Nom;Ville\nRoy;Lyon\n')
    file('allowed.csv', list)
    const { code, stderr } = await line.run([
      'screen',
      ...words.map((word) => (word.endsWith('.csv') ? join(line.folder, word) : word === '.' ? line.folder : word)),
    ])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(phrase) })
    expect([
      readFileSync(join(line.folder, 'allowed.csv'), 'utf8'),
      existsSync(join(line.folder, 'refused.csv')),
    ]).toEqual([list, false])
  })
})
