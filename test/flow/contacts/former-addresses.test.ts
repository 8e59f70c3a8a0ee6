import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { importEvents } from '../../../src/operations/objections/many/import-events.ts'
import { confirmLift } from '../../../src/operations/objections/lift.ts'
import { insertLift } from '../../../src/store/objections/lifts.ts'
import { ownHashes } from '../../../src/store/evidence/access-view.ts'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import { holderOf, move, onlyAt, succeed, untilRead } from './address-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

/**
 * Somebody to whom a CRM gives a new address stays who they are: an objection goes with them, whenever it is said
 * (docs/reference/promises.md#i2; docs/decisions/0024).
 */
let scene: Scene
const everyCell = channels.toSorted((a, b) => (a < b ? -1 : 1))

const hashOf = (email: string) => scene.app.keys.hashEmail(email)
/** What stands on an address: each channel with the objection behind it. */
const standing = async (email: string) =>
  (
    await scene.app.pool.query<{ channel: string; no: string }>(
      'select channel, objection_id as no from suppressions where identity_hash = $1 order by channel',
      [hashOf(email)],
    )
  ).rows
const verdictAt = async (email: string) =>
  (
    await scene.app.pool.query<{ verdict: string; rule: string }>(
      'select verdict, rule from decisions where contact_id = $1',
      [await holderOf(scene, email)],
    )
  ).rows[0]
/** As when the person pressed the button of the mail that asks. */
const takeBack = async (email: string) => {
  const [at, mailId, contactId] = [scene.app.clock.now(), randomUUID(), (await holderOf(scene, email)) ?? '']
  await scene.app.pool.query(
    `insert into person_mails (id, kind, contact_id, identity_hash, language, subject, body, masked, wanted, expires_at, created_at) values ($1, 'opt-in', $2, $3, 'en', 's', 'b', 'm', '{}', $4, $4)`,
    [mailId, contactId, hashOf(email), at],
  )
  await insertLift(
    scene.app.pool,
    {
      id: randomUUID(),
      mailId,
      contactId,
      identityHash: hashOf(email),
      scopes: channels.map((channel) => ({ channel, kind: '' })),
      evidence: {},
    },
    at,
    at,
  )
}
const objectionsOf = async (contactId: string | undefined) =>
  (
    await scene.app.pool.query<{ id: string; door: string }>(
      'select id, door from objections where contact_id = $1 order by number',
      [contactId],
    )
  ).rows

describe('an objection, where a CRM gives the person a new address', () => {
  describe('and may not be written to', () => {
    beforeAll(async () => {
      scene = await openScene({ granted: false, broker: false })
    })
    afterAll(() => scene.close())

    it('stands for the new address', async () => {
      const person = onlyAt(scene, 'hubspot')
      const no = await scene.object(person.email)
      const email = await move(scene, person)
      await until('the verdict follows', async () => (await verdictAt(email))?.rule === 'F1')
      expect({
        verdict: await verdictAt(email),
        standing: await standing(email),
        objections: await objectionsOf(await holderOf(scene, email)),
      }).toEqual({
        verdict: { verdict: 'BLOCK', rule: 'F1' },
        standing: everyCell.map((channel) => ({ channel, no: no.id })),
        objections: [{ id: no.id, door: 'rest' }],
      })
    })

    it('stands for the record that goes another way, where both CRMs had the address', async () => {
      const person = onlyAt(scene, 'both')
      const no = await scene.object(person.email)
      const email = await move(scene, person)
      expect([
        (await holderOf(scene, email)) === (await holderOf(scene, person.email)),
        await standing(email),
        await standing(person.email),
      ]).toEqual([false, ...Array.from({ length: 2 }, () => everyCell.map((channel) => ({ channel, no: no.id })))])
    })

    it('that one of two parts says stands for the other, said to us or at its CRM; not for another person under its record, nor for who has the address since', async () => {
      const [said, found, renamed, left] = [
        onlyAt(scene, 'both'),
        onlyAt(scene, 'both'),
        onlyAt(scene, 'both'),
        onlyAt(scene, 'hubspot'),
      ]
      const emails = [await move(scene, said), await move(scene, found)]
      const no = await scene.object(emails[0] ?? '')
      await scene.act('hubspot', 'unsubscribe', { email: emails[1] })
      await until('it is known', async () => {
        await scene.poll()
        return (await standing(found.email)).length > 0
      })
      const parts = [await holderOf(scene, emails[0] ?? ''), await holderOf(scene, said.email)]
      expect([
        new Set(parts).size,
        await standing(emails[0] ?? ''),
        await standing(said.email),
        await standing(found.email),
      ]).toEqual([
        2,
        ...Array.from({ length: 2 }, () => everyCell.map((channel) => ({ channel, no: no.id }))),
        await standing(emails[1] ?? ''),
      ])
      await scene.act('hubspot', 'update-contact', {
        id: renamed.hubspotIds[0],
        properties: { email: 'somebody.else@nouveau.example.test', firstname: 'Otto', lastname: 'Nachfolgerin' },
      })
      await untilRead(scene, 'somebody.else@nouveau.example.test')
      await scene.object('somebody.else@nouveau.example.test')
      const gone = await move(scene, left)
      await succeed(scene, left.email)
      await scene.object(gone)
      expect([await standing(renamed.email), await standing(left.email)]).toEqual([[], []])
    })

    it('stands behind a shared mailbox, which stays free for everybody else', async () => {
      const person = onlyAt(scene, 'hubspot')
      const no = await scene.object(person.email)
      const email = await move(scene, person, 'info@shared.example.test')
      await scene.run()
      expect([
        await verdictAt(email),
        await standing(email),
        (await objectionsOf(await holderOf(scene, email))).map(({ id }) => id),
      ]).toEqual([{ verdict: 'BLOCK', rule: 'F1' }, [], [no.id]])
    })

    it('stays with a shared mailbox that the person left', async () => {
      const person = onlyAt(scene, 'hubspot')
      const shared = await move(scene, person, 'kontakt@shared.example.test')
      const email = await move(scene, person)
      await scene.object(shared)
      expect([
        (await standing(shared)).length,
        await standing(email),
        (await scene.app.pool.query('select 1 from former_identities where identity_hash = $1', [hashOf(shared)]))
          .rowCount,
      ]).toEqual([everyCell.length, [], 0])
    })

    it('finds an address that came back among those of today', async () => {
      const person = onlyAt(scene, 'hubspot')
      const email = await move(scene, person)
      await move(scene, person, person.email)
      const { rows } = await scene.app.pool.query<{ hash: Buffer }>(
        'select f.identity_hash as hash from former_identities f join remote_records r on r.id = f.record_id where r.contact_id = $1',
        [await holderOf(scene, person.email)],
      )
      expect(rows).toEqual([{ hash: hashOf(email) }])
    })

    it('does not come back either where each address had its own, or when a tool tells it again', async () => {
      const person = onlyAt(scene, 'hubspot')
      const fresh = `fresh.${person.index}@nouveau.example.test`
      const said = scene.app.clock.now()
      for (const address of [person.email, fresh]) await scene.object(address)
      await move(scene, person, fresh)
      await takeBack(fresh)
      await scene.advance(60_000)
      const told = await importEvents(
        scene.app,
        'Brevo',
        [
          {
            email: person.email,
            kind: 'unsubscribe',
            at: said.toISOString(),
            system: 'Brevo',
            noted: false,
            link: null,
            message: null,
            sentAt: null,
            agent: null,
            dataCentre: false,
          },
        ],
        null,
        { door: 'rest', actor: 'a test' },
      )
      const third = await move(scene, person)
      expect([told.objections, await standing(person.email), await standing(fresh), await standing(third)]).toEqual([
        { recorded: 0, known: 1 },
        [],
        [],
        [],
      ])
    })

    it('does not come back with the next address once the person took it back', async () => {
      const person = onlyAt(scene, 'hubspot')
      await scene.object(person.email)
      const second = await move(scene, person)
      await takeBack(second)
      const third = await move(scene, person)
      expect({
        second: await standing(second),
        third: await standing(third),
        first: await standing(person.email),
      }).toEqual({ second: [], third: [], first: [] })
      await scene.run()
      expect((await verdictAt(third))?.rule).not.toBe('F1')
      // Who says no again under whatever address says it anew.
      const again = await scene.object(person.email)
      expect({ repeated: again.repeated, third: await standing(third) }).toEqual({
        repeated: false,
        third: everyCell.map((channel) => ({ channel, no: again.id })),
      })
    })
  })

  describe('and may be written to', () => {
    beforeAll(async () => {
      scene = await openScene({ broker: false })
    })
    afterAll(() => scene.close())

    it('that one of two parts said is written to the other, and taken back by the one does not return when they are one again', async () => {
      const person = onlyAt(scene, 'both')
      const email = await move(scene, person)
      const no = await scene.object(email)
      await scene.untilCarried(no.id, { hubspot: 'applied', salesforce: 'applied' })
      const there = async () => (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail']
      expect([
        await there(),
        (await objectionsOf(await holderOf(scene, person.email))).length,
        (await objectionsOf(await holderOf(scene, email))).map(({ id }) => id),
      ]).toEqual([true, 0, [no.id]])
      const [at, token] = [scene.app.clock.now(), newToken()]
      await scene.app.pool.query(
        `insert into person_mails (id, kind, contact_id, identity_hash, language, subject, body, masked, wanted, expires_at, created_at, token_hash) values ($1, 'opt-in', $2, $3, 'en', 's', 'b', 'm', $4, $5, $6, $7)`,
        [
          randomUUID(),
          await holderOf(scene, email),
          hashOf(email),
          JSON.stringify({ free: channels.map((channel) => ({ channel, kind: '' })), keep: [] }),
          new Date(at.getTime() + 86_400_000),
          at,
          tokenHash(token),
        ],
      )
      expect([
        (await confirmLift(scene.app, token)).state,
        await standing(email),
        await standing(person.email),
      ]).toEqual(['lifted', [], []])
      await until('it is taken off there', async () => (await there()) === false)
      await scene.act('salesforce', 'update', { id: person.salesforceIds[0], fields: { Email: email } })
      await until('they are one again', async () => {
        await scene.poll()
        return (await holderOf(scene, person.email)) === undefined
      })
      await scene.poll()
      expect([await standing(email), (await objectionsOf(await holderOf(scene, email))).map(({ id }) => id)]).toEqual([
        [],
        [no.id],
      ])
    })

    it('is the same no, written to the new address and found by nobody a second time', async () => {
      const person = onlyAt(scene, 'hubspot')
      const no = await scene.object(person.email)
      await scene.untilCarried(no.id, { hubspot: 'applied' })
      const email = await move(scene, person)
      await until('HubSpot blocks the new address', () => scene.optedOut(email))
      await scene.untilCarried(no.id, { hubspot: 'applied' })
      expect({ standing: await standing(email), objections: await objectionsOf(await holderOf(scene, email)) }).toEqual(
        {
          standing: everyCell.map((channel) => ({ channel, no: no.id })),
          objections: [{ id: no.id, door: 'rest' }],
        },
      )
    })

    it('marks the record behind a shared mailbox and leaves the mailbox free', async () => {
      const person = onlyAt(scene, 'hubspot')
      const no = await scene.object(person.email)
      await scene.untilCarried(no.id, { hubspot: 'applied' })
      const shared = await move(scene, person, 'contact@shared.example.test')
      await scene.settle()
      const shown = (await scene.contact(person.hubspotIds[0] ?? ''))['properties'] as Record<string, string>
      expect({
        marks: shown['lawbase_do_not_contact'],
        optedOut: await scene.optedOut(shared),
        standing: await standing(shared),
        objections: await objectionsOf(await holderOf(scene, shared)),
      }).toEqual({
        marks: channels.join(';'),
        optedOut: false,
        standing: [],
        objections: [{ id: no.id, door: 'rest' }],
      })
    })

    it.each([
      [
        'by the link of an old mail',
        'one-click',
        async (_person: SeedPerson, token: string) => {
          const pages = await openPublicServer(scene.app)
          expect(
            (
              await pages.inject({
                method: 'POST',
                url: `/u/${token}/one-click`,
                payload: 'List-Unsubscribe=One-Click',
                headers: { 'content-type': 'application/x-www-form-urlencoded' },
              })
            ).statusCode,
          ).toBe(200)
          await pages.close()
        },
      ],
      [
        'by the old address',
        'rest',
        async (person: SeedPerson) => {
          await scene.object(person.email)
        },
      ],
    ] as const)('is heard when it comes later, %s', async (_how, door, sayNo) => {
      const person = onlyAt(scene, 'hubspot')
      const { token } = await linkFor(scene.app, person.email)
      const email = await move(scene, person)
      await sayNo(person, token)
      await until('HubSpot blocks the new address', () => scene.optedOut(email))
      const [no, ...more] = await objectionsOf(await holderOf(scene, email))
      expect([no?.door, more]).toEqual([door, []])
      await scene.untilCarried(no?.id ?? '', { hubspot: 'applied' })
      await until('the verdict follows', async () => (await verdictAt(email))?.rule === 'F1')
    })

    it('is only theirs who hold the address by then', async () => {
      const person = onlyAt(scene, 'hubspot')
      const email = await move(scene, person)
      const own = async () =>
        (await ownHashes(scene.app.pool, [(await holderOf(scene, email)) ?? '']))
          .map((hash) => [email, person.email].find((one) => hash.equals(hashOf(one))))
          .filter((one) => one !== undefined)
          .toSorted((one) => (one === email ? -1 : 1))
      const asked = [await own()]
      await succeed(scene, person.email)
      asked.push(await own())
      expect(asked).toEqual([[email], [email]])
      const no = await scene.object(person.email)
      await scene.untilCarried(no.id, { hubspot: 'applied' })
      await scene.act('hubspot', 'update-contact', {
        id: person.hubspotIds[0],
        properties: { jobtitle: 'Head of Anything' },
      })
      await scene.poll()
      expect({
        said: no.contactId === (await holderOf(scene, person.email)),
        standing: await standing(email),
        objections: await objectionsOf(await holderOf(scene, email)),
        optedOut: await scene.optedOut(email),
      }).toEqual({ said: true, standing: [], objections: [], optedOut: false })
    })

    it('leaves nothing for an independent check to find', async () => {
      await scene.settle()
      expect((await scene.check()).violations).toEqual([])
    })
  })
})
