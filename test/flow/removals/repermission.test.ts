import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { addDays, dayOf } from '../../../src/domain/app/day.ts'
import { previewAsks, queueAsks, wakeAsks } from '../../../src/operations/removals/repermission/ask-repermission.ts'
import { sendPersonMail } from '../../../src/operations/objections/person-mail.ts'
import { sendAsks } from '../../../src/operations/removals/repermission/send-asks.ts'
import { type KeptAct, keptActs } from '../../../src/store/backup/journal-acts.ts'
import { purgeContacts } from '../../../src/store/removals/purge.ts'
import { claimAsks, markSending } from '../../../src/store/removals/repermission.ts'
import { dueMails } from '../../../src/store/objections/person-mails.ts'
import { nextRunAt } from '../../../src/store/runs/runs.ts'
import { confirmProposal } from '../../../src/operations/settings/setting-proposals.ts'
import { waitingProposals } from '../../../src/store/settings/setting-proposals.ts'
import { until } from '../../support/until.ts'
import {
  act,
  answer,
  asked,
  browser,
  closeNearTerm,
  consent,
  consents,
  dayMs,
  fieldsOf,
  fits,
  hourMs,
  hubspotId,
  inWindow,
  known,
  lawbase,
  mails,
  never,
  nextHour,
  openNearTerm,
  people,
  person,
  planned,
  queued,
  readUntil,
  results,
  sayNo,
  send,
  server,
  set,
  stateOf,
} from './repermission-scene.ts'

beforeAll(openNearTerm)
afterAll(closeNearTerm)

/** The one question before the term (docs/reference/law.md#g4, docs/reference/promises.md#removal-3). */
describe('people whose term is near', () => {
  it('are shown and not asked while nobody switched it on', async () => {
    expect([await queueAsks(lawbase.app), await queued(), (await previewAsks(lawbase.app)).people > 0]).toEqual([
      0,
      [],
      true,
    ])
    await wakeAsks(lawbase.app)
    expect(await nextRunAt(lawbase.app.pool, 'repermission')).toBe(null)
  })

  it('are queued once by two workers, without whoever said no on any channel', async () => {
    const near = await inWindow()
    const objector = near.find(fits)?.email ?? ''
    await sayNo(objector)
    await set({ way: 'field', connectionId: hubspotId, perHour: 1 })
    const [first, second] = await Promise.all([queueAsks(lawbase.app), queueAsks(lawbase.app)])
    const waiting = (await queued()).map(({ email }) => email)
    expect(first + second).toBe(waiting.length)
    expect(waiting.filter((email) => !near.some((one) => one.email === email))).toEqual([])
    expect([
      waiting.includes(objector),
      near.filter(fits).filter(({ email }) => email !== objector && !waiting.includes(email)),
    ]).toEqual([false, []])
    const countries = near.filter(({ email }) => waiting.includes(email)).flatMap((one) => one.countries)
    expect(countries.filter((country) => ['IT', 'NL', 'AT'].includes(country))).toEqual([])
    expect(await queueAsks(lawbase.app)).toBe(0)
  })

  it('can be asked through fields of the CRM; that link is confirmed by a mail before a yes counts', async () => {
    await sendAsks(lawbase.app, never)
    const [row] = (await queued()).filter(({ state }) => state === 'asked')
    const who = await known(row?.email ?? '')
    const fields = await fieldsOf(who.remoteId)
    const link = fields['lawbase_repermission_url']?.replace('https://stop.exemple.example.test/stay/', '') ?? ''
    expect([fields['lawbase_repermission_on'], link.length > 20]).toEqual([dayOf(lawbase.app.clock.now()), true])
    expect(await answer(link, 'yes')).toContain('Encore une étape')
    expect(await consents(who.email)).toEqual([{ ...consent, must_confirm: true, counts: false }])
    expect((await known(who.email)).termOn).toBe(who.termOn)
    for (const id of await dueMails(lawbase.app.pool, lawbase.app.clock.now())) await sendPersonMail(lawbase.app, id)
    const button = /\/c\/([\w-]+)\?/u.exec(mails.received.find(({ to }) => to === who.email)?.text ?? '')?.[1]
    await server.inject({ method: 'POST', url: `/c/${button}`, headers: browser })
    expect(await consents(who.email)).toEqual([{ ...consent, must_confirm: true, counts: true }])
    expect((await known(who.email)).termOn).toBe(addDays(dayOf(lawbase.app.clock.now()), 1_096))
    mails.received.length = 0
  })

  it('are asked by mail, at its pace, once, whatever dies in between (G4)', async () => {
    await set({ way: 'mail', perHour: 3 })
    await nextHour()
    // What was queued for the CRM is queued anew for the mail.
    await sendAsks(lawbase.app, never)
    expect(await queueAsks(lawbase.app)).toBeGreaterThan(4)
    const [dead] = await claimAsks(lawbase.app.pool, lawbase.app.clock.now(), 60_000, 1, {
      since: new Date(0),
      most: 100,
    })
    await markSending(lawbase.app.pool, dead?.id ?? '', -1)
    const killed =
      (
        await lawbase.app.pool.query<{ email: string }>('select value as email from identities where hash = $1', [
          dead?.hash,
        ])
      ).rows[0]?.email ?? ''
    const sent = await send()
    expect([sent.length, sent.includes(killed), await stateOf(killed)]).toEqual([3, false, 'unclear'])
    const mail = mails.received[0]
    const day = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${(await person(sent[0] ?? ''))?.termOn}T00:00:00Z`),
    )
    expect({
      subject: mail?.subject,
      day: mail?.text.includes(`à partir du ${day}`),
      stop: mail?.headers.get('list'),
    }).toEqual({
      subject: 'Souhaitez-vous que Exemple Industries continue à vous écrire\u00A0?',
      day: true,
      stop: {
        unsubscribe: { url: `https://stop.exemple.example.test/u/${asked.get(sent[0] ?? '')}/one-click` },
        'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
      },
    })
    mails.refuse = { code: 451, text: 'later' }
    await nextHour()
    expect([await send(), (await results()).failure]).toEqual([
      [],
      'The mail server did not take the mail. It is sent again.',
    ])
    mails.refuse = null
    await lawbase.advance(2 * hourMs)
    await queueAsks(lawbase.app)
    for (let hour = 0; hour < 12; hour += 1) {
      await send()
      await nextHour()
    }
    const all = mails.received.map(({ to }) => to)
    expect([new Set(all).size, all.includes(killed)]).toEqual([all.length, false])
    await until(
      'the verdicts know',
      async () =>
        (await lawbase.app.pool.query(`select 1 from audit_events where act = 'repermission'`)).rowCount ===
        all.length + 2,
    )
    expect(await queueAsks(lawbase.app)).toBe(0)
    await wakeAsks(lawbase.app)
  })

  it('answer yes on a page that changes nothing by being opened: a consent, and the term starts again', async () => {
    const [email, link] = [...asked][0] ?? ['', '']
    const term = (await person(email))?.termOn
    const shown = await server.inject({ method: 'GET', url: `/stay/${link}?lang=fr` })
    await server.inject({ method: 'HEAD', url: `/stay/${link}` })
    expect([
      shown.statusCode,
      shown.payload.includes('Oui, continuez'),
      await consents(email),
      (await person(email))?.termOn,
    ]).toEqual([200, true, [], term])
    const pressed = await Promise.all([answer(link, 'yes'), answer(link, 'yes')])
    expect(pressed.map((page) => page.includes('C’est noté'))).toEqual([true, true])
    expect(await consents(email)).toEqual([{ ...consent, must_confirm: false, counts: true }])
    expect((await person(email))?.termOn).toBe(addDays(dayOf(lawbase.app.clock.now()), 1_096))
    expect(
      (
        await lawbase.app.pool.query(`select 1 from audit_events where act = 'consent' and contact_id = $1`, [
          (await person(email))?.id,
        ])
      ).rowCount,
    ).toBe(1)
  })

  it('answer yes by a program: a mail asks first', async () => {
    const [email, link] = [...asked][1] ?? ['', '']
    expect(await answer(link, 'yes', { 'content-type': 'application/x-www-form-urlencoded' })).toContain(
      'Encore une étape',
    )
    expect(await consents(email)).toEqual([{ ...consent, must_confirm: true, counts: false }])
    // What the journal tells of the answers so far: an act for each that counts (docs/decisions/0016).
    const { rows } = await lawbase.app.pool.query<KeptAct>(
      `select act, act_id as "actId" from audit_events where act = 'consent'`,
    )
    const told = [...(await keptActs(lawbase.app.pool, rows)).values()]
    const { rows: count } = await lawbase.app.pool.query<{ email: string; at: Date }>(
      'select i.value as email, f.confirmed_at as at from consents k join consent_confirmations f on f.consent_id = k.id join identities i on i.hash = k.identity_hash',
    )
    expect([
      count.length > 0,
      new Set(told.map((one) => JSON.stringify([one['t'], one['kind'], one['hashes'], new Date(String(one['done']))]))),
    ]).toEqual([
      true,
      new Set(
        count.map((one) =>
          JSON.stringify(['acted', 'form', [lawbase.app.keys.hashEmail(one.email).toString('base64url')], one.at]),
        ),
      ),
    ])
  })

  it('answer no with one click: everything stops, and a later yes on the page ends no objection', async () => {
    const [email, link] = [...asked][2] ?? ['', '']
    const page = await answer(link, 'no')
    expect(page).toContain('C’est fait')
    await until('the verdict knows', async () => (await person(email))?.verdict === 'BLOCK')
    expect(
      (
        await lawbase.app.pool.query(
          `select 1 from suppressions s join identities i on i.hash = s.identity_hash where i.value = $1 and s.kind = ''`,
          [email],
        )
      ).rowCount,
    ).toBe(8)
    expect(await answer(link, 'yes')).toContain('ne plus vous écrire')
    expect(await consents(email)).toEqual([])
    expect(await results()).toMatchObject({
      asked: asked.size + 1,
      yes: 2,
      toConfirm: 1,
      no: 1,
      unclear: 1,
      unanswered: asked.size - 3,
      failure: null,
    })
  })

  it('answer yes after a system gave them another address: it is their act all the same', async () => {
    const [email, link] = [...asked][3] ?? ['', '']
    asked.delete(email)
    const who = await person(email)
    await act('update-contact', { id: who?.remoteId, properties: { email: 'moved.on@acme.example.test' } })
    await readUntil('the address is known', async () => (await person('moved.on@acme.example.test'))?.id === who?.id)
    expect(await answer(link, 'yes')).toContain('C’est noté')
    expect((await person('moved.on@acme.example.test'))?.termOn).toBe(addDays(dayOf(lawbase.app.clock.now()), 1_096))
  })

  it('are the same people once a system merges them: asked already, and their link leads where they live on', async () => {
    const [email, link] = [...asked][3] ?? ['', '']
    asked.delete(email)
    const loser = await person(email)
    // The contact of the record that came first lives on.
    const winner = (await people()).find(
      (one) =>
        fits(one) && one.record < (loser?.record ?? 0) && one.termOn > addDays(dayOf(lawbase.app.clock.now()), 90),
    )
    await act('merge', { primaryId: winner?.remoteId, mergeId: loser?.remoteId })
    await readUntil(
      'they are one',
      async () =>
        (
          await lawbase.app.pool.query('select 1 from contacts where id = $1 and merged_into = $2', [
            loser?.id,
            winner?.id,
          ])
        ).rowCount === 1,
    )
    expect(
      (
        await lawbase.app.pool.query<{ id: string }>(
          'select contact_id as id from repermission_asks a join identities i on i.hash = a.identity_hash where i.value = $1',
          [email],
        )
      ).rows,
    ).toEqual([{ id: winner?.id }])
    await purgeContacts(lawbase.app.pool, [winner?.id ?? ''], { remember: true }, lawbase.app.clock.now())
    expect([await answer(link, 'yes'), await consents(email)]).toEqual([expect.not.stringContaining('C’est noté'), []])
  })

  it('are in no plan before the day they were told, also when the term was made shorter since', async () => {
    const told = new Set([...asked.keys()].slice(3))
    await changeSettings(lawbase.app, lawbase.dpo, (current) => ({ ...current, inactivityMonths: 33 }))
    // A shorter term makes more people removable: a second person confirms it.
    for (const { id } of await waitingProposals(lawbase.app.pool, lawbase.app.clock.now()))
      await confirmProposal(lawbase.app, lawbase.admin, id)
    await lawbase.run()
    const ids = new Map((await people()).map((one) => [one.id, one]))
    const early = (await planned()).flatMap((id) => (told.has(ids.get(id)?.email ?? '') ? [ids.get(id)?.email] : []))
    expect([
      [...ids.values()].filter(({ email, termOn }) => told.has(email) && termOn <= dayOf(lawbase.app.clock.now()))
        .length > 0,
      early,
    ]).toEqual([true, []])
    await changeSettings(lawbase.app, lawbase.dpo, (current) => ({ ...current, inactivityMonths: 36 }))
    await lawbase.run()
  })

  it('who do not answer are blocked after thirty days and planned for removal at their term, who said yes are not', async () => {
    const silent = [...asked.keys()].slice(3)
    const [yes = ''] = [...asked.keys()]
    await lawbase.advance(30 * dayMs)
    await lawbase.run()
    for (const email of silent) expect([email, (await person(email))?.rule]).toEqual([email, 'G4'])
    expect(await queueAsks(lawbase.app)).toBeLessThan(560)
    expect((await queued()).filter(({ email }) => silent.includes(email)).length).toBe(silent.length)
    await lawbase.advance(31 * dayMs)
    await lawbase.run()
    const going = new Set(await planned())
    const everybody = await people()
    // Who is asked comes in no fixed order: one who looks like somebody active is kept for that, and named in the plan.
    const left = silent
      .flatMap((email) => everybody.find((one) => one.email === email)?.id ?? [])
      .filter((id) => !going.has(id))
    const kept = await lawbase.app.pool.query<{ id: string; guard: string }>(
      `select k.contact_id as id, k.guard from removal_kept k join removal_plans p on p.id = k.plan_id where p.state = 'planned' and k.contact_id = any($1)`,
      [left],
    )
    expect(kept.rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      left.toSorted().map((id) => ({ id, guard: 'maybe' })),
    )
    expect(going.has(everybody.find((one) => one.email === yes)?.id ?? '')).toBe(false)
    // What was answered leaves the fields of the CRM, so that no list holds them any more.
    const { rows } = await lawbase.app.pool.query<{ id: string }>(
      `select r.remote_id as id from repermission_asks a join remote_records r on r.contact_id = a.contact_id where a.way = 'field' and a.state = 'asked'`,
    )
    const fields = await Promise.all(
      rows.map(async ({ id }) =>
        Object.entries(await fieldsOf(id)).filter(
          ([name, value]) => name.startsWith('lawbase_repermission') && value !== '' && value !== null,
        ),
      ),
    )
    expect([rows.length, fields.flat()]).toEqual([1, []])
  })
})
