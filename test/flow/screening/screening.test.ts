import { parse } from 'csv-parse/sync'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { readAsk, type ScreeningAsk } from '../../../src/domain/screening/screening-ask.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import {
  askToScreen,
  guessOf,
  keepList,
  screenAsked,
  startOfList,
  wakeScreenings,
} from '../../../src/operations/screening/screen-file.ts'
import { readSealedPart } from '../../../src/operations/spreadsheets/sealed-pieces.ts'
import { listDeliveries } from '../../../src/store/brokers/broker-deliveries.ts'
import {
  findScreening,
  listScreenings,
  screeningsToRun,
  type Screening,
} from '../../../src/store/screening/screenings.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { workbook } from '../../support/workbook.ts'
import { until } from '../../support/until.ts'

const me = 'operator@exemple.example.test'
const never = new AbortController().signal
let lawbase: Lawbase
beforeAll(async () => {
  lawbase = await startLawbase({ contacts: 80 })
  await lawbase.connectHubspot()
  await lawbase.connectSalesforce()
  await lawbase.run()
})
afterAll(() => lawbase.close())

const today = () => lawbase.app.clock.now().toISOString().slice(0, 10)
const declared = (more: Record<string, unknown> = {}): ScreeningAsk => {
  const read = readAsk(
    { country: 'FR', ...more },
    { today: today(), offers: [], brokers: [], noted: [], deliveryFault: () => null },
  )
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.ask
}
const ownForm = () => declared({ sourceKind: 'C1', obtainedOn: today(), noticeShown: true })
const broker = (more: Record<string, unknown> = {}) =>
  declared({ sourceKind: 'C7', sourceName: 'Prospecta', obtainedOn: today(), reference: 'L-2026-11', ...more })
async function* chunks(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000)
}
const keep = async (content: string | Buffer, ask: ScreeningAsk) => {
  const id = await keepList(lawbase.app, { name: 'liste.csv', chunks: chunks(Buffer.from(content)) }, me)
  const start = await startOfList(lawbase.app, (await findScreening(lawbase.app.pool, id)) as Screening)
  await askToScreen(lawbase.app, id, { mapping: guessOf(start), ask }, me)
  return id
}
const partOf = async (id: string, part: 'allowed' | 'refused') => {
  let text = ''
  for await (const piece of readSealedPart(lawbase.app, id, part)) text += piece.toString('utf8')
  return text
}
const rowsOf = async (id: string, part: 'allowed' | 'refused') =>
  parse((await partOf(id, part)).replace(/^\uFEFF/u, ''), { columns: true, delimiter: [',', ';', '\t'] }) as Record<
    string,
    string
  >[]
const screen = async (content: string | Buffer, ask: ScreeningAsk) => {
  const id = await keep(content, ask)
  await screenAsked(lawbase.app, id, never)
  const screening = (await findScreening(lawbase.app.pool, id)) as Screening
  return { id, screening, allowed: await rowsOf(id, 'allowed'), refused: await rowsOf(id, 'refused') }
}
const verdicts = (rows: readonly Record<string, string>[]) =>
  rows.map((row) => [row['E-mail'], row['lawbase_verdict'], row['lawbase_rule'], row['lawbase_in_base']])
const sayNo = (email: string) =>
  recordObjection(lawbase.app, {
    emails: [email],
    hashes: [],
    contactId: null,
    channels: [...channels],
    receivedAt: lawbase.app.clock.now(),
    door: 'rest',
    actor: 'test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: null,
  })

describe('a list that is screened', () => {
  it('keeps out who opted out under another spelling, whom the offer does not concern, and who stands twice; the rest may be imported (F15)', async () => {
    await sayNo('a.roy@acme.example.test')
    const list =
      'E-mail;Prénom;Nom;Fonction\r\nA.Roy@ACME.example.test;Anne;Roy;DSI\r\nzoe.lambert@acme.example.test;Zoé;Lambert;DSI\r\npaul.weber@acme.example.test;Paul;Weber;Directeur financier\r\nZOE.LAMBERT@acme.example.test;Zoé;Lambert;DSI\r\n'
    const { screening, allowed, refused } = await screen(list, broker())
    expect(verdicts(allowed)).toEqual([['zoe.lambert@acme.example.test', 'ALLOW_NOTICE', 'FR1', 'no']])
    expect(verdicts(refused)).toEqual([
      ['A.Roy@ACME.example.test', 'BLOCK', 'F1', 'no'],
      ['paul.weber@acme.example.test', 'BLOCK', 'C7', 'no'],
      ['ZOE.LAMBERT@acme.example.test', 'DUPLICATE', 'duplicate', ''],
    ])
    expect(refused[2]?.['lawbase_why_en']).toBe('Same person as in row 3')
    expect(screening.counts).toMatchObject({
      rows: 4,
      allowed: 1,
      withNotice: 1,
      refused: 3,
      duplicates: 1,
      refusedBy: { F1: 1, C7: 1, duplicate: 1 },
    })
  })

  it('keeps out who said no at another address or number that the row holds, or of whom the list itself tells a no', async () => {
    await sayNo('anne@home.example.test')
    await recordObjection(lawbase.app, {
      emails: [],
      phones: ['+33639981234'],
      hashes: [],
      contactId: null,
      channels: [...channels],
      receivedAt: lawbase.app.clock.now(),
      door: 'rest',
      actor: 'test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    const list =
      'E-mail;Téléphone;Fonction;E-mail 2;Autre téléphone;Ne pas appeler\nanne@acme.example.test;01 99 00 12 34;DSI;anne@home.example.test;;\nluc@acme.example.test;01 99 00 12 35;DSI;;06 39 98 12 34;non\njo@acme.example.test;01 99 00 12 36;DSI;;;0\neva@acme.example.test;01 99 00 12 38;DSI;;;\nmia@acme.example.test;01 99 00 12 37;DSI;;;oui\nEva@acme.example.test;;DSI;;;oui\n'
    const { allowed, refused } = await screen(
      list,
      declared({ sourceKind: 'C1', obtainedOn: today(), noticeShown: true, channel: 'phone' }),
    )
    expect([...allowed, ...refused].map((row) => [row['E-mail'], row['lawbase_rule'] === 'F1'])).toEqual([
      ['jo@acme.example.test', false],
      ['anne@acme.example.test', true],
      ['luc@acme.example.test', true],
      ['eva@acme.example.test', true],
      ['mia@acme.example.test', true],
      ['Eva@acme.example.test', false],
    ])
  })

  it('of a broker leaves the record of its delivery, with digest and figures', async () => {
    const list = 'E-mail;Fonction\njean.petit@acme.example.test;DSI\n'
    const { id } = await screen(list, broker({ reference: 'L-7' }))
    const [delivery] = await listDeliveries(lawbase.app.pool, 1)
    expect(delivery).toEqual({
      id: expect.any(String),
      brokerId: expect.any(String),
      screeningId: id,
      connectionId: null,
      broker: 'Prospecta',
      reference: 'L-7',
      obtainedOn: today(),
      digest: createHash('sha256').update(list).digest(),
      rows: 1,
      allowed: 1,
      refused: 0,
      stopped: 0,
      fileName: 'liste.csv',
      promised: null,
      promisedRows: null,
      washBefore: null,
      washAfter: null,
      notedBy: null,
      recordedAt: expect.any(Date),
    })
  })

  it('tells who is in the base already, and judges them by what the base knows', async () => {
    const { rows } = await lawbase.app.pool.query<{ email: string; verdict: string; rule: string }>(
      `select distinct on (d.verdict) i.value as email, d.verdict, d.rule from decisions d join remote_records r on r.contact_id = d.contact_id and r.gone_at is null join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash
       where not i.role and (d.verdict = 'ALLOW' or (d.verdict = 'BLOCK' and d.rule in ('F1', 'G1'))) order by d.verdict, d.contact_id`,
    )
    const { allowed, refused, screening } = await screen(
      `E-mail,Fonction\n${rows.map((row) => `${row.email},DSI`).join('\n')}\n`,
      ownForm(),
    )
    expect([
      allowed.map((row) => row['lawbase_in_base']),
      refused.map((row) => [row['lawbase_verdict'], row['lawbase_in_base']]),
      screening.counts?.known,
    ]).toEqual([['yes'], [['BLOCK', 'yes']], 2])
  })

  it('has its formulas made harmless, its accents kept and its bad rows named, the good ones screened all the same', async () => {
    const list = Buffer.from(
      'E-mail;Nom;Fonction;Note\r\nlea@acme.example.test;Léa Été;DSI;=HYPERLINK("http://x")\r\nzoe@;Zoé;DSI;\r\n;;;\r\n;Sans adresse;DSI;@SUM(A1)\r\nmax@acme.example.test;Max;DSI;ok;zu viel\r\n',
      'latin1',
    )
    const { id, screening, allowed, refused } = await screen(list, ownForm())
    expect(allowed).toMatchObject([
      { 'E-mail': 'lea@acme.example.test', Nom: 'Léa Été', Note: `'=HYPERLINK("http://x")` },
    ])
    expect((await partOf(id, 'refused')).includes(';"\'@SUM(A1)";')).toBe(true)
    expect(refused.map((row) => [row['E-mail'], row['lawbase_why_en']])).toEqual([
      ['zoe@', 'email is not a complete address'],
      ['', 'no address and no number: the row cannot be compared with the opt-outs'],
      ['max@acme.example.test', 'more cells than row 1: the columns are shifted'],
    ])
    expect(screening.faults).toEqual([
      { row: 3, faults: [{ field: 'email', code: 'address' }] },
      { row: 5, faults: [{ field: 'email', code: 'nobody' }] },
      { row: 6, faults: [{ field: 'email', code: 'cells' }] },
    ])
  })

  it('may be a workbook, or have no headings', async () => {
    expect(
      verdicts(
        (
          await screen(
            workbook([
              ['E-mail', 'Fonction'],
              ['sheet@acme.example.test', 'DSI'],
              ['b@acme.example.test', 'Comptable'],
            ]),
            ownForm(),
          )
        ).allowed,
      ),
    ).toEqual([['sheet@acme.example.test', 'ALLOW', 'FR1', 'no']])
    expect((await screen('plain@acme.example.test,x\n', ownForm())).refused).toMatchObject([
      { column_1: 'plain@acme.example.test', column_2: 'x', lawbase_verdict: 'QUARANTINE', lawbase_rule: 'B1f' },
    ])
  })

  it.each<[string, string | Buffer, string]>([
    ['nothing in it', '', 'empty'],
    ['the bytes of an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old'],
    [
      'a formula in its first rows',
      workbook([], {
        'xl/worksheets/sheet1.xml': Buffer.from(
          '<worksheet><sheetData><row r="1"><c r="A1"><f>1</f><v>1</v></c></row></sheetData></worksheet>',
        ),
      }),
      'formula',
    ],
  ])('is not kept with %s', async (_name, content, code) => {
    const before = (await lawbase.app.pool.query('select id from screenings')).rowCount
    await expect(keepList(lawbase.app, { name: 'x', chunks: chunks(Buffer.from(content)) }, me)).rejects.toMatchObject({
      code,
    })
    expect((await lawbase.app.pool.query('select id from screenings')).rowCount).toBe(before)
  })

  it('that breaks off in its middle says where, and nothing of it stays', async () => {
    const id = await keep(`E-mail\n${'a@acme.example.test\n'.repeat(50_000)}"${'x'.repeat(100_000)}\n`, ownForm())
    await screenAsked(lawbase.app, id, never)
    expect(await findScreening(lawbase.app.pool, id)).toMatchObject({
      failure: 'unreadable',
      failureWhere: '50002',
      finishedAt: expect.any(Date),
    })
    expect(
      (await lawbase.app.pool.query('select 1 from screening_pieces where screening_id = $1', [id])).rowCount,
    ).toBe(0)
  })

  it('stands sealed: no address can be read in the database', async () => {
    const id = await keep('E-mail\nhidden.person@acme.example.test\n', ownForm())
    const { rows } = await lawbase.app.pool.query<{ body: string }>(
      'select body from screening_pieces where screening_id = $1',
      [id],
    )
    expect(
      rows.map(({ body }) => [
        body.startsWith('lb1.'),
        /hidden|acme/u.test(body) || /hidden|acme/u.test(Buffer.from(body, 'base64url').toString('latin1')),
      ]),
    ).toEqual([[true, false]])
    await screenAsked(lawbase.app, id, never)
  })

  it('cut off between two blocks goes on with the next worker: no row twice, none left out, names doubled across the cut are found', async () => {
    const list = `E-mail,Fonction\n${Array.from({ length: 4_500 }, (_, index) => `cut.${index % 4_000}@acme.example.test,DSI`).join('\n')}\n`
    const id = await keep(list, ownForm())
    const cut = new AbortController()
    const first = screenAsked(lawbase.app, id, cut.signal)
    await until('some rows are screened', async () => ((await findScreening(lawbase.app.pool, id))?.doneRows ?? 0) > 0)
    cut.abort()
    await expect(first).rejects.toThrow('aborted')
    const between = await findScreening(lawbase.app.pool, id)
    expect([between?.finishedAt, (between?.doneRows ?? 0) < 4_501, await screeningsToRun(lawbase.app.pool)]).toEqual([
      null,
      true,
      [id],
    ])
    const working = await lawbase.work()
    await wakeScreenings(lawbase.app)
    await until('it is screened', async () => (await findScreening(lawbase.app.pool, id))?.finishedAt != null)
    await working.stop()
    const [allowed, refused] = [await rowsOf(id, 'allowed'), await rowsOf(id, 'refused')]
    expect([
      allowed.length,
      new Set(allowed.map((row) => row['E-mail'])).size,
      refused.length,
      refused.every((row) => row['lawbase_verdict'] === 'DUPLICATE'),
    ]).toEqual([4_000, 4_000, 500, true])
    expect((await findScreening(lawbase.app.pool, id))?.counts).toMatchObject({
      rows: 4_500,
      allowed: 4_000,
      duplicates: 500,
    })
  })

  it('keeps out an address at a company that opted out as a whole, also with a number that the base knows (F2)', async () => {
    const { pool } = lawbase.app
    await pool.query(
      `insert into domain_orders (id, domain, accepted_by, accepted_at) values (gen_random_uuid(), 'opted-out.example.test', 'a test', now())`,
    )
    const { rows } = await pool.query<{ mobile: string }>(
      `select coalesce(r.mobile, r.phone) as mobile from remote_records r join decisions d on d.contact_id = r.contact_id where r.gone_at is null and coalesce(r.mobile, r.phone) like '+33%' and d.verdict <> 'BLOCK' order by r.id limit 1`,
    )
    const { allowed, refused } = await screen(
      `E-mail;Mobile;Fonction\nnobody.yet@opted-out.example.test;${rows[0]?.mobile};DSI\n`,
      ownForm(),
    )
    expect([allowed, verdicts(refused)]).toEqual([[], [['nobody.yet@opted-out.example.test', 'BLOCK', 'F1', 'yes']]])
  })

  it('leaves only figures and digest after seven days', async () => {
    const { id, screening } = await screen(
      'E-mail,Fonction\nseven.days@acme.example.test,DSI\n',
      broker({ reference: 'L-8' }),
    )
    const waiting = await keepList(
      lawbase.app,
      { name: 'never-asked.csv', chunks: chunks(Buffer.from('E-mail\na@acme.example.test\n')) },
      me,
    )
    await lawbase.advance(6.9 * 86_400_000)
    await wakeScreenings(lawbase.app)
    expect((await rowsOf(id, 'allowed')).length).toBe(1)
    await lawbase.advance(0.2 * 86_400_000)
    await wakeScreenings(lawbase.app)
    const after = await findScreening(lawbase.app.pool, id)
    expect(after).toEqual({ ...screening, name: null, mapping: null, faults: null, erasedAt: expect.any(Date) })
    expect((await lawbase.app.pool.query('select 1 from screening_pieces')).rowCount).toBe(0)
    expect(await findScreening(lawbase.app.pool, waiting)).toBeNull()
    expect((await listDeliveries(lawbase.app.pool, 1))[0]).toMatchObject({ screeningId: id, reference: 'L-8', rows: 1 })
    expect((await listScreenings(lawbase.app.pool, 100)).every((row) => row.erasedAt !== null)).toBe(true)
  })
})
