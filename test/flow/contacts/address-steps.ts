import { until } from '../../support/until.ts'
import type { Scene } from '../../support/scene.ts'
import type { SeedPerson } from '../../support/seed-people.ts'

export function onlyAt(scene: Scene, where: SeedPerson['where']): SeedPerson {
  return scene.somebody((one) => one.where === where && one.life === 'recent')
}

/** The contact whose live record shows the address. */
export async function holderOf(scene: Scene, email: string): Promise<string | undefined> {
  const { rows } = await scene.app.pool.query<{ id: string }>(
    'select r.contact_id as id from record_identities ri join remote_records r on r.id = ri.record_id where ri.identity_hash = $1 and r.gone_at is null',
    [scene.app.keys.hashEmail(email)],
  )
  return rows[0]?.id
}

export async function untilRead(scene: Scene, ...emails: readonly string[]): Promise<void> {
  await until('the addresses are read', async () => {
    await scene.poll()
    return (await Promise.all(emails.map((email) => holderOf(scene, email)))).every((id) => id !== undefined)
  })
}

let turn = 0

/** HubSpot gives the person another address in the place of theirs; waits until that was read. */
export async function move(
  scene: Scene,
  person: SeedPerson,
  email = `moved.${++turn}@nouveau.example.test`,
): Promise<string> {
  await scene.act('hubspot', 'update-contact', { id: person.hubspotIds[0], properties: { email } })
  await untilRead(scene, email)
  return email
}

/** Somebody else gets the address that a person had. */
export async function succeed(scene: Scene, email: string): Promise<void> {
  await scene.act('hubspot', 'create-contact', { properties: { email, firstname: 'Nora', lastname: 'Nachfolgerin' } })
  await untilRead(scene, email)
}
