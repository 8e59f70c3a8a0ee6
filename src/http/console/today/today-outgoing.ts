import { unmailedAlarms } from '../../../store/alarms/alarms.ts'
import { listHooks } from '../../../store/decisions/decision-hooks.ts'
import { probeState } from '../../../store/links/probes.ts'
import { canMail } from '../../../operations/objections/person-mail.ts'
import { unsentRequests } from '../../../store/consents/consents-view.ts'
import { failingMails } from '../../../store/objections/person-mails.ts'
import { may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import type { Need } from './needs/need.ts'

const dayMs = 86_400_000

/** Links of people that do not answer. */
export async function linkNeeds({ app, t: { today } }: View): Promise<Need[]> {
  const t = today.needs
  const probe = await probeState(app.pool)
  if (probe.brokenSince === null || app.publicUrl === null) return []
  return [
    {
      tone: 'broken',
      icon: 'alert-triangle',
      what: t.linksBroken,
      more: t.linksBrokenMore,
      ...(probe.last?.detail == null ? {} : { quote: probe.last.detail }),
      owner: 'admin',
      at: { kind: 'since', date: probe.brokenSince },
      act: { label: t.linksAct, href: '/links#probe', roles: may.configure },
      seenBy: may.all,
    },
  ]
}

/** Alarms that no mail carried. */
export async function alarmNeeds({ app: { pool }, t: { today } }: View): Promise<Need[]> {
  const t = today.needs
  const alarms = await unmailedAlarms(pool)
  if (alarms.count === 0 || alarms.since === null) return []
  return [
    {
      tone: 'broken',
      icon: 'mail',
      what: t.alarmsFail(alarms.count),
      more: t.alarmsFailMore,
      ...(alarms.failure === null ? {} : { quote: alarms.failure }),
      owner: 'admin',
      at: { kind: 'since', date: alarms.since },
      act: { label: t.alarmsAct, href: '/settings/alarms', roles: may.configure },
      seenBy: may.all,
    },
  ]
}

/** Addresses of other tools that do not take our verdicts any more. */
export async function hookNeeds(view: View): Promise<Need[]> {
  const t = view.t.users.hook
  return (await listHooks(view.app.pool)).flatMap((hook): Need[] =>
    hook.pausedAt === null || hook.pauseReason === 'by-hand'
      ? []
      : [
          {
            tone: 'broken',
            icon: 'plug-connected-x',
            what: t.need(hook.name),
            more: t.needMore(view.f.number(hook.waiting)),
            owner: 'admin',
            at: { kind: 'since', date: hook.pausedAt },
            act: { label: t.needAct, href: '/users#hooks', roles: may.connect },
            seenBy: may.connect,
          },
        ],
  )
}

/** Consents that do not count, as no mail can ask for their confirmation. */
export async function requestNeeds({ app, now, f, t: { today } }: View): Promise<Need[]> {
  const t = today.needs
  if (canMail(app)) return []
  const { count, since, until } = await unsentRequests(app.pool, now)
  if (since === null || until === null) return []
  return [
    {
      tone: 'broken',
      icon: 'mail',
      what: t.requestsWait(count),
      more: t.requestsWaitMore(app.mailer === null ? 'SMTP_URL, MAIL_FROM' : 'PUBLIC_URL', f.date(until)),
      owner: 'admin',
      at: { kind: 'since', date: since },
      act: { label: t.requestsAct, href: '/consents/register?state=waits', roles: may.configure },
      seenBy: may.all,
    },
  ]
}

/** Mails to people that could not be sent for a day. */
export async function mailNeeds({ app: { pool }, now, t: { today } }: View): Promise<Need[]> {
  const t = today.needs
  const mails = await failingMails(pool, new Date(now.getTime() - dayMs))
  if (mails.count === 0 || mails.since === null) return []
  return [
    {
      tone: 'broken',
      icon: 'mail',
      what: t.mailsFail(mails.count),
      more: t.mailsFailMore,
      ...(mails.failure === null ? {} : { quote: mails.failure }),
      owner: 'admin',
      at: { kind: 'since', date: mails.since },
      act: { label: t.linksAct, href: '/links', roles: may.configure },
      seenBy: may.all,
    },
  ]
}
