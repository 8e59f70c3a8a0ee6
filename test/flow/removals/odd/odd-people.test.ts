import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GuardName } from '../../../../src/domain/removals/guards.ts'
import { openScene, type Scene } from '../../../support/scene.ts'
import { until } from '../../../support/until.ts'
import { fatesIn, makersOf, type Makers } from './odd-makers.ts'

const dayMs = 86_400_000
const at = (name: string) => `${name}@odd-people.example.test`

/** What becomes of them: in the plan of the inactive, kept by a guard, not past the term at all, or in no base. */
type Fate = 'goes' | 'within the term' | GuardName

interface OddPerson {
  name: string
  fate: Fate
  /** More than three years ago; gives the ids that `later` needs. */
  before: (make: Makers, email: string) => Promise<readonly string[]>
  /** Since then. */
  later?: (make: Makers, ids: readonly string[], email: string) => Promise<unknown>
}

const both = async (make: Makers, email: string) => [await make.hubspot(email), await make.contact(email)]
const inHubspot = async (make: Makers, email: string) => [await make.hubspot(email)]
const inSalesforce = async (make: Makers, email: string) => [await make.contact(email)]
const asLead = async (make: Makers, email: string) => [await make.lead(email)]
const ofAccount = (type: string) => async (make: Makers, email: string) => [
  await make.contact(email, { AccountId: await make.account(type) }),
]
const other = (email: string) => email.replace('@', '.other@')

const people: readonly OddPerson[] = [
  { name: 'silent in HubSpot', fate: 'goes', before: inHubspot },
  { name: 'silent in Salesforce', fate: 'goes', before: inSalesforce },
  { name: 'a silent lead', fate: 'goes', before: asLead },
  { name: 'silent in both', fate: 'goes', before: both },
  {
    name: 'silent in one, clicked in the other',
    fate: 'within the term',
    before: both,
    later: (make, [hubspot]) => make.act('hubspot', 'click', { id: hubspot }),
  },
  {
    name: 'silent in one, replied in the other',
    fate: 'within the term',
    before: both,
    later: (make, [, contact]) => make.act('salesforce', 'reply', { id: contact }),
  },
  {
    name: 'only opened mail',
    fate: 'goes',
    before: inHubspot,
    later: (make, [hubspot]) => make.act('hubspot', 'open', { id: hubspot }),
  },
  {
    name: 'with a click dated in the future',
    fate: 'goes',
    before: inHubspot,
    later: (make, [hubspot]) => make.act('hubspot', 'click', { id: hubspot, at: '2099-01-01T00:00:00Z' }),
  },
  {
    name: 'filled a form of HubSpot while silent at Salesforce',
    fate: 'within the term',
    before: both,
    later: (make, [hubspot]) => make.act('hubspot', 'form', { id: hubspot }),
  },
  {
    name: 'a lead again this year, from our form, of somebody silent in HubSpot',
    fate: 'within the term',
    before: inHubspot,
    later: (make, _ids, email) => make.lead(email),
  },
  {
    name: 'a lead that became a contact, both silent',
    fate: 'goes',
    before: asLead,
    later: (make, [lead]) => make.act('salesforce', 'convert-lead', { id: lead }),
  },
  {
    name: 'a converted lead that replies as a contact',
    fate: 'within the term',
    before: asLead,
    later: async (make, [lead]) => {
      const contact = (await make.act('salesforce', 'convert-lead', { id: lead }))['ConvertedContactId']
      await make.act('salesforce', 'reply', { id: contact })
    },
  },
  {
    name: 'merged in HubSpot, the loser had clicked lately',
    fate: 'within the term',
    before: async (make, email) => [await make.hubspot(email), await make.hubspot(other(email))],
    later: async (make, [winner, loser]) => {
      await make.act('hubspot', 'click', { id: loser })
      await make.act('hubspot', 'merge', { primaryId: winner, mergeId: loser })
    },
  },
  {
    name: 'an open case at Salesforce',
    fate: 'open-case',
    before: both,
    later: (make, [, contact]) => make.row('Case', { ContactId: contact, Status: 'New' }),
  },
  {
    name: 'a closed case',
    fate: 'goes',
    before: inSalesforce,
    later: (make, [contact]) => make.row('Case', { ContactId: contact, Status: 'Closed' }),
  },
  {
    name: 'an open ticket in HubSpot',
    fate: 'open-ticket',
    before: both,
    later: (make, [hubspot]) => make.object('tickets', { hs_pipeline: '0', hs_pipeline_stage: '1' }, [hubspot ?? '']),
  },
  {
    name: 'an open deal in HubSpot',
    fate: 'open-deal',
    before: inHubspot,
    later: (make, [hubspot]) =>
      make.object('deals', { hs_is_closed: 'false', hs_is_closed_won: 'false', dealstage: 'appointmentscheduled' }, [
        hubspot ?? '',
      ]),
  },
  {
    name: 'a lost deal in HubSpot',
    fate: 'goes',
    before: inHubspot,
    later: (make, [hubspot]) =>
      make.object('deals', { hs_is_closed: 'true', hs_is_closed_won: 'false', dealstage: 'closedlost' }, [
        hubspot ?? '',
      ]),
  },
  {
    name: 'a contract in force at Salesforce of somebody silent in both',
    fate: 'contract',
    before: both,
    later: (make, [, contact]) => make.row('Contract', { CustomerSignedId: contact, Status: 'Activated' }),
  },
  {
    name: 'a customer by the stage of HubSpot',
    fate: 'customer',
    before: async (make, email) => [
      await make.hubspot(email, { lifecyclestage: 'customer' }),
      await make.contact(email),
    ],
  },
  { name: 'of an account of type Client', fate: 'customer', before: ofAccount('Client') },
  { name: 'of an account of type Prospect', fate: 'goes', before: ofAccount('Prospect') },
  { name: 'of an account of a type nobody judged', fate: 'unjudged', before: ofAccount('Zorglub') },
  {
    name: 'two records with one mobile, the other replied',
    fate: 'maybe',
    before: async (make, email) => [
      await make.hubspot(email, { mobilephone: '+33 6 39 98 10 01' }),
      await make.contact(other(email), { LastName: 'Else', MobilePhone: '06 39 98 10 01' }),
    ],
    later: (make, [, contact]) => make.act('salesforce', 'reply', { id: contact }),
  },
  {
    name: 'two records with one mobile, both silent, an open case with the other',
    fate: 'maybe',
    before: async (make, email) => [
      await make.hubspot(email, { mobilephone: '+33 6 39 98 10 06' }),
      await make.contact(other(email), { LastName: 'Caseholder', MobilePhone: '06 39 98 10 06' }),
    ],
    later: (make, [, contact]) => make.row('Case', { ContactId: contact, Status: 'New' }),
  },
  {
    name: 'two records with one mobile, both silent',
    fate: 'goes',
    before: async (make, email) => [
      await make.hubspot(email, { mobilephone: '+33 6 39 98 10 02' }),
      await make.contact(other(email), { LastName: 'Otherwise', MobilePhone: '06 39 98 10 02' }),
    ],
  },
  {
    name: 'a switchboard shared with somebody active',
    fate: 'goes',
    before: async (make, email) => [
      await make.hubspot(email, { phone: '+33 1 40 20 10 03' }),
      await make.contact(other(email), { LastName: 'Desk', Phone: '01 40 20 10 03' }),
    ],
    later: (make, [, contact]) => make.act('salesforce', 'reply', { id: contact }),
  },
  {
    name: 'changed employer, the old address silent, the new one active',
    fate: 'maybe',
    before: async (make, email) => [await make.hubspot(email, { phone: '+33 1 40 20 10 04' })],
    later: async (make, _ids, email) => {
      const name = email.split('@')[0] ?? ''
      const contact = await make.contact(`${name}@new-employer.example.test`, { Phone: '01 40 20 10 04' })
      await make.act('salesforce', 'reply', { id: contact })
    },
  },
  {
    name: 'opted out of e-mail long ago, applied everywhere',
    fate: 'goes',
    before: async (make, email) => {
      const ids = await both(make, email)
      await make.act('salesforce', 'opt-out', { id: ids[1] })
      return ids
    },
  },
  {
    name: 'a won deal in HubSpot',
    fate: 'customer',
    before: inHubspot,
    later: (make, [hubspot]) =>
      make.object('deals', { hs_is_closed: 'true', hs_is_closed_won: 'true', dealstage: 'closedwon' }, [hubspot ?? '']),
  },
  {
    name: 'an open opportunity of the account alone',
    fate: 'open-deal',
    before: async (make, email) => {
      const account = await make.account('Prospect')
      return [await make.contact(email, { AccountId: account }), account]
    },
    later: (make, [, account]) =>
      make.row('Opportunity', {
        Name: 'Odd',
        AccountId: account,
        StageName: 'Prospecting',
        CloseDate: '2099-01-01',
      }),
  },
  {
    name: 'a product in use',
    fate: 'asset',
    before: inSalesforce,
    later: (make, [contact]) => make.row('Asset', { Name: 'Odd', ContactId: contact, Status: 'Installed' }),
  },
  {
    name: 'an approval in progress',
    fate: 'approval',
    before: inSalesforce,
    later: (make, [contact]) => make.row('ProcessInstance', { TargetObjectId: contact, Status: 'Pending' }),
  },
  {
    name: 'a contract that ended',
    fate: 'goes',
    before: inSalesforce,
    later: (make, [contact]) =>
      make.row('Contract', { CustomerSignedId: contact, Status: 'Activated', EndDate: '2020-01-01' }),
  },
  { name: 'of an account of type Kunde', fate: 'customer', before: ofAccount('Kunde') },
  { name: 'of an account of type Partenaire', fate: 'goes', before: ofAccount('Partenaire') },
  { name: 'of an account of type Ancien client', fate: 'goes', before: ofAccount('Ancien client') },
  {
    name: 'a customer at Salesforce, a prospect by the stage of HubSpot',
    fate: 'customer',
    before: async (make, email) => [
      await make.hubspot(email, { lifecyclestage: 'lead' }),
      await make.contact(email, { AccountId: await make.account('Cliente') }),
    ],
  },
  {
    name: 'one address, two family names, the other replied',
    fate: 'maybe',
    before: async (make, email) => [
      await make.hubspot(email, { firstname: 'Anne', lastname: 'Durand' }),
      await make.contact(email, { FirstName: 'Paul', LastName: 'Lefebvre' }),
    ],
    later: (make, [, contact]) => make.act('salesforce', 'reply', { id: contact }),
  },
  {
    name: 'answered a campaign as a lead, silent as a contact of another address with the same mobile',
    fate: 'maybe',
    before: async (make, email) => [
      await make.contact(email, { MobilePhone: '06 39 98 10 05' }),
      await make.lead(other(email), { LastName: 'Different', MobilePhone: '+33 6 39 98 10 05' }),
    ],
    later: (make, [, lead]) => make.act('salesforce', 'campaign-response', { id: lead }),
  },
  {
    name: 'the same name at the same company, came this year',
    fate: 'maybe',
    before: async (make, email) => [await make.hubspot(email, { lastname: 'Quasimodo' })],
    later: (make, _ids, email) => make.contact(other(email), { LastName: 'Quasimodo' }),
  },
  {
    name: 'the same name without its accents at the same company, who replied',
    fate: 'maybe',
    before: async (make, email) => [
      await make.hubspot(email, { firstname: 'José', lastname: 'Núñez-Ortega' }),
      await make.contact(other(email), { FirstName: 'Jose', LastName: 'Nunez Ortega' }),
    ],
    later: (make, [, contact]) => make.act('salesforce', 'reply', { id: contact }),
  },
  {
    name: 'the secondary address of a record that clicked',
    fate: 'within the term',
    before: async (make, email) => {
      const id = await make.hubspot(other(email))
      await make.act('hubspot', 'add-email', { id, email })
      return [id, await make.contact(email)]
    },
    later: (make, [hubspot]) => make.act('hubspot', 'click', { id: hubspot }),
  },
  {
    name: 'deleted at Salesforce, silent in HubSpot',
    fate: 'goes',
    before: both,
    later: (make, [, contact]) => make.act('salesforce', 'delete', { id: contact }),
  },
  {
    name: 'a customer at Salesforce whose record was deleted there since, silent in HubSpot',
    fate: 'within the term',
    before: async (make, email) => [await make.hubspot(email), ...(await ofAccount('Client')(make, email))],
    later: (make, [, contact]) => make.act('salesforce', 'delete', { id: contact }),
  },
  {
    name: 'clicked in HubSpot and was deleted there since, silent at Salesforce',
    fate: 'within the term',
    before: both,
    later: async (make, [hubspot]) => {
      await make.act('hubspot', 'click', { id: hubspot })
      await until('the click is read', async () => {
        await make.scene.poll()
        const { rows } = await make.scene.app.pool.query(
          `select 1 from remote_records where remote_id = $1 and last_act_kind = 'click'`,
          [hubspot],
        )
        return rows.length > 0
      })
      await make.act('hubspot', 'delete', { id: hubspot })
    },
  },
]

describe('people in odd relations, after three silent years', () => {
  let scene: Scene
  let fates: ReadonlyMap<string, string>
  beforeAll(async () => {
    scene = await openScene({ contacts: 10, broker: false, settings: { maxRemovalShare: 1 } })
    const make = makersOf(scene)
    const ids: (readonly string[])[] = []
    for (const [index, person] of people.entries()) ids.push(await person.before(make, at(`odd${index}`)))
    await scene.poll()
    await scene.advance(37 * 31 * dayMs)
    await scene.poll()
    for (const [index, person] of people.entries()) await person.later?.(make, ids[index] ?? [], at(`odd${index}`))
    await scene.poll()
    await scene.run()
    fates = await fatesIn(scene)
  }, 300_000)
  afterAll(() => scene.close())

  it.each(people.map((person, index) => [person.name, index, person.fate] as const))(
    '%s',
    async (_name, index, fate) => {
      const email = at(`odd${index}`)
      const held = await scene.app.pool.query(
        'select 1 from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null',
        [scene.app.keys.hashEmail(email)],
      )
      expect([held.rowCount !== 0, fates.get(email) ?? 'within the term']).toEqual([true, fate])
    },
  )
})
