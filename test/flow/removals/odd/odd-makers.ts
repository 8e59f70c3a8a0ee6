import type { Json } from '../../../support/lawbase.ts'
import type { Scene } from '../../../support/scene.ts'

/** Makes people and related records by hand at the two stand-ins; each gives the id. */
export type Makers = ReturnType<typeof makersOf>

const nameOf = (email: string) => email.split('@')[0] ?? ''

export function makersOf(scene: Scene) {
  const salesforce = async (object: string, fields: Json) =>
    String((await scene.act('salesforce', 'create', { object, fields }))['Id'])
  const named = (email: string) => ({ FirstName: 'Sam', LastName: nameOf(email), Email: email, LeadSource: 'Web' })
  return {
    scene,
    /** A HubSpot contact from our form. */
    hubspot: async (email: string, more: Json = {}) => {
      const base = { email, firstname: 'Sam', lastname: nameOf(email), origine_contact: 'formulaire-site' }
      const { id } = await scene.act('hubspot', 'create-contact', { properties: { ...base, ...more } })
      return String(id)
    },
    contact: (email: string, more: Json = {}) => salesforce('Contact', { ...named(email), ...more }),
    lead: (email: string, more: Json = {}) => salesforce('Lead', { ...named(email), Company: 'Odd SA', ...more }),
    account: (type: string) => salesforce('Account', { Name: `Account ${type}`, Type: type }),
    row: salesforce,
    /** A deal, ticket or quote of HubSpot contacts. */
    object: async (object: string, properties: Json, contacts: readonly string[]) =>
      String((await scene.act('hubspot', 'create-object', { object, properties, contacts }))['id']),
    act: (system: 'hubspot' | 'salesforce', act: string, body: Json) => scene.act(system, act, body),
  }
}

/** What became of whom in the newest plan of the inactive, by address: `goes`, or the guard that keeps them. */
export async function fatesIn({ app }: Scene): Promise<ReadonlyMap<string, string>> {
  const { rows } = await app.pool.query<{ email: string; fate: string }>(
    `with newest as (select id from removal_plans where kind = 'silent' order by created_at desc limit 1),
     fates as (select contact_id, 'goes' as fate from removal_items where plan_id = (select id from newest)
       union all select contact_id, guard from removal_kept where plan_id = (select id from newest))
     select i.value as email, f.fate from fates f join remote_records r on r.contact_id = f.contact_id and r.gone_at is null
       join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash`,
  )
  return new Map(rows.map(({ email, fate }) => [email, fate]))
}
