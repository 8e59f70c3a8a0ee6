import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { search } from '../../../src/operations/search/search.ts'
import type { User } from '../../../src/store/accounts/users.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'

const [chloe, strasse, brien, amelie, lead] = [
  'chloe.zzlebon@atelier-brule.example.test',
  'j.strasse@zzgross.example.test',
  'obrien@zzodd.example.test',
  'am.zzlebon@other.example.test',
  'lead.zzlead@odd.example.test',
]

describe('the search of the console', () => {
  let scene: Scene
  const ids: Record<string, string> = {}
  const records: Record<string, string> = {}
  beforeAll(async () => {
    scene = await openScene({ contacts: 60 })
    const make = makersOf(scene)
    records['chloe'] = await make.hubspot(chloe, {
      firstname: 'Chloé',
      lastname: 'Zzlebœuf-Brûlé',
      company: 'Atelier Brûlé & Fils',
      phone: '+33 6 39 98 77 01',
    })
    await make.hubspot(strasse, {
      firstname: 'Jörg',
      lastname: 'Zzstraße',
      company: 'Groß GmbH',
      phone: '+49 30 123456',
    })
    records['brien'] = await make.contact(brien, {
      FirstName: 'Sinéad',
      LastName: 'O’Zzbrien',
      Phone: '+32 2 123 45 67',
    })
    await make.hubspot(amelie, {
      firstname: 'Amélie',
      lastname: 'Zzlebœuf',
      company: 'Autre SA',
      phone: '+45 12 34 56 78',
    })
    records['lead'] = await make.lead(lead)
    await untilRead(scene, chloe, strasse, brien, amelie, lead)
    for (const email of [chloe, strasse, brien, amelie, lead]) ids[email] = (await holderOf(scene, email)) ?? ''
  })
  afterAll(() => scene.close())

  const find = async (text: string, user: Pick<User, 'email' | 'role'> = scene.admin) => {
    const found = await search(scene.app, user as User, text)
    if (found.kind !== 'people') return `${found.kind} ${found.id}`
    return found.ids.map((id) => Object.entries(ids).find(([, one]) => one === id)?.[0] ?? id).toSorted()
  }
  const contact = (email: string) => `contact ${ids[email]}`

  it.each([
    ['zzleboeuf brule', chloe],
    ['BRÛLÉ zzlebœuf', chloe],
    ['chloe zzl', chloe],
    ['Zzleboeuf atelier', chloe],
    ['zzstrasse', strasse],
    ['jorg gross', strasse],
    ['ozzbrien', brien],
    ["o'zzbrien sinead", brien],
    ['zzbrien', brien],
    ['atelier-brule.example', chloe],
    ['chloe.zzlebon@', chloe],
    ['jorg zzgross.example.test', strasse],
    ['chloe.zzlebon@atelier-brule.example.test', chloe],
    ['Chloé <chloe.zzlebon@atelier-brule.example.test>', chloe],
    ['06 39 98 77 01', chloe],
    ['0033639987701', chloe],
    ['+33 (0)6.39.98.77.01', chloe],
    ['tel: 06 39 98 77 01', chloe],
    ['mailto:chloe.zzlebon@atelier-brule.example.test', chloe],
    ['030 123456', strasse],
    ['+49 (0)30 123456', strasse],
    ['0049 30 123456', strasse],
    ['12 34 56 78', amelie],
    ['02 123 45 67', brien],
  ])('finds by %s', async (text, email) => {
    expect(await find(text)).toBe(contact(email))
  })

  it('shows several people by the same words, and nobody by letters that stand nowhere', async () => {
    expect(await find('zzlebo')).toEqual([amelie, chloe])
    for (const text of ['zzl:ebo | x', "zz'); drop", '%', '_', '*', "''", 'zzlebo xyzzy', 'z'])
      expect(await find(text), text).toEqual([])
  })

  it('opens the record that an id or the address of its page names, also the id of 15 signs', async () => {
    expect(await find(records['chloe'] ?? '')).toBe(contact(chloe))
    expect(await find(`https://app.hubspot.com/contacts/148000001/record/0-1/${records['chloe']}`)).toBe(contact(chloe))
    expect(await find(`https://acme.lightning.force.com/lightning/r/Contact/${records['brien']}/view`)).toBe(
      contact(brien),
    )
    expect(await find((records['lead'] ?? '').slice(0, 15))).toBe(contact(lead))
    expect(await find('https://acme.example.test/nothing/here')).toEqual([])
  })

  it('opens what a number names, in any writing, for who may open it', async () => {
    const { id, number } = await scene.object(amelie)
    const [, year, count] = /^R-(\d+)-(\d+)$/u.exec(number) ?? []
    for (const text of [number, number.toLowerCase(), `R ${year} ${count}`, `r${year}-${count}`])
      expect(await find(text), text).toBe(`objection ${id}`)
    await scene.advance(40 * 86_400_000)
    await scene.run()
    const { rows } = await scene.app.pool.query<{ id: string; number: string }>(
      'select id, number from removal_plans limit 1',
    )
    const [plan] = rows
    expect(await find(plan?.number ?? '')).toBe(`plan ${plan?.id}`)
    expect(await find(plan?.number ?? '', { email: 'operator@exemple.example.test', role: 'operator' })).toEqual([])
    expect(await find('R-2026-999999')).toEqual([])
  })

  it('keeps in the audit log whom it showed, and never what was typed', async () => {
    await find('zzlebo')
    const shown = (await scene.audit()).filter(
      ({ act, details }) => act === 'view' && JSON.stringify(details).includes('search'),
    )
    const last = shown.slice(-2)
    expect(last.map(({ actor, details }) => [actor, details])).toEqual(
      last.map(() => [scene.admin.email, { what: 'search' }]),
    )
    expect(new Set(last.map(({ contactId }) => contactId))).toEqual(new Set([ids[amelie], ids[chloe]]))
    expect(JSON.stringify(shown)).not.toContain('zzlebo')
  })

  it('shows name and company of who was found, masks the address, and offers the opt-out of who was not', async () => {
    const page = await consoleOf(scene, scene.dpo)
    try {
      const found = await page.post('/contacts', '/search', { q: 'zzlebo' })
      for (const text of ['2 people found', 'Chloé Zzlebœuf-Brûlé', 'Atelier Brûlé &amp; Fils', 'Amélie'])
        expect(found).toContain(text)
      expect(found).not.toContain(chloe)
      const nobody = await page.post('/contacts', '/search', { q: 'stranger@nowhere.example.test' })
      expect(nobody).toContain('action="/objections/start"')
      expect(await page.post('/contacts', '/objections/start', { who: 'stranger@nowhere.example.test' })).toMatch(
        /id="who"[^>]*value="stranger@nowhere\.example\.test"/u,
      )
    } finally {
      await page.close()
    }
  })

  it('gives the contacts under a filter as a file, and notes who took it', async () => {
    const page = await consoleOf(scene, scene.dpo)
    try {
      const { rows } = await scene.app.pool.query<{ n: number }>(
        `select count(*)::int as n from decisions d join contacts c on c.id = d.contact_id where d.verdict = 'ALLOW' and c.purged_at is null and c.merged_into is null`,
      )
      const lines = (await page.html('/contacts.csv?verdict=ALLOW')).trim().split('\r\n')
      expect(lines.length).toBe((rows[0]?.n ?? 0) + 1)
      expect(lines[0]).toContain('"Contact id","Person","E-mail","Company"')
      expect((await scene.audit()).filter(({ act }) => act === 'export').at(-1)).toMatchObject({
        actor: scene.dpo.email,
        details: { what: 'list of contacts', filters: { verdict: 'ALLOW' } },
      })
    } finally {
      await page.close()
    }
  })
})
