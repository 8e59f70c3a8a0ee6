import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificatePdf } from '../../../src/http/documents/certificate-pdf.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { issueCertificate } from '../../../src/operations/removals/issue-certificate.ts'
import { verifyDocument } from '../../../src/operations/evidence/verify-document.ts'
import { dependencyKinds } from '../../../src/domain/removals/dependencies.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import { supersede } from '../../../src/store/objections/lifts.ts'
import { listPlans, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { dayMs, endRestoreWindow, planIs } from './removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

/**
 * People who said no to everything leave the base thirty days after every system was read back
 * (docs/reference/promises.md#removal-objected; art. 17(1)(c)).
 */
describe('contacts who said no to everything', () => {
  let scene: Scene
  let [all, lifted, mailOnly, customer, again] = [] as unknown as [string, string, string, string, string]
  const emails = new Map<string, string>()
  const contactOf = async (email: string) =>
    (
      await scene.app.pool.query<{ id: string }>(
        'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
        [scene.app.keys.hashEmail(email)],
      )
    ).rows[0]?.id ?? ''
  const people = async (plan: RemovalPlan | undefined, state: string) =>
    (
      await scene.app.pool.query<{ id: string; reason: string | null }>(
        'select contact_id as id, reason from removal_items where plan_id = $1 and state = $2',
        [plan?.id, state],
      )
    ).rows
  /** The first of its kind: nights that come later make others. */
  const planOf = async () => (await listPlans(scene.app.pool, 20)).findLast((plan) => plan.kind === 'objected')
  const thePlan = async () => {
    const plan = await planOf()
    if (plan === undefined) throw new Error('nobody is planned')
    return plan
  }
  const decideNow = async () => {
    await scene.poll()
    await scene.run()
  }
  const plain = (person: SeedPerson) =>
    person.where === 'both' &&
    person.optOut === 'none' &&
    !person.role &&
    person.otherLast === null &&
    person.duplicate === 'none'
  beforeAll(async () => {
    scene = await openScene({ contacts: 250, broker: false })
    const sayNo = async (fits: (person: SeedPerson) => boolean, scope: readonly (typeof channels)[number][]) => {
      const person = scene.somebody(fits)
      const id = await contactOf(person.email)
      emails.set(id, person.email)
      const objection = await scene.object(person.email, { channels: scope })
      await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
      return id
    }
    const relation = new Map(
      (
        await scene.app.pool.query<{ id: string; relation: string }>(
          `select contact_id as id, detail ->> 'relation' as relation from decisions`,
        )
      ).rows.map((row) => [row.id, row.relation]),
    )
    const ids = new Map(
      await Promise.all(scene.people.map(async (person) => [person.email, await contactOf(person.email)] as const)),
    )
    const isCustomer = (person: SeedPerson) => (relation.get(ids.get(person.email) ?? '') ?? 'none') !== 'none'
    all = await sayNo((person) => plain(person) && !isCustomer(person), channels)
    lifted = await sayNo((person) => plain(person) && !isCustomer(person), channels)
    mailOnly = await sayNo((person) => plain(person) && !isCustomer(person), ['email'])
    // Once took back an objection to mail, then said no to everything.
    again = await sayNo((person) => plain(person) && !isCustomer(person), ['email'])
    const first = (
      await scene.app.pool.query<{ id: string }>('select id from objections where contact_id = $1', [again])
    ).rows.map(({ id }) => id)
    await scene.app.pool.query('delete from suppressions where objection_id = any($1)', [first])
    await supersede(scene.app.pool, first)
    await scene.untilCarried((await scene.object(emails.get(again) ?? '')).id, {
      hubspot: 'applied',
      salesforce: 'applied',
    })
    customer = await sayNo((person) => plain(person) && isCustomer(person), channels)
  })
  afterAll(() => scene.close())

  it('are in no plan before thirty days', async () => {
    await scene.advance(29 * dayMs)
    await decideNow()
    expect(await planOf()).toBe(undefined)
  })

  it('are planned after them, customers and those who said no to mail alone are not', async () => {
    await scene.advance(2 * dayMs)
    await decideNow()
    const plan = await planOf()
    const planned = (await people(plan, 'planned')).map(({ id }) => id)
    expect([all, lifted, again, mailOnly, customer].map((id) => planned.includes(id))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    expect(plan?.guards.find(({ name }) => name === 'customer')?.count).toBeGreaterThan(0)
    expect(plan?.guards.map(({ name }) => name)).toEqual([
      'legal-hold',
      'pending',
      'customer',
      'unjudged',
      'blind',
      'maybe',
      'not-granted',
      'refused',
      // Whoever opted out of everything goes, whether or not they took part in a call.
      ...dependencyKinds.filter((kind) => kind !== 'encounter'),
      'unknown',
    ])
  })

  it('go to the bin, their objection stays, and who took back a part of it stays too', async () => {
    const plan = await planOf()
    await scene.stopWorking()
    await approveRemoval(scene.app, plan?.id ?? '', scene.dpo, plan?.digest ?? '')
    await scene.app.pool.query(
      'delete from suppressions where identity_hash in (select ri.identity_hash from remote_records r join record_identities ri on ri.record_id = r.id where r.contact_id = $1) and channel = $2',
      [lifted, 'email'],
    )
    await scene.startWorking()
    await planIs(scene, plan?.id ?? '', 'held')
    const hashes = (
      await scene.app.pool.query<{ hash: Buffer }>(
        'select distinct ri.identity_hash as hash from remote_records r join record_identities ri on ri.record_id = r.id where r.contact_id = $1',
        [all],
      )
    ).rows.map(({ hash }) => hash)
    await endRestoreWindow(scene)
    await planIs(scene, plan?.id ?? '', 'done')
    expect((await people(plan, 'taken-out')).find(({ id }) => id === lifted)?.reason).toBe('lifted')
    expect((await people(plan, 'binned')).map(({ id }) => id)).toContain(all)
    const count = async (table: string) =>
      (
        await scene.app.pool.query<{ n: number }>(
          `select count(distinct identity_hash)::int as n from ${table} where identity_hash = any($1)`,
          [hashes],
        )
      ).rows[0]?.n
    expect([await count('suppressions'), await count('removal_memory')]).toEqual([hashes.length, 0])
    expect(
      (await scene.check()).violations.filter(
        ({ rule }: { rule?: string }) => rule !== undefined && /left|contactable/u.test(rule),
      ),
    ).toEqual([])
  })

  it('can be certified afterwards: counts and times for everybody, and for one address that it went', async () => {
    const plan = await thePlan()
    const where = (
      await scene.app.pool.query<{ label: string; records: number; at: Date }>(
        `select k.label, count(*)::int as records, max(rr.erased_at) as at from removal_records rr join connections k on k.id = rr.connection_id
      where rr.plan_id = $1 and rr.state = 'erased' group by k.label order by k.label`,
        [plan.id],
      )
    ).rows
    const { certificate, file, fingerprint } = await issueCertificate(
      scene.app,
      plan.number,
      'dpo@exemple.example.test',
    )
    expect({ ...certificate, root: '', plan: { ...certificate.plan, keptByGuards: [] } }).toEqual({
      type: 'lawbase-certificate',
      version: 1,
      number: plan.number,
      issuedAt: certificate.issuedAt,
      controller: 'Exemple Industries',
      kind: 'objected',
      rule: 'GDPR art. 17(1)(c)',
      settings: { version: (await loadSettings(scene.app.pool)).version, inactivityMonths: 36, restoreDays: 14 },
      plan: {
        author: plan.author,
        madeAt: plan.createdAt.toISOString(),
        listDigest: plan.digest,
        base: plan.baseCount,
        candidates: plan.candidateCount,
        planned: plan.planned,
        keptByGuards: [],
      },
      approvals: [{ by: scene.dpo.email, at: plan.approvedAt?.toISOString() }],
      heldUntil: plan.heldUntil?.toISOString(),
      finishedAt: plan.finishedAt?.toISOString(),
      removed: plan.binned,
      people: { gone: plan.binned, inBin: 0, anonymised: 0, back: 0 },
      edition: 2,
      leftInTime: plan.takenOut,
      refused: 0,
      systems: where.map(({ label, records, at }) => ({
        name: label,
        records: certificate.systems.find(({ name }) => name === label)?.records,
        removed: records,
        erased: records,
        anonymised: 0,
        refused: 0,
        firstReadBackAt: expect.any(String) as string,
        lastReadBackAt: at.toISOString(),
        seen: expect.any(Array) as string[],
        inBinUntil: null,
        inBin: 0,
        remains: {
          en: expect.stringContaining(label === 'HubSpot' ? 'blocklist' : 'outlive the record') as string,
          fr: expect.stringContaining(label === 'HubSpot' ? 'liste de blocage' : 'survivent à la fiche') as string,
        },
        ...(label === 'HubSpot' ? {} : { related: expect.any(Array) as unknown[] }),
      })),
      root: '',
      addresses: certificate.addresses,
      person: null,
    })
    expect(file).not.toContain('@acme')
    expect([plan.binned !== 0, certificate.addresses]).toEqual([
      true,
      (await scene.app.pool.query('select 1 from certificate_leaves where plan_id = $1', [plan.id])).rowCount,
    ])

    const [gone, stayed] = [emails.get(all) ?? '', emails.get(lifted) ?? '']
    const forOne = (await issueCertificate(scene.app, plan.id, 'dpo@exemple.example.test', ` ${gone.toUpperCase()} `))
      .file
    const about = (text: string, email: string) => {
      const result = verifyDocument(text, { fingerprint, email })
      return result.genuine ? result.addressFits : result.reason
    }
    expect([
      about(forOne, gone),
      about(forOne, stayed),
      about(file, gone),
      about(forOne.replace('"removed": ', '"removed": 1'), gone),
    ]).toEqual([true, false, false, 'changed'])
    for (const other of [stayed, 'nobody@acme.example.test', 'not an address'])
      await expect(issueCertificate(scene.app, plan.id, 'a', other)).rejects.toMatchObject({ code: 'not-in-it' })
    await expect(issueCertificate(scene.app, 'RP-1999-01', 'a')).rejects.toMatchObject({ code: 'unknown' })
    const unfinished = (await listPlans(scene.app.pool, 20)).find(({ certified }) => !certified)
    await expect(issueCertificate(scene.app, unfinished?.id ?? '', 'a')).rejects.toMatchObject({ code: 'not-done' })

    for (const language of ['en', 'fr'] as const) {
      const context = {
        language,
        timeZone: 'Europe/Paris',
        fingerprint,
        verifyUrl: 'https://lawbase.example.test/verify',
      }
      const pdf = await certificatePdf(certificate, context, (detail) => detail)
      expect({ language, head: pdf.subarray(0, 5).toString(), big: pdf.length > 10_000 }).toEqual({
        language,
        head: '%PDF-',
        big: true,
      })
    }
    const server = await openPublicServer(scene.app)
    const { body } = await server.inject({
      method: 'POST',
      url: '/verify?lang=en',
      payload: new URLSearchParams({ file: forOne, fingerprint, email: gone }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    await server.close()
    expect(body).toMatch(
      new RegExp(`Genuine: ${plan.number}[^]*It is about the address[^]*of [0-9]+ records verified absent`, 'u'),
    )
    expect(
      (await scene.audit())
        .filter((line) => line.details['what'] === 'certificate')
        .map(({ details }) => details['forOneAddress']),
    ).toEqual([false, true])
  })
})
