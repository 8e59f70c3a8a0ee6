import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { backUp, restoreBackup } from '../../../src/operations/backup/back-up.ts'
import { correctObjection } from '../../../src/operations/corrections/correct-objection.ts'
import { correctionSummary } from '../../../src/operations/corrections/load-correction.ts'
import { acceptDomainOrder, endDomainOrder } from '../../../src/operations/objections/reach/domain-orders.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { standingOrders } from '../../../src/store/objections/domain-orders.ts'
import { allConnectors } from '../../support/lawbase.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import type { SeedPerson } from '../../support/seed-people.ts'
import { until } from '../../support/until.ts'

const folder = mkdtempSync(join(tmpdir(), 'lawbase-correction-'))
const file = join(folder, 'old.lbb')
const journalFolder = join(folder, 'journal')
const reason = 'The letter was from someone else of that name'
const plain = (person: SeedPerson) => person.where === 'both' && person.source === 'form' && person.optOut === 'none'

describe('an old backup that is put back', () => {
  let scene: Scene
  beforeAll(async () => {
    mkdirSync(journalFolder)
    scene = await openScene({ contacts: 60, broker: false, journalFolder })
  })
  afterAll(async () => {
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const standing = async (person: SeedPerson) => {
    const hash = scene.app.keys.hashEmail(person.email.toLowerCase())
    const { rows } = await scene.app.pool.query<{ numbers: string[]; stopped: number }>(
      `select array(select o.number from objection_identities oi join objections o on o.id = oi.objection_id where oi.identity_hash = $1 order by 1) as numbers,
         (select count(*)::int from suppressions where identity_hash = $1) as stopped`,
      [hash],
    )
    return { ...rows[0], salesforce: (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] }
  }

  /** One company that opted out stands, one has ended; gives the id of the first. */
  const companies = async () => {
    const [kept, ended] = await inTransaction(scene.app.pool, async (sql) => {
      const accept = (domain: string) =>
        acceptDomainOrder(scene.app, sql, { domain, subdomains: true, reviewId: null, connectionId: null }, scene.dpo)
      await accept('refuse.example.test')
      await accept('refuse-plus.example.test')
      return (await standingOrders(sql)).map(({ id }) => id)
    })
    await endDomainOrder(scene.app, scene.dpo, ended ?? '', 'They changed their mind')
    return kept
  }
  const untilJournaled = async () => {
    await until('the journal holds both', async () => {
      const { rows } = await scene.app.pool.query(
        `select 1 from audit_events where act in ('correction', 'domain-order') and (seq is null or seq > (select seq from journal_follower))`,
      )
      return rows.length === 0
    })
  }

  it('does not bring a corrected entry back, though HubSpot still shows it and the backup knows nothing of it', async () => {
    const [early, late, right] = [scene.somebody(plain), scene.somebody(plain), scene.somebody(plain)]
    const applied = { hubspot: 'applied', salesforce: 'applied' }
    const first = await scene.object(early.email)
    await scene.untilCarried(first.id, applied)
    await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')
    const kept = await companies()
    const second = await scene.object(late.email)
    await scene.untilCarried(second.id, applied)
    await correctObjection(scene.app, scene.dpo, first.number, { reason, right: null })
    const named = { contactId: null, email: right.email.toLowerCase(), phone: null }
    const { right: rightOne } = await correctObjection(scene.app, scene.dpo, second.number, { reason, right: named })
    await scene.untilCarried(rightOne?.id ?? '', applied)
    await until('both are open at Salesforce', async () =>
      (await Promise.all([early, late].map(standing))).every(({ salesforce }) => salesforce === false),
    )
    await untilJournaled()
    await scene.stopWorking()
    await scene.reopen(async () => {
      const restored = await restoreBackup(
        { path: file, home: folder, ...scene.place, journalFolder, replace: true, withoutJournal: false },
        allConnectors,
        scene.app.clock,
      )
      expect(restored.replayed).toMatchObject({ corrections: 2, companies: 3 })
    })
    expect(
      (await standingOrders(scene.app.pool)).map(({ id, domain, subdomains }) => [id, domain, subdomains]),
    ).toEqual([[kept, 'refuse.example.test', true]])
    await scene.startWorking()
    await scene.run()
    await scene.settle()
    expect([
      await standing(early),
      await standing(late),
      (await standing(right)).numbers?.includes(rightOne?.number ?? ''),
    ]).toEqual([
      { numbers: [first.number], stopped: 0, salesforce: false },
      { numbers: [second.number], stopped: 0, salesforce: false },
      true,
    ])
    expect(await correctionSummary(scene.app, second.number)).toMatchObject({
      reason,
      by: scene.dpo.email,
      right: rightOne?.number,
      systems: [
        { label: 'HubSpot', open: true },
        { label: 'Salesforce', open: false },
      ],
    })
  })
})
