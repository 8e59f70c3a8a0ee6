import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contactRows, type ContactRow } from '../../../src/store/contacts/contacts-list.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const unescaped = (html: string) => html.replaceAll('&amp;', '&')

describe('the list of contacts', () => {
  let scene: Scene
  let page: Awaited<ReturnType<typeof consoleOf>>
  beforeAll(async () => {
    scene = await openScene({ contacts: 130 })
    page = await consoleOf(scene, scene.dpo)
    await scene.stopWorking()
    // What an order by records or by verdicts alone would show twice, in the wrong place or not at all.
    await scene.app.pool.query(
      `update remote_records r set first_name = null, last_name = 'Aaa', company = 'Zzz' from connections k where k.id = r.connection_id and r.gone_at is null
       and exists (select 1 from remote_records o join connections ok on ok.id = o.connection_id where o.contact_id = r.contact_id and o.gone_at is null and (ok.position, o.id) < (k.position, r.id))`,
    )
    await scene.app.pool.query('delete from decisions where contact_id in (select contact_id from decisions limit 2)')
  })
  afterAll(async () => {
    await page.close()
    await scene.close()
  })

  const idsIn = (html: string) => [...html.matchAll(/href="\/contacts\/([0-9a-f-]{36})"/gu)].map(([, id]) => id ?? '')
  const walk = async (start: string) => {
    const ids: string[] = []
    for (let url: string | undefined = start; url !== undefined; ) {
      const html = await page.html(url)
      ids.push(...idsIn(html))
      const next = /href="(\/contacts\?[^"]*after=[^"]+)" rel="next"/u.exec(html)?.[1]
      url = next === undefined ? undefined : unescaped(next)
    }
    return ids
  }
  /** In the order that the database gives these texts. */
  const sorted = async (texts: readonly string[]) =>
    (
      await scene.app.pool.query<{ x: string }>('select x from unnest($1::text[]) x order by lower(x), x', [texts])
    ).rows.map(({ x }) => x.toLowerCase())

  const texts: Readonly<Record<string, (row: ContactRow) => string>> = {
    person: ({ lastName, firstName }) => [lastName, firstName].filter((part) => part !== null && part !== '').join(' '),
    company: ({ company }) => company ?? '',
    country: ({ countries }) => countries?.[0] ?? '',
    verdict: ({ verdict }) => verdict ?? '',
    basis: ({ basis }) => basis ?? '',
    source: ({ source }) => source ?? '',
    keep: ({ termOn }) => termOn ?? 'unknown',
  }

  it.each(Object.keys(texts))('is read whole in the order of %s, up and down', async (sort) => {
    const everyone = await walk('/contacts')
    const up = await walk(`/contacts?sort=${sort}&dir=up`)
    const down = await walk(`/contacts?sort=${sort}&dir=down`)
    expect([up.toSorted(), down.toReversed()]).toEqual([everyone.toSorted(), up])
    const rows = (await contactRows(scene.app.pool, up)).map((row) => (texts[sort]?.(row) ?? '').toLowerCase())
    expect(rows).toEqual(await sorted(rows))
    expect(new Set(rows).size).toBeGreaterThan(1)
  })

  it('says by which head it is ordered, and turns round at the next press', async () => {
    const html = await page.html('/contacts?sort=person&dir=up')
    const head = /<th scope="col" aria-sort="(\w+)">\s*<a class="sort" href="([^"]+)"/u.exec(html)
    expect([head?.[1], unescaped(head?.[2] ?? '')]).toEqual(['ascending', '/contacts?sort=person&dir=down'])
    expect(html.match(/aria-sort=/gu)?.length).toBe(1)
  })

  it('leads ticked people to each act, by their ids alone, and asks for a tick where none is', async () => {
    const ids = (await walk('/contacts')).slice(3, 6)
    const send = (act: string) => page.send('/contacts', '/contacts/ticked', { contact: ids, act })
    const list = new URLSearchParams({ list: new URLSearchParams({ ids: ids.join(',') }).toString() })
    expect(await Promise.all(['source', 'attest', 'hold', 'objection', 'x'].map(send))).toEqual([
      `/sources/list?${list}`,
      `/sources/attest?${list}`,
      `/removals/holds?${list}`,
      `/objections/list?${list}`,
      `/contacts?${list.get('list')}`,
    ])
    expect(idsIn(await page.html(`/contacts?${list.get('list')}`)).toSorted()).toEqual(ids.toSorted())
    expect(await page.post('/contacts', '/contacts/ticked', { act: 'hold' })).toContain('Tick at least one person')
  })

  it('leaves out a filter that cannot be, instead of failing', async () => {
    const everyone = (await page.html('/audit.csv')).split('\n').length
    for (const query of ['from=2026-02-31', 'to=0000-01-01', 'from=2026-13-01', 'sort=nothing&dir=sideways'])
      expect((await page.html(`/audit.csv?${query}`)).split('\n').length, query).toBeGreaterThanOrEqual(everyone)
  })

  it('never takes a list of ticked people that cannot be read for everyone', async () => {
    const [id = ''] = await walk('/contacts')
    for (const list of ['ids=x', `ids=${id.toUpperCase()}`, `ids=${Array(51).fill(id).join(',')}`, 'nothing=1', '']) {
      const query = new URLSearchParams({ list }).toString()
      expect(await page.get(`/sources/attest?${query}`), list).toContain('No contact is covered')
      expect(await page.get(`/sources/list?${query}`), list).toContain('No one is on this list')
      expect(await page.get(`/objections/list?${query}`), list).toContain('Nobody is on this list')
    }
    expect(idsIn(await page.html('/contacts?ids=x'))).toEqual([])
  })

  it('gives its file in the order that is shown, every filtered row once', async () => {
    const down = await walk('/contacts?sort=person&dir=down&country=FR')
    const csv = (await page.html('/contacts.csv?sort=person&dir=down&country=FR')).trim().split('\r\n')
    expect(csv.slice(1).map((line) => line.slice(1, 37))).toEqual(down)
  })
})

describe('opt-outs of a list', () => {
  let scene: Scene
  let page: Awaited<ReturnType<typeof consoleOf>>
  let ids: string[]
  beforeAll(async () => {
    scene = await openScene({ contacts: 40 })
    page = await consoleOf(scene, scene.dpo)
    // Some of the base opted out before; which ids come first is chance.
    const saidNothing = 'not exists (select 1 from objections o where o.contact_id = r.contact_id)'
    const { rows } = await scene.app.pool.query<{ id: string }>(
      `select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id
       join identities i on i.hash = ri.identity_hash where r.gone_at is null and ${saidNothing}
       group by r.contact_id having count(distinct r.id) = 1 and not bool_and(i.role) order by r.contact_id limit 4`,
    )
    // And somebody whose only address is a shared mailbox.
    const shared = await scene.app.pool.query<{ id: string }>(
      `select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id
       join identities i on i.hash = ri.identity_hash where r.gone_at is null and ${saidNothing} and r.contact_id <> all($1::uuid[])
       group by r.contact_id having bool_and(i.role) order by r.contact_id limit 1`,
      [rows.map(({ id }) => id)],
    )
    ids = [...rows, ...shared.rows].map(({ id }) => id).toSorted()
  })
  afterAll(async () => {
    await page.close()
    await scene.close()
  })
  const url = (chosen: readonly string[]) =>
    `/objections/list?${new URLSearchParams({ list: `ids=${encodeURIComponent(chosen.join(','))}` })}`
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`, 'u').exec(html)?.[1] ?? ''
  const noted = async () =>
    (
      await scene.app.pool.query<{ contactId: string; door: string; words: string; channels: number }>(
        `select contact_id as "contactId", door, evidence ->> 'words' as words, cardinality(channels) as channels
         from objections where contact_id = any($1::uuid[]) order by contact_id`,
        [ids],
      )
    ).rows

  it('are shown before: how many, at which systems; nothing is written', async () => {
    const text = await page.get(url(ids))
    expect(text).toMatch(/Each of these 5 people gets an opt-out of their own/u)
    expect(text).toMatch(/HubSpot [^A-Z]*\d+ Written there, then verified/u)
    expect(await noted()).toEqual([])
  })

  it('are refused without words, and when other people are on the list than were shown', async () => {
    const html = await page.html(url(ids))
    const form = { seal: hidden(html, 'seal'), door: 'post', scope: 'all' }
    expect(await page.post(url(ids), url(ids), { ...form, words: ' ' })).toContain('Say what was said and by whom')
    expect(await page.post(url(ids), url(ids.slice(1)), { ...form, words: 'Letter of the union' })).toContain(
      'Other people are on this list now',
    )
    expect(await noted()).toEqual([])
  })

  it('are recorded once each with their words sealed, though the form is sent twice', async () => {
    const html = await page.html(url(ids))
    const form = {
      seal: hidden(html, 'seal'),
      door: 'post',
      scope: 'all',
      receivedOn: '-1',
      words: 'Letter of the works council, folder 12',
    }
    const answers = await Promise.all([1, 2, 3].map(() => page.post(url(ids), url(ids), form)))
    expect(
      answers.map((answer) => /5 opt-outs recorded|No opt-out was new/u.exec(answer)?.[0] ?? answer).toSorted(),
    ).toEqual(['5 opt-outs recorded', 'No opt-out was new', 'No opt-out was new'])
    expect(await page.get(url(ids))).toMatch(/4 of 5 have opted out of everything already/u)
    const rows = await noted()
    expect(rows.map(({ contactId, door, channels }) => [contactId, door, channels])).toEqual(
      ids.map((id) => [id, 'post', rows[0]?.channels]),
    )
    expect(rows.every(({ words }) => words.startsWith('lb1.'))).toBe(true)
    await scene.settle()
    const { rows: states } = await scene.app.pool.query<{ state: string }>(
      `select distinct p.state from propagations p join objections o on o.id = p.objection_id
       join remote_records r on r.contact_id = o.contact_id and r.connection_id = p.connection_id and r.gone_at is null
       where o.contact_id = any($1::uuid[])`,
      [ids],
    )
    expect(states).toEqual([{ state: 'applied' }])
  })

  it('is named by what a system is called where it is put to use, never by an id', async () => {
    const list = new URLSearchParams({ list: `system=${scene.hubspotId}` }).toString()
    for (const path of [`/removals/holds?${list}`, `/sources/attest?${list}`]) {
      const words = await page.get(path)
      expect([path, words.includes('System: HubSpot'), words.includes(scene.hubspotId)]).toEqual([path, true, false])
    }
  })
})
