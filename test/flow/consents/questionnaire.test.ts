import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { until } from '../../support/until.ts'
import {
  browser,
  closeStand,
  consents,
  creation,
  decideAll,
  email,
  linkIn,
  mailTo,
  needsConsent,
  newId,
  objects,
  openStand,
  pages,
  press,
  scene,
  send,
  stand,
  verdict,
} from './questionnaire-scene.ts'

beforeAll(openStand)
afterAll(closeStand)

describe('a questionnaire of a stand', () => {
  it('lets what was ticked be sent, says so by a mail without advertising, and stops with one click in that mail (J14)', async () => {
    const address = await needsConsent()
    const { status, body } = await send({ email: address.toUpperCase(), ...email })
    expect([status, body.lines]).toEqual([
      200,
      [
        'Your answer is recorded.',
        'A mail is on its way to you. It says what you agreed to and how to withdraw it with one click.',
      ],
    ])
    expect(await verdict(address)).toEqual({ verdict: 'ALLOW', rule: 'E1', basis: 'consent' })
    const { subject, text } = await mailTo(address)
    expect(subject).toBe('Exemple Industries: what you agreed to')
    expect(text).toContain('- I agree that Exemple Industries writes to me by e-mail about our tracking software.')
    expect(/http:\S+\/c\//u.test(text)).toBe(false)
    // What the mail's link opens is the person's own page, whose one button stops everything.
    await pages.inject({ method: 'POST', url: linkIn(text, 'u').pathname, headers: browser })
    expect(await consents(address)).toEqual([
      { channels: ['email'], act: 'tick', after_no: false, must_confirm: false, confirmed: false, withdrawn: true },
    ])
    await until(
      'the verdict is back',
      async () => ((await verdict(address)) as { verdict: string }).verdict === 'BLOCK',
    )
    const kept = (
      await scene.app.pool.query<{ text: string; controller: string; kind: string; name: string }>(
        `select c.text, c.controller, s.kind, s.name from consents c join remote_records r on true join record_identities ri on ri.record_id = r.id and ri.identity_hash = c.identity_hash join sources s on s.contact_id = r.contact_id and s.kind = 'C4' where c.identity_hash = $1 limit 1`,
        [scene.app.keys.hashEmail(address)],
      )
    ).rows
    expect(kept).toEqual([
      {
        text: 'I agree that Exemple Industries writes to me by e-mail about our tracking software.',
        controller: 'Exemple Industries',
        kind: 'C4',
        name: 'Salon Exemple 2026, stand B12',
      },
    ])
  })

  it('sent twice is one answer with one mail, and gets the same reply; another content under the same number is another answer', async () => {
    const address = await needsConsent()
    const fields = { id: newId(), email: address, ...email, filledAt: '1', sentAt: '1' }
    const [first, second] = await Promise.all([send(fields), send({ ...fields, sentAt: '9000' })])
    expect(second).toEqual(first)
    expect((await consents(address)).length).toBe(1)
    await mailTo(address)
    expect((await send({ ...fields, lastName: 'Lambert-Roy' })).body.recorded).not.toBe(first.body.recorded)
    await mailTo(address, 1)
    expect([(await consents(address)).length, (await creation(address)).length]).toEqual([2, 2])
    await until('nobody was made twice', async () =>
      (await creation(address)).every((row) => row.state === 'done' && row.existing === true),
    )
  })

  it('after two consents and an objection on one day: the objection holds until the button of the later consent’s mail is pressed', async () => {
    const address = await needsConsent()
    await send({ email: address, ...email })
    expect(((await verdict(address)) as { verdict: string }).verdict).toBe('ALLOW')
    const no = await scene.object(address, { channels: ['email'] })
    await scene.untilCarried(no.id, { hubspot: 'applied', salesforce: 'applied' })
    const again = await send({ email: address, ...email })
    expect(again.body.lines?.at(-1)).toBe(
      'A mail is on its way to you. Your choices count once you press the button in it.',
    )
    expect(await verdict(address)).toMatchObject({ verdict: 'BLOCK', rule: 'F1' })
    const { text } = await mailTo(address, 1)
    expect((await pages.inject({ method: 'GET', url: linkIn(text, 'c').pathname, headers: browser })).body).toContain(
      'I agree that Exemple Industries writes to me',
    )
    expect(await verdict(address)).toMatchObject({ verdict: 'BLOCK' })
    expect((await press(text)).body).toContain('Confirmed. You can withdraw it at any time.')
    expect(await consents(address)).toMatchObject([
      { withdrawn: true, confirmed: false },
      { withdrawn: false, confirmed: true, after_no: true },
    ])
    expect(await verdict(address)).toEqual({ verdict: 'ALLOW', rule: 'E1', basis: 'consent' })
    expect((await press(text)).body).toContain('has expired or was used')
    // And a last no ends that one too, with no button left to press.
    await scene.object(address, { channels: ['email'] })
    await until('it is blocked', async () => ((await verdict(address)) as { verdict: string }).verdict === 'BLOCK')
    expect((await consents(address)).every((row) => row.withdrawn)).toBe(true)
  })

  it.each([
    [
      'that arrives late was withdrawn by the objection that came meanwhile',
      -3_600_000,
      { after_no: false, withdrawn: true },
      0,
    ],
    ['given after the objection asks for the button', 3_600_000, { after_no: true, withdrawn: false }, 1],
  ])('an answer %s', async (_what, noBeforeMs, expected, mails) => {
    const address = await needsConsent()
    const now = scene.app.clock.now().getTime()
    await objects(address, new Date(now - 2 * 3_600_000))
    // Answered some hours ago by the tablet's own clock, which may say anything.
    await send({ email: address, ...email, filledAt: '1000', sentAt: String(1000 + 2 * 3_600_000 - noBeforeMs) })
    expect(await consents(address)).toMatchObject([expected])
    expect(await verdict(address)).toMatchObject({ verdict: 'BLOCK' })
    expect(
      (
        await scene.app.pool.query(`select 1 from person_mails where kind = 'consent' and identity_hash = $1`, [
          scene.app.keys.hashEmail(address),
        ])
      ).rowCount,
    ).toBe(mails)
  })

  it.each([
    ['an objection that is lifted elsewhere leaves the request what it was', 'objection' as const, 'NEED_CONSENT'],
    ['an erasure stays, whatever button is pressed', 'erasure' as const, 'BLOCK'],
  ])('%s', async (_what, reason, expected) => {
    const address = await needsConsent()
    await objects(address, new Date(scene.app.clock.now().getTime() - 3_600_000), ['email'], reason)
    await scene.settle()
    await send({ email: address, ...email })
    // Whoever reads the system's block after this would take it for an objection that nobody knew.
    if (reason === 'objection') await scene.stopWorking()
    if (reason === 'erasure') await press((await mailTo(address)).text)
    else
      await scene.app.pool.query('delete from suppressions where identity_hash = $1', [
        scene.app.keys.hashEmail(address),
      ])
    await decideAll(address)
    expect([((await verdict(address)) as { verdict: string }).verdict, await consents(address)]).toMatchObject([
      expected,
      [{ after_no: true, confirmed: false }],
    ])
    if (reason === 'erasure') expect(await creation(address)).toMatchObject([{ state: 'refused', reason: 'erasure' }])
    if (reason === 'objection') await scene.startWorking()
  })

  it('withdrawn by a click that was not the person’s is given again once they said so', async () => {
    const address = await needsConsent()
    await send({ email: address, ...email })
    const { pathname } = linkIn((await mailTo(address)).text, 'u')
    // No browser of a person: a program that follows links.
    await pages.inject({
      method: 'POST',
      url: pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(await consents(address)).toMatchObject([{ withdrawn: true }])
    await scene.settle()
    await press((await mailTo(address, 1)).text)
    await decideAll(address)
    expect(await verdict(address)).toEqual({ verdict: 'ALLOW', rule: 'E1', basis: 'consent' })
  })

  it('withdrawn stays withdrawn when the person starts again on their own page, and is no longer a no', async () => {
    const address = await needsConsent()
    await send({ email: address, ...email })
    const { pathname } = linkIn((await mailTo(address)).text, 'u')
    await pages.inject({ method: 'POST', url: pathname, headers: browser })
    await scene.settle()
    await pages.inject({ method: 'POST', url: `${pathname}/preferences`, payload: 'c.email=yes', headers: browser })
    await press((await mailTo(address, 1)).text)
    await decideAll(address)
    expect(await verdict(address)).toMatchObject({ verdict: 'NEED_CONSENT' })
  })

  it('cannot be confirmed any more once an objection came after it', async () => {
    const address = 'too.late@ailleurs.example.test'
    await send({ email: address, ...email })
    const { text } = await mailTo(address)
    await scene.object(address, { channels: ['email'] })
    expect((await press(text)).body).toContain('has expired or was used')
    expect(await consents(address)).toMatchObject([{ withdrawn: true, confirmed: false }])
  })

  it('carries nothing under another company’s name, and is closed then', async () => {
    const address = await needsConsent()
    await send({ email: address, ...email })
    const { settings } = await loadSettings(scene.app.pool)
    if (settings.controller === null) throw new Error('no company')
    await saveSettings(
      scene.app.pool,
      { ...settings, controller: { ...settings.controller, name: 'Exemple Nord' } },
      'a test',
      scene.app.clock.now(),
    )
    await decideAll(address)
    expect([await verdict(address), (await pages.inject({ method: 'GET', url: stand.path })).statusCode]).toMatchObject(
      [{ verdict: 'NEED_CONSENT' }, 410],
    )
    await saveSettings(scene.app.pool, settings, 'a test', scene.app.clock.now())
    expect((await pages.inject({ method: 'GET', url: stand.path })).statusCode).toBe(200)
  })

  it('without a tick is a contact with its source, and no consent and no mail', async () => {
    const address = await needsConsent()
    expect((await send({ email: address })).body.lines).toEqual(['Your answer is recorded.'])
    expect(await consents(address)).toEqual([])
    expect(await verdict(address)).toMatchObject({ verdict: 'NEED_CONSENT' })
    expect(
      (
        await scene.app.pool.query(
          `select d.last_act_kind as kind from decisions d join questionnaire_answers a on a.contact_id = d.contact_id where a.identity_hash = $1`,
          [scene.app.keys.hashEmail(address)],
        )
      ).rows,
    ).toEqual([{ kind: 'form' }])
  })
})
