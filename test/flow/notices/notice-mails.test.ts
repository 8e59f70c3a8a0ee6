import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { parseMessage } from '../../../connectors/mailbox/parse-message.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import {
  countUnmailable,
  mailNotices,
  queueNotices,
  wakeNotices,
} from '../../../src/operations/notices/mail-notices.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { afterMessages, takeInMessages } from '../../../src/operations/mailbox/take-in/take-in-messages.ts'
import { judgeMessages } from '../../../src/operations/mailbox/judge-messages.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { latestNotice, saveNotice } from '../../../src/store/notices/notices.ts'
import { noticeMailFigures } from '../../../src/store/notices/notice-mails.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { until } from '../../support/until.ts'

const never = new AbortController().signal
const hourMs = 3_600_000
const text = '{controller} : vos données viennent de {source}. Opposition : {preferences}. {contact} {privacy}'

describe('a notice that Lawbase mails', () => {
  let lawbase: Lawbase
  let mails: MailServer
  beforeAll(async () => {
    mails = await startMailServer()
    lawbase = await startLawbase({ contacts: 150, smtpUrl: mails.url, publicUrl: 'https://stop.exemple.example.test' })
    await lawbase.connectHubspot()
    await lawbase.run()
    await changeSettings(lawbase.app, lawbase.dpo, (current) => ({
      ...current,
      publicPage: { ...current.publicPage, mailbox: 'unsub@u.exemple.example.test' },
    }))
    await inTransaction(lawbase.app.pool, (sql) => saveNotice(sql, { fr: text }, 'dpo', lawbase.app.clock.now()))
  })
  afterAll(async () => {
    await lawbase.close()
    await mails.close()
  })

  const set = (noticeMail: { perHour: number; daysBefore: number } | null) =>
    changeSettings(lawbase.app, lawbase.dpo, (current) => ({ ...current, noticeMail }))
  const states = async () =>
    new Map(
      (
        await lawbase.app.pool.query<{
          email: string
          id: string
          state: string
          countries: string[]
          source: string
          role: boolean
        }>(
          `select i.value as email, d.contact_id as id, i.role, d.detail ->> 'noticeState' as state, array(select jsonb_array_elements_text(d.detail -> 'countries')) as countries, d.detail ->> 'source' as source
     from decisions d join remote_records r on r.contact_id = d.contact_id and r.gone_at is null join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash order by i.value`,
        )
      ).rows.map((row) => [row.email, row]),
    )
  const waiting = async () =>
    (
      await lawbase.app.pool.query<{ email: string }>(
        'select i.value as email from notice_mails m join identities i on i.hash = m.identity_hash where m.next_attempt_at is not null order by m.due_on nulls last, m.id',
      )
    ).rows.map((row) => row.email)
  const sayNo = (email: string) =>
    recordObjection(lawbase.app, {
      emails: [email],
      hashes: [],
      contactId: null,
      channels: ['email'],
      receivedAt: lawbase.app.clock.now(),
      door: 'rest',
      actor: 'test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })

  let mailboxId: string | null = null
  /** One message, as it comes through the mailbox. */
  const receive = async (raw: string) => {
    mailboxId ??= await connectByForm(
      lawbase.app,
      lawbase.admin,
      'mailbox',
      'Réponses',
      (await lawbase.control('GET', '/_sandbox/mailbox')) as Record<string, string>,
    )
    const mailbox = await findConnection(lawbase.app.pool, mailboxId)
    if (mailbox === null) throw new Error('no mailbox')
    const message = await parseMessage(Buffer.from(raw), lawbase.app.clock.now(), 'unsub@u.exemple.example.test', false)
    const judged = await judgeMessages(lawbase.app, [message])
    const taken = await inTransaction(lawbase.app.pool, (sql) => takeInMessages(lawbase.app, sql, mailbox, judged))
    await afterMessages(lawbase.app, taken)
  }

  it('goes to those who are due and read its language, and to nobody who said no', async () => {
    expect([await queueNotices(lawbase.app), await waiting()]).toEqual([0, []])
    await set({ perHour: 3, daysBefore: 31 })
    const before = [...(await states()).values()].filter(
      ({ state, role }) => !role && (state === 'DUE' || state === 'OVERDUE'),
    )
    const readers = before.filter(
      ({ countries, source }) =>
        countries.length > 0 &&
        countries.every((country) => ['FR', 'BE', 'LU', 'CH'].includes(country)) &&
        source !== '',
    )
    const [objector] = readers
    if (objector === undefined || readers.length < 8) throw new Error('too few people are due')
    await sayNo(objector.email)
    const stopped = new Set(
      (
        await lawbase.app.pool.query<{ email: string }>(
          `select i.value as email from suppressions s join identities i on i.hash = s.identity_hash where s.channel = 'email' and s.kind = ''`,
        )
      ).rows.map((row) => row.email),
    )
    const expected = readers.map(({ email }) => email).filter((email) => !stopped.has(email))
    expect(expected).not.toContain(objector.email)
    const [first, second] = await Promise.all([queueNotices(lawbase.app), queueNotices(lawbase.app)])
    expect(first + second).toBe(expected.length)
    expect((await waiting()).toSorted()).toEqual(expected.toSorted())
    const missed = await countUnmailable(lawbase.app, await latestNotice(lawbase.app.pool))
    const others = before.filter(({ email }) => !stopped.has(email) && !expected.includes(email))
    expect([...missed.languages.values()].reduce((sum, people) => sum + people, missed.withoutSource)).toBe(
      others.length,
    )
  })

  it('is sent at its pace, once, with the source in words and a link that works', async () => {
    const due = await waiting()
    await Promise.all([mailNotices(lawbase.app, never), mailNotices(lawbase.app, never)])
    // Two at once may go one over the pace, and what was sent first need not arrive first.
    const sent = [...mails.received]
    expect([3, 4]).toContain(sent.length)
    expect(sent.map(({ to }) => to).toSorted()).toEqual(due.slice(0, sent.length).toSorted())
    const [mail] = sent
    const link = /https:\/\/stop\.exemple\.example\.test\/u\/([\w-]+)\?lang=fr/u.exec(mail?.text ?? '')
    const { source } = (await states()).get(mail?.to ?? '') ?? { source: '' }
    expect({
      subject: mail?.subject,
      text: mail?.text.replace(link?.[0] ?? '', 'LINK').trim(),
      stop: mail?.headers.get('list'),
    }).toEqual({
      subject: 'Vos données personnelles chez Exemple Industries',
      text: `Exemple Industries : vos données viennent de ${source.replace(/^C\d+ /u, '').replace(' (declared)', '')}. Opposition : LINK. dpo@exemple.example.test https://exemple.example.test/vie-privee`,
      stop: {
        unsubscribe: {
          url: `https://stop.exemple.example.test/u/${link?.[1]}/one-click`,
          mail: `unsub@u.exemple.example.test?subject=unsubscribe%20${link?.[1]}`,
        },
        'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
      },
    })
    await until('the verdicts know', async () => (await states()).get(mail?.to ?? '')?.state === 'SENT')
    const { rows } = await lawbase.app.pool.query(
      'select n.event, n.version, n.language, n.channel, n.message_id, n.reported_by from notices n join identities i on i.hash = n.identity_hash where i.value = $1',
      [mail?.to],
    )
    expect(rows).toEqual([
      {
        event: 'sent',
        version: 1,
        language: 'fr',
        channel: 'email',
        message_id: mail?.messageId,
        reported_by: 'lawbase',
      },
    ])
    const count = mails.received.length
    await mailNotices(lawbase.app, never)
    await wakeNotices(lawbase.app)
    expect(mails.received).toHaveLength(count)
    await lawbase.advance(hourMs + 1_000)
    await mailNotices(lawbase.app, never)
    expect(mails.received).toHaveLength(count + 3)
  })

  it('waits after a restore until every system was read whole', async () => {
    const [before, count] = [await waiting(), mails.received.length]
    const [unqueued, ...due] = before
    await lawbase.app.pool.query('delete from notice_mails where next_attempt_at is not null and identity_hash = $1', [
      lawbase.app.keys.hashEmail(unqueued ?? ''),
    ])
    await lawbase.advance(hourMs + 1_000)
    await lawbase.app.pool.query(`update connections set restored_at = $1`, [lawbase.app.clock.now()])
    await wakeNotices(lawbase.app)
    await mailNotices(lawbase.app, never)
    expect([await waiting(), mails.received.length]).toEqual([due, count])
    await lawbase.app.pool.query('update connections set restored_at = null')
    await wakeNotices(lawbase.app)
    expect((await waiting()).toSorted()).toEqual(before.toSorted())
    await mailNotices(lawbase.app, never)
    expect(mails.received).toHaveLength(count + 3)
  })

  it('is looked at again before it goes: who said no meanwhile gets none', async () => {
    const [next] = await waiting()
    await sayNo(next ?? '')
    await lawbase.advance(hourMs + 1_000)
    const count = mails.received.length
    await mailNotices(lawbase.app, never)
    expect(mails.received.slice(count).map(({ to }) => to)).not.toContain(next)
    expect(await waiting()).not.toContain(next)
  })

  it('waits for a server that is away, and says what one refuses', async () => {
    const [next] = await waiting()
    await lawbase.advance(hourMs + 1_000)
    mails.refuse = { code: 451, text: 'later' }
    await mailNotices(lawbase.app, never)
    const since = new Date(lawbase.app.clock.now().getTime() - 24 * hourMs)
    expect([
      (await waiting()).includes(next ?? ''),
      (await noticeMailFigures(lawbase.app.pool, since)).failure,
    ]).toEqual([true, 'The mail server did not take the mail. It is sent again.'])
    mails.refuse = { code: 550, text: 'no' }
    await lawbase.advance(hourMs)
    await mailNotices(lawbase.app, never)
    expect(await noticeMailFigures(lawbase.app.pool, since)).toMatchObject({
      failure: 'The mail server refused the mail (550).',
    })
    mails.refuse = null
  })

  it('takes the objection of a mail program that knows its mailto address alone', async () => {
    const mail = mails.received.at(-1)
    const list = mail?.headers.get('list') as { unsubscribe: { mail: string } } | undefined
    const { pathname, searchParams } = new URL(`mailto:${list?.unsubscribe.mail}`)
    await receive(
      `From: unsubscribe@mail-program.example.test\r\nReturn-Path: <>\r\nTo: ${pathname}\r\nSubject: ${searchParams.get('subject')}\r\n\r\n`,
    )
    const { rows } = await lawbase.app.pool.query(
      `select o.door, o.evidence ->> 'how' as how from objections o join objection_identities oi on oi.objection_id = o.id join identities i on i.hash = oi.identity_hash where i.value = $1`,
      [mail?.to],
    )
    expect(rows).toEqual([{ door: 'mailbox', how: 'token' }])
  })

  it('that comes back counts as never received', async () => {
    const to = mails.received[0]?.to ?? ''
    expect((await states()).get(to)?.state).toBe('SENT')
    const raw = `From: MAILER-DAEMON@mx.example.test\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.test\r\n\r\nFinal-Recipient: rfc822; ${to}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n`
    await receive(raw)
    expect((await states()).get(to)?.state).toBe('FAILED')
    expect(await queueNotices(lawbase.app)).toBe(0)
  })
})
