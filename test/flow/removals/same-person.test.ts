import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerSamePerson } from '../../../src/operations/removals/same-person/answer-same-person.ts'
import { addMonths, dayOf } from '../../../src/domain/app/day.ts'
import { openPairs } from '../../../src/store/removals/possible-duplicate.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { waitingPlan } from './removal-steps.ts'

interface Silent {
  contactId: string
  remoteId: string
  firstName: string
  lastName: string
  domain: string
}

/** Whoever looks like somebody who came or acted within the term is kept until somebody answers. */
describe('contacts that are maybe one person', () => {
  let scene: Scene
  let mobile: Silent
  let phone: Silent
  let company: Silent
  let switchboard: Silent
  const set = (person: Silent, properties: object) =>
    scene.act('hubspot', 'update-contact', { id: person.remoteId, properties })
  const twin = (fields: object) => scene.act('salesforce', 'create', { object: 'Contact', fields })
  const planned = async () => {
    await scene.run()
    const { id } = await waitingPlan(scene)
    const { rows } = await scene.app.pool.query<{ id: string }>(
      `select contact_id as id from removal_items where plan_id = $1 and contact_id = any($2)`,
      [id, [mobile, phone, company, switchboard].map(({ contactId }) => contactId)],
    )
    return rows.map(({ id: one }) => one).toSorted()
  }
  const pairs = () => {
    const now = scene.app.clock.now()
    return openPairs(scene.app.pool, { since: addMonths(now, -36), today: dayOf(now) }, 100)
  }
  const answer = (person: Silent, otherId: string, said: 'two' | 'one') =>
    answerSamePerson(scene.app, scene.dpo, [person.contactId, otherId], {
      answer: said,
      reason: 'Asked the account manager.',
    })

  const sharing = async (name: string) =>
    String(
      (
        await twin({
          LastName: name,
          Email: `${name}@shared-mobile.example.test`,
          MobilePhone: '+33 6 39 98 77 01',
        })
      )['Id'],
    )
  const contactOf = async (remoteId: string) =>
    (
      await scene.app.pool.query<{ id: string | null }>(
        'select contact_id as id from remote_records where remote_id = $1',
        [remoteId],
      )
    ).rows[0]?.id ?? ''

  beforeAll(async () => {
    scene = await openScene({ contacts: 160, broker: false })
    await scene.run()
    const { rows } = await scene.app.pool.query<Silent>(
      `select i.contact_id as "contactId", r.remote_id as "remoteId", r.first_name as "firstName", r.last_name as "lastName", split_part(x.value, '@', 2) as domain
       from removal_items i join removal_plans p on p.id = i.plan_id and p.state = 'planned' join remote_records r on r.contact_id = i.contact_id and r.connection_id = $1 and r.gone_at is null
       join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities x on x.hash = ri.identity_hash and not x.private_mailbox and not x.role
       where r.first_name is not null and r.last_name is not null order by r.id limit 4`,
      [scene.hubspotId],
    )
    if (rows.length < 4) throw new Error('too few silent people')
    ;[mobile, phone, company, switchboard] = rows as [Silent, Silent, Silent, Silent]
    await set(mobile, { mobilephone: '+33 6 12 34 56 78' })
    await set(phone, { phone: '+33 1 40 20 30 40' })
    await set(switchboard, { phone: '+33 1 40 20 30 50' })
    await twin({ LastName: 'Autrement', Email: 'zoe@autrement.example.test', MobilePhone: '06.12.34.56.78' })
    await twin({
      LastName: phone.lastName.toUpperCase(),
      FirstName: phone.firstName,
      Email: 'privately@elsewhere.example.test',
      Phone: '0033140203040',
    })
    await twin({ LastName: company.lastName, FirstName: company.firstName, Email: `x.new@${company.domain}` })
    await twin({ LastName: 'Accueil', FirstName: 'Ann', Email: 'ann@board.example.test', Phone: '+33 1 40 20 30 50' })
    await scene.poll()
    await until('the numbers are known', async () => {
      await scene.poll()
      const { rows: known } = await scene.app.pool.query(
        `select 1 from remote_records where remote_id = any($1) and (phone is not null or mobile is not null)`,
        [[mobile, phone, switchboard].map(({ remoteId }) => remoteId)],
      )
      return known.length === 3
    })
  })
  afterAll(() => scene.close())

  it('keep who is past the term: by mobile, by name and phone, by name and company; a switchboard keeps nobody', async () => {
    expect(await planned()).toEqual([switchboard.contactId])
    expect(
      (await pairs())
        .filter(({ contactId }) => [mobile, phone, company].some((one) => one.contactId === contactId))
        .map(({ contactId, likenesses }) => `${contactId} ${likenesses.join(' ')}`)
        .toSorted(),
    ).toEqual([`${mobile.contactId} mobile`, `${phone.contactId} phone`, `${company.contactId} company`].toSorted())
  })

  it('stand on Today with what each of them waits for', async () => {
    const console_ = await consoleOf(scene, scene.dpo)
    const held = (await pairs()).length
    const alone = await console_.get('/')
    const [caller, colleague] = [await sharing('caller'), await sharing('colleague')]
    await until('both are read', async () => {
      await scene.poll()
      return (await Promise.all([caller, colleague].map(contactOf))).every((id) => id !== '')
    })
    await scene.object('caller@shared-mobile.example.test')
    await until('the other one is asked about', async () => (await pairs()).length === held + 1)
    const both = await console_.get('/')
    await console_.close()
    const [first, second] = [
      `${held} pairs: until someone answers, one of the two is in no removal plan.`,
      '1 pair: one opted out of everything; the other has the same mobile number',
    ]
    expect([alone, both].map((page) => [page.includes(first), page.includes(second)])).toEqual([
      [true, false],
      [true, true],
    ])
  })

  it('are asked about once: two people go by themselves, one person is kept by what either does', async () => {
    const of = async (person: Silent) =>
      (await pairs()).find(({ contactId }) => contactId === person.contactId)?.otherId ?? ''
    const [ofMobile, ofPhone] = [await of(mobile), await of(phone)]
    await expect(
      answerSamePerson(scene.app, { ...scene.dpo, role: 'viewer' }, [mobile.contactId, ofMobile], {
        answer: 'two',
        reason: 'Asked the account manager.',
      }),
    ).rejects.toMatchObject({ code: 'role' })
    await expect(
      answerSamePerson(scene.app, scene.dpo, [mobile.contactId, ofMobile], { answer: 'two', reason: 'so' }),
    ).rejects.toMatchObject({ code: 'reason' })
    await answer(mobile, ofMobile, 'two')
    await answer(phone, ofPhone, 'one')
    expect(await planned()).toEqual([mobile.contactId, switchboard.contactId].toSorted())
    expect([await of(mobile), await of(phone), (await of(company)) === '']).toEqual(['', '', false])
    const acts = (await scene.audit()).filter((line) => line.act === 'same-person')
    expect(acts.map(({ contactId, details }) => `${contactId} ${String(details['answer'])}`).toSorted()).toEqual(
      [`${mobile.contactId} two`, `${ofMobile} two`, `${phone.contactId} one`, `${ofPhone} one`].toSorted(),
    )
    // An answer can be corrected.
    await answer(phone, ofPhone, 'two')
    expect(await planned()).toEqual([mobile.contactId, phone.contactId, switchboard.contactId].toSorted())
  })
})
