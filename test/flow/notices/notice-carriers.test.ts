import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { countedNotices, type NoticeCarrier } from '../../../src/domain/notices/notice-carrier.ts'
import { pullConnection } from '../../../src/operations/intake/pull-connection.ts'
import { carrierFigures, saveNotice } from '../../../src/store/notices/notices.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'

const dayMs = 86_400_000

/**
 * A mail of a CRM counts as the notice while a person answers for what is in it, from the day they name
 * (docs/reference/law.md#d).
 */
describe('a mail of a CRM that carries the notice', () => {
  let lawbase: Lawbase
  let hubspot: string
  let salesforce: string
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 60 })
    hubspot = await lawbase.connectHubspot()
    // A system that is connected after the declaration is read by it from the start.
    await changeSettings(lawbase.app, lawbase.dpo, (current) => ({
      ...current,
      noticeFields: { salesforce: { property: 'Informed_On__c', language: 'fr' } },
      noticeCarriers: { salesforce: [{ mail: 'Bonjour', since: '2026-01-01', language: 'fr', version: 1 }] },
    }))
    salesforce = await lawbase.connectSalesforce()
    expect(
      (
        await lawbase.app.pool.query('select notice_property, notice_carriers from connections where id = $1', [
          salesforce,
        ])
      ).rows,
    ).toEqual([{ notice_property: 'Informed_On__c', notice_carriers: [{ mail: 'Bonjour', since: '2026-01-01' }] }])
    await changeSettings(lawbase.app, lawbase.dpo, (current) => ({ ...current, noticeFields: {}, noticeCarriers: {} }))
    await lawbase.run()
    await inTransaction(lawbase.app.pool, (sql) =>
      saveNotice(sql, { fr: 'texte', de: 'Text' }, 'dpo', lawbase.app.clock.now()),
    )
  })
  afterAll(() => lawbase.close())

  const declare = (noticeCarriers: Record<string, NoticeCarrier[]>) =>
    changeSettings(lawbase.app, lawbase.dpo, (current) => ({ ...current, noticeCarriers }))
  const poll = async (id: string, mode: 'full' | 'changes' = 'changes') =>
    pullConnection(lawbase.app, id, {
      mode,
      from: null,
      startedAt: lawbase.app.clock.now(),
      signal: AbortSignal.timeout(15_000),
    })
  const act = (system: string, name: string, more: object) =>
    lawbase.control('POST', '/_sandbox/act', { system, act: name, ...more })
  const today = () => lawbase.app.clock.now().toISOString().slice(0, 10)
  /** People who were not informed in time, who read French, in one system only. */
  const late = async (connectionId: string) =>
    (
      await lawbase.app.pool.query<{ id: string; remoteId: string }>(
        `select d.contact_id as id, r.remote_id as "remoteId" from decisions d join remote_records r on r.contact_id = d.contact_id and r.gone_at is null join record_identities ri on ri.record_id = r.id and ri.position = 0
     where d.detail ->> 'noticeState' = 'OVERDUE' and d.detail -> 'countries' = '["FR"]' and (select count(*) from remote_records o where o.contact_id = d.contact_id) = 1 and r.connection_id = $1 order by r.id`,
        [connectionId],
      )
    ).rows
  const stateOf = async (id: string | undefined) =>
    (
      await lawbase.app.pool.query<{ state: string }>(
        `select detail ->> 'noticeState' as state from decisions where contact_id = $1`,
        [id],
      )
    ).rows[0]?.state
  const becomes = (id: string | undefined, state: string) =>
    until(`the notice is ${state}`, async () => (await stateOf(id)) === state)
  const audited = async () =>
    (
      await lawbase.app.pool.query<{ details: object }>(
        `select details from audit_events where act_id like 'notice-carried:%' order by seq nulls last, act_id`,
      )
    ).rows.map(({ details }) => details)

  it('informs whoever it went to, from its day on, and nobody by another mail', async () => {
    const [told, other, early] = await late(hubspot)
    const since = today()
    await declare({ hubspot: [{ mail: 'Bienvenue', since, language: 'fr', version: 1 }] })
    await poll(hubspot, 'full')
    await act('hubspot', 'send-mail', { id: told?.remoteId, name: 'Bienvenue' })
    await act('hubspot', 'send-mail', { id: other?.remoteId, name: 'Newsletter' })
    await act('hubspot', 'send-mail', {
      id: early?.remoteId,
      name: 'Bienvenue',
      at: new Date(lawbase.app.clock.now().getTime() - 2 * dayMs).toISOString(),
    })
    await poll(hubspot, 'full')
    await becomes(told?.id, 'SENT')
    expect([await stateOf(other?.id), await stateOf(early?.id)]).toEqual(['OVERDUE', 'OVERDUE'])
    // HubSpot shows the last mail only: the proof of the one before is kept, and is kept once.
    await act('hubspot', 'send-mail', { id: told?.remoteId, name: 'Newsletter' })
    await poll(hubspot, 'full')
    await poll(hubspot, 'full')
    expect([await stateOf(told?.id), await carrierFigures(lawbase.app.pool), await audited()]).toEqual([
      'SENT',
      [{ connector: 'hubspot', carrier: 'Bienvenue', people: 1, lastOn: since }],
      [{ event: 'sent', version: 1, language: 'fr', carrier: 'Bienvenue' }],
    ])
    await act('hubspot', 'quarantine', { id: told?.remoteId, reason: 'RECIPIENT_COMPLAINT' })
    await poll(hubspot, 'full')
    await lawbase.run()
    expect(await stateOf(told?.id)).toBe('SENT')
    await act('hubspot', 'quarantine', { id: told?.remoteId, reason: 'UNDELIVERABLE_ADDRESS' })
    await poll(hubspot, 'full')
    await lawbase.run()
    expect(await stateOf(told?.id)).toBe('FAILED')
  })

  it('is told by subject or template in Salesforce, and one that came back never arrived', async () => {
    const [bySubject, byTemplate, drafted, elsewhere, back] = await late(salesforce)
    const since = today()
    await declare({
      salesforce: [
        { mail: 'Votre contact chez Exemple', since, language: 'fr', version: 1 },
        { mail: '00X000000000001EAA', since, language: 'fr', version: 1 },
      ],
    })
    await poll(salesforce, 'full')
    await lawbase.advance(3_600_000)
    await act('salesforce', 'outgoing-email', { id: bySubject?.remoteId, subject: 'votre contact chez Exemple' })
    await act('salesforce', 'outgoing-email', {
      id: byTemplate?.remoteId,
      subject: 'Anne, une question',
      templateId: '00X000000000001',
    })
    await act('salesforce', 'outgoing-email', {
      id: drafted?.remoteId,
      subject: 'Votre contact chez Exemple',
      draft: true,
    })
    await act('salesforce', 'outgoing-email', {
      id: elsewhere?.remoteId,
      subject: 'Votre contact chez Exemple',
      to: 'autre@ailleurs.example.test',
    })
    await act('salesforce', 'outgoing-email', {
      id: back?.remoteId,
      subject: 'Votre contact chez Exemple',
      bounced: true,
    })
    await poll(salesforce)
    await becomes(bySubject?.id, 'SENT')
    await becomes(byTemplate?.id, 'SENT')
    await becomes(back?.id, 'FAILED')
    expect([await stateOf(drafted?.id), await stateOf(elsewhere?.id)]).toEqual(['OVERDUE', 'OVERDUE'])
  })

  it('counts no more once the declaration is taken back, and in the language it has now', async () => {
    const [person] = (
      await lawbase.app.pool.query<{ id: string }>(
        `select d.contact_id as id from decisions d where d.detail ->> 'noticeState' = 'SENT' limit 1`,
      )
    ).rows
    const [carrier] = (
      await lawbase.app.pool.query<{ carrier: string }>(
        'select carrier from notices where carrier is not null and connection_id = $1 limit 1',
        [salesforce],
      )
    ).rows
    await declare({})
    await lawbase.run()
    expect(await stateOf(person?.id)).toBe('OVERDUE')
    const stored = {
      event: 'sent' as const,
      on: '2026-06-02',
      channel: 'email' as const,
      language: 'fr',
      reviewOn: null,
      carrier: carrier?.carrier ?? '',
      connector: 'salesforce',
    }
    const german: NoticeCarrier = { mail: stored.carrier, since: '2026-06-02', language: 'de', version: 1 }
    const { carrier: _carrier, connector: _connector, ...notice } = stored
    expect([
      countedNotices([stored], { salesforce: [german] }),
      countedNotices([stored], { salesforce: [{ ...german, since: '2026-06-03' }] }),
      countedNotices([stored], { hubspot: [german] }),
      countedNotices([{ ...stored, carrier: null, connector: null }], {}),
    ]).toEqual([[{ ...notice, language: 'de' }], [], [], [notice]])
  })
})
