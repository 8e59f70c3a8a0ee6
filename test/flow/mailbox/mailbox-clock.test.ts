import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshnessOf, isBlind } from '../../../src/operations/decisions/blind-clock.ts'
import { listConnections } from '../../../src/store/connections/connections.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { until } from '../../support/until.ts'
import {
  append,
  contactOf,
  lastObjection,
  mailboxId,
  openMailbox,
  raw,
  receive,
  scene,
  someone,
} from './mailbox-scene.ts'

beforeAll(() => openMailbox())
afterAll(() => scene.close())

describe('the clock of a contact', () => {
  const clockOf = async (email: string) =>
    (
      await scene.app.pool.query<{ kind: string; at: Date }>(
        'select last_act_kind as kind, last_act_at as at from decisions where contact_id = $1',
        [await contactOf(email)],
      )
    ).rows[0]

  it('goes on from what the person wrote, and not from an objection or a machine', async () => {
    const [wrote, asked, refused, away] = [someone(), someone(), someone(), someone()]
    const before = [await clockOf(refused.email), await clockOf(away.email)]
    await append(
      raw(wrote.email, 'Re: Audit', 'Bonjour, merci de m’envoyer la brochure.', [
        'In-Reply-To: <a@exemple.example.test>',
      ]),
    )
    await append(raw(asked.email, 'Re: Audit', 'Bonjour, où avez-vous trouvé mon adresse ?'))
    await append(raw(refused.email, 'Re: Audit', 'Ne m’écrivez plus.'))
    await append(
      raw(away.email, 'Réponse automatique : Audit', 'Je suis absent jusqu’au 3 décembre.', [
        'Auto-Submitted: auto-replied',
      ]),
    )
    await receive()
    for (const { email } of [wrote, asked]) {
      const { rows } = await scene.app.pool.query<{ at: Date }>(
        'select received_at as at from mailbox_messages where acted_hash = $1',
        [scene.app.keys.hashEmail(email.toLowerCase())],
      )
      // An earlier reply may be their last act until then.
      await until(
        'the reply is the last act',
        async () => (await clockOf(email))?.at.getTime() === rows[0]?.at.getTime(),
      )
      expect(await clockOf(email)).toEqual({ kind: 'reply', at: rows[0]?.at })
    }
    await until(
      'the objection is decided',
      async () =>
        (
          await scene.app.pool.query(`select 1 from decisions where contact_id = $1 and rule = 'F1'`, [
            await contactOf(refused.email),
          ])
        ).rowCount === 1,
    )
    expect([await clockOf(refused.email), await clockOf(away.email)]).toEqual(before)
  })

  it.each<[string, string, string[], boolean]>([
    [
      'a reply that came through a list',
      'Yes, please call me on Tuesday.',
      [
        'In-Reply-To: <a@exemple.example.test>',
        'List-Id: <desk.u.exemple.example.test>',
        'Precedence: list',
        'List-Unsubscribe: <mailto:desk-leave@u.exemple.example.test>',
      ],
      true,
    ],
    [
      'a newsletter of the prospect',
      'Our news of November. See you at the fair!\n\nUnsubscribe',
      ['List-Unsubscribe: <https://news.example.test/u>'],
      false,
    ],
    ['a bulk mail', 'Our news of November. See you at the fair!', ['Precedence: bulk'], false],
    [
      'an objection in the words of a ticket tool',
      'Merci de ne plus nous écrire.',
      ['Auto-Submitted: auto-generated'],
      false,
    ],
    ['a letter that answers nothing', 'Yes, please call me on Tuesday.', [], true],
  ])('%s', async (name, body, headers, acts) => {
    const email = `${name.replace(/\W+/gu, '.')}@clock.example.test`
    await append(raw(email, 'Re: Audit', body, headers))
    await receive()
    const { rowCount } = await scene.app.pool.query('select 1 from mailbox_messages where acted_hash = $1', [
      scene.app.keys.hashEmail(email),
    ])
    expect([rowCount === 1, await lastObjection(email)]).toEqual([acts, null])
  })

  const isBlindNow = async () => {
    const { settings } = await loadSettings(scene.app.pool)
    return isBlind(scene.app, scene.app.pool, settings, await listConnections(scene.app.pool), scene.app.clock.now())
  }

  it('is blind until the mailbox was read to its end, and again when nobody read it for 48 hours', async () => {
    await until('the mailbox is read to its end', async () => !(await isBlindNow()))
    const after = async (change: string) => {
      await scene.app.pool.query(`update listeners set ${change} where connection_id = $1`, [mailboxId])
      return isBlindNow()
    }
    const readTo = (sql: string) => after(`caught_up_at = ${sql}`)
    expect([
      await readTo('null'),
      await readTo(`clock_timestamp() - interval '49 hours'`),
      await readTo(`clock_timestamp() - interval '47 hours'`),
    ]).toEqual([true, true, false])
    expect([await after('failed_at = clock_timestamp()'), await after('failed_at = null')]).toEqual([true, false])
  })

  it('is blind while the mailbox cannot be opened', async () => {
    await scene.control('POST', '/_sandbox/mailbox', { act: 'refuse-logins', on: true })
    await scene.control('POST', '/_sandbox/mailbox', { act: 'cut' })
    await until('the clock is blind', isBlindNow)
    const failing = (
      await freshnessOf(scene.app, scene.app.pool, await listConnections(scene.app.pool), scene.app.clock.now())
    ).filter((system) => system.failing)
    expect(failing.map(({ label }) => label)).toEqual(['Réponses'])
  })
})
