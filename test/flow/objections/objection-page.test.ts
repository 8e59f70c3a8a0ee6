import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordsOf } from '../../../scripts/demo/browser.mjs'
import { channels } from '../../../src/domain/app/channel.ts'
import { propagationStates } from '../../../src/domain/propagation/states.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { sweep } from '../../../src/operations/runs/sweep.ts'
import { peopleNotApplied } from '../../../src/store/objections/not-applied.ts'
import { objectionFigures } from '../../../src/store/today/today-view.ts'
import { openConsole, type Browser, type Console } from '../../support/console.ts'
import { until } from '../../support/until.ts'
import type { SeedPerson } from '../../support/seed-people.ts'

const hourMs = 3_600_000

describe('what the console says of opt-outs that wait', () => {
  let stage: Console
  let admin: Browser
  let french: Browser
  let connections: { hubspot: string; salesforce: string }
  let people: SeedPerson[]
  beforeAll(async () => {
    stage = await openConsole({ contacts: 120, seed: 11 })
    const { lawbase } = stage
    connections = { hubspot: await lawbase.connectHubspot(), salesforce: await lawbase.connectSalesforce() }
    await lawbase.run()
    await lawbase.app.pool.query(`update users set language = 'fr' where id = $1`, [lawbase.dpo.id])
    ;[admin, french] = [await stage.as(lawbase.admin.email), await stage.as(lawbase.dpo.email)]
    people = ((await lawbase.control('GET', '/_sandbox/seed')) as unknown as SeedPerson[]).filter(
      ({ optOut, role, swapped, alsoLead, otherLast, duplicate }) =>
        optOut === 'none' && !role && !swapped && !alsoLead && otherLast === null && duplicate === 'none',
    )
  })
  afterAll(() => stage.close())

  const pool = () => stage.lawbase.app.pool
  const optOut = async (where: SeedPerson['where']): Promise<string> => {
    const { app } = stage.lawbase
    const place = people.findIndex((person) => person.where === where)
    const [person] = people.splice(place, 1)
    if (place === -1 || person === undefined) throw new Error('The base holds nobody more of that kind')
    const { id } = await recordObjection(app, {
      emails: [person.email.toLowerCase()],
      hashes: [],
      contactId: null,
      channels,
      receivedAt: app.clock.now(),
      door: 'rest',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    return id
  }
  /** What stands under the name of each system on the page of an opt-out. */
  const systemsOn = async (browser: Browser, path: string): Promise<string[]> => {
    const { html } = await browser.get(path)
    const cells = html.matchAll(
      /<td class="lead">[\s\S]*?<p class="strong">([\s\S]*?)<\/p><p class="hint">([\s\S]*?)<\/p>/gu,
    )
    return [...cells].map(([, name = '', hint = '']) => `${name}: ${wordsOf(hint)}`).slice(1)
  }
  const pageOf = (id: string) => `/objections/${id}`
  const contactOf = async (id: string) => {
    const { rows } = await pool().query<{ id: string }>('select contact_id as id from objections where id = $1', [id])
    return `/contacts/${rows[0]?.id ?? ''}`
  }
  const heading = async (browser: Browser) =>
    wordsOf(/<h1[\s\S]*?<\/h1>[\s\S]*?<\/p>/u.exec((await browser.get('/')).html)?.[0] ?? '').replaceAll(
      /[\u00A0\u202F]/gu,
      ' ',
    )

  it('dates what stood there before by the system, else by the reading at the latest, and counts none of it as new', async () => {
    const { lawbase } = stage
    const { hubspot: state } = await lawbase.control('GET', '/_sandbox/state?system=hubspot')
    const dates = new Map(
      (state as { optOuts: { email: string; portalWide: boolean; at: string }[] }).optOuts
        .filter(({ portalWide }) => portalWide)
        .map(({ email, at }) => [lawbase.app.keys.hashEmail(email).toString('hex'), Date.parse(at)]),
    )
    const { rows } = await pool().query<{
      hash: string
      receivedAt: Date
      system: string
      mail: boolean
      dated: boolean
      open: boolean
    }>(
      `select encode(oi.identity_hash, 'hex') as hash, o.received_at as "receivedAt", k.connector as system, o.channels = '{email}' and o.kinds = '{}' and not o.evidence ? 'secondaryAddress' as mail,
         o.evidence ? 'datedBySystem' as dated, o.evidence ? 'notLaterThan' as open
       from objections o join objection_identities oi on oi.objection_id = o.id join connections k on k.id = o.origin_connection_id where o.door = 'found'`,
    )
    const dated = rows.filter((row) => row.dated)
    // How many depends on which system is read first: what Salesforce showed before HubSpot has no date.
    expect(dated.length).toBeGreaterThan(0)
    expect(dated.map(({ receivedAt, system }) => [system, receivedAt.getTime()])).toEqual(
      dated.map(({ hash }) => ['hubspot', dates.get(hash)]),
    )
    // Salesforce dates none, and HubSpot no address beside the contact's own: those are not later than the reading.
    expect(rows.filter((row) => row.system === 'salesforce').map(({ dated: by, open }) => [by, open])).toEqual(
      rows.filter((row) => row.system === 'salesforce').map(() => [false, true]),
    )
    expect(rows.filter((row) => row.system === 'hubspot' && row.mail && !row.dated)).toEqual([])
    const { said, total } = await objectionFigures(pool(), new Date(lawbase.app.clock.now().getTime() - 24 * hourMs))
    expect([said, total > dated.length]).toEqual([0, true])
    const [list, liste] = [
      wordsOf((await admin.get('/objections?state=all')).html),
      wordsOf((await french.get('/objections?state=all')).html),
    ]
    expect([list.includes('not later than '), liste.includes('au plus tard le ')]).toEqual([true, true])
  })

  it('names the records that a system holds while the opt-out waits for a right to write there', async () => {
    const [both, one] = [await optOut('both'), await optOut('hubspot')]
    for (const path of [pageOf(both), await contactOf(both)]) {
      expect(await systemsOn(admin, path)).toEqual([
        'HubSpot: 1 record known there',
        'Salesforce: 1 record known there',
      ])
      expect(await systemsOn(french, path)).toEqual(['HubSpot: 1 fiche connue', 'Salesforce: 1 fiche connue'])
    }
    expect(await systemsOn(admin, pageOf(one))).toEqual([
      'HubSpot: 1 record known there',
      'Salesforce: no record known there',
    ])
  })

  it('says that a record is not there in the one state that proves it, whatever was read back before', async () => {
    const id = await optOut('both')
    const set = (state: string, items: boolean) =>
      pool().query(
        `with p as (update propagations set state = $2, next_attempt_at = now() + interval '1 day' where objection_id = $1 returning id, connection_id)
       insert into propagation_items (propagation_id, target, target_kind, channel, level, value, read_at)
       select p.id, r.remote_id, 'record', 'email', 'enforced', 'true', now() from p join remote_records r on r.connection_id = p.connection_id
         and r.contact_id = (select contact_id from objections where id = $1) where $3 on conflict do nothing`,
        [id, state, items],
      )
    const said: Record<string, string[]> = {}
    for (const state of propagationStates) {
      await set(state, false)
      said[state] = await systemsOn(admin, pageOf(id))
    }
    const known = ['HubSpot: 1 record known there', 'Salesforce: 1 record known there']
    const absent = ['HubSpot: No record there', 'Salesforce: No record there']
    expect(said).toEqual(
      Object.fromEntries(propagationStates.map((state) => [state, state === 'absent' ? absent : known])),
    )
    await set('applied', true)
    expect(await systemsOn(admin, pageOf(id))).toEqual(['HubSpot: 1 record', 'Salesforce: 1 record'])
    await set('absent', false)
    expect(await systemsOn(admin, pageOf(id))).toEqual(absent)
    await pool().query(
      'delete from propagation_items where propagation_id in (select id from propagations where objection_id = $1)',
      [id],
    )
    await set('waiting', false)
  })

  it('says of a system that was not read yet, or is disconnected, that it is not known', async () => {
    const id = await optOut('hubspot')
    const { rows } = await pool().query<{ at: Date; state: string }>(
      'select full_pulled_at as at, state from connections where id = $1',
      [connections.salesforce],
    )
    await pool().query('update connections set full_pulled_at = null where id = $1', [connections.salesforce])
    expect(await systemsOn(admin, pageOf(id))).toEqual(['HubSpot: 1 record known there', 'Salesforce: not read yet'])
    await pool().query(`update connections set full_pulled_at = $2, state = 'disconnected' where id = $1`, [
      connections.salesforce,
      rows[0]?.at,
    ])
    expect(await systemsOn(admin, pageOf(id))).toEqual(['HubSpot: 1 record known there', 'Salesforce: Disconnected'])
    await pool().query('update connections set state = $2 where id = $1', [connections.salesforce, rows[0]?.state])
  })

  it('says before the right to remove is granted what each kind of plan does there', async () => {
    const english = wordsOf((await admin.get(`/connections/${connections.salesforce}`)).html)
    const bin =
      'Deleted into the recycle bin, where they stay for 15 days at most; the certificate says until when, and is completed after that day. What is refused waits for a DPO.'
    for (const kind of ['Inactive past the retention period', 'No source found'])
      expect(english).toContain(`${kind} ${bin}`)
    expect(english).toContain(
      'Objected to everything Deleted and taken out of the recycle bin at once: nothing brings them back. What is refused waits for a DPO.',
    )
    expect(english).toContain(
      'Asked to be erased Deleted and taken out of the recycle bin at once: nothing brings them back. What is refused is anonymised.',
    )
    const words = wordsOf((await french.get(`/connections/${connections.hubspot}`)).html)
    expect(words).toContain('Supprimées vers la corbeille, où elles restent 90 jours au plus')
    expect(words).toContain(
      'Effacement demandé Effacées définitivement aussitôt : rien ne les fait revenir. Ce qui est refusé attend un DPO.',
    )
  })

  it('never says on Today that all are where they must be above those that are not', async () => {
    const { lawbase } = stage
    await lawbase.advance(25 * hourMs)
    const { total, open, pending } = await objectionFigures(pool(), lawbase.app.clock.now())
    const { people } = await peopleNotApplied(pool())
    expect(people).toBeGreaterThan(0)
    expect(total - open - pending).toBe(0)
    expect(await heading(admin)).toBe(
      `${people} people have an opt-out that is not applied everywhere yet ${total} opt-outs are on record, 0 of them applied in every connected system.`,
    )
    expect(await heading(french)).toBe(
      `${people} personnes ont une opposition pas encore appliquée partout ${total} oppositions enregistrées, dont 0 appliquée dans chaque système connecté.`,
    )

    for (const id of Object.values(connections)) await grant(lawbase.app, id, 'suppress', lawbase.admin)
    const working = await lawbase.work()
    try {
      await until('nothing is on its way', async () => {
        await sweep(lawbase.app)
        return (
          (await pool().query(`select 1 from propagations where state not in ('applied', 'absent')`)).rowCount === 0
        )
      })
    } finally {
      await working.stop()
    }
    expect(await heading(admin)).toBe(
      `All opt-outs are applied everywhere ${total} opt-outs are on record, all of them applied where they must be.`,
    )
    // Who is in no record there is not counted as contactable; the row of the list says "queued" all the same.
    const { rows: absent } = await pool().query<{ id: string }>(
      `update propagations set state = 'queued' where id = (select id from propagations where state = 'absent' limit 1) returning id`,
    )
    const queued = '1 opt-out is still to be sent or verified; no system shows that person as contactable'
    expect(await heading(admin)).toBe(
      `${queued} ${total} opt-outs are on record, ${total - 1} of them applied in every connected system.`,
    )
    const list = wordsOf((await admin.get('/objections')).html)
    expect(list).toContain(`${queued} ${total} opt-outs on record, 1 of them still to be sent or verified`)
    expect(wordsOf((await french.get('/objections?state=pending')).html)).toMatch(
      /1 opposition reste à envoyer ou à vérifier ; aucun système ne montre cette personne encore joignable .*1 ligne en tout/u,
    )
    await pool().query(`update propagations set state = 'absent' where id = $1`, [absent[0]?.id])
  })

  it('says on Today what of them was settled by hand, or is not confirmed by a broker', async () => {
    const { lawbase } = stage
    const { total } = await objectionFigures(pool(), lawbase.app.clock.now())
    const some = await optOut('both')
    const settled = `state = 'refused', reason = 'validation', settled_at = now(), settled_by = 'x', settled_note = 'x'`
    await pool().query(`update propagations set ${settled} where objection_id = $1`, [some])
    expect(await heading(admin)).toContain(
      ' settled by hand 1 opt-out received in the last 24 hours, 0 of them applied in every connected system.',
    )
    await lawbase.advance(25 * hourMs)
    expect(await heading(admin)).toContain(
      `${total + 1} opt-outs are on record, ${total} of them applied in every connected system.`,
    )
    // What a broker was sent and has not confirmed is not in place either.
    const unconfirmed = `state = 'accepted', proof = 1, settled_at = null, settled_by = null, settled_note = null`
    await pool().query(`update propagations set ${unconfirmed} where objection_id = $1`, [some])
    const places = `${total + 1} opt-outs are on record, ${total} of them applied in every connected system.`
    expect(await heading(admin)).toBe(
      `No opt-out is on its way; 1 is not confirmed by a broker ${places} For 1 a broker’s confirmation is missing.`,
    )
    expect(await heading(french)).toBe(
      `Aucune opposition en cours d’envoi ; 1 sans confirmation d’un courtier ${total + 1} oppositions enregistrées, dont ${total} appliquées dans chaque système connecté. Pour 1, la confirmation d’un courtier manque.`,
    )
  })
})
