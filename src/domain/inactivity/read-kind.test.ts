import { describe, expect, it } from 'vitest'
import { actRules, actKinds } from './tables/acts.ts'
import { actNames } from './tables/act-names.ts'
import { clickTargets, pathTargets } from './tables/click-words.ts'
import { History } from './history.ts'
import { judgeHistory } from './judge-history.ts'

const noon = new Date('2026-11-25T12:00:00Z')
type Given = Record<string, unknown>
const judge = (given: Given) => judgeHistory(History.parse({ now: '2026-11-25', ...given }), noon)
const source = (obtainedOn: string) => ({ kind: 'C1', obtainedOn })
const silent = { sources: [source('2022-01-10')] }

describe('what systems write into a history', () => {
  it('reads what Salesforce writes: a zone without a colon, and its names of acts', () => {
    const { events } = judge({
      ...silent,
      events: [
        ...[
          'HasResponded',
          'CampaignMember HasResponded',
          'FirstRespondedDate',
          'phone call from the prospect',
          'hs_email_last_click',
          'webinar attended',
        ].map((kind) => ({ kind, at: '2025-02-10T12:00:00.000+0100' })),
        { kind: 'webinar attendance', at: '2025-02-10', noted: true },
      ],
    })
    expect(events.map(({ at, readAs, why }) => [at, readAs, why])).toEqual([
      ...['response', 'response', 'response', 'call-received', 'click'].map((readAs) => [
        '2025-02-10T12:00:00.000+01:00',
        readAs,
        'from-the-person',
      ]),
      ['2025-02-10T12:00:00.000+01:00', 'meeting', 'not-noted'],
      ['2025-02-10', 'meeting', 'noted'],
    ])
  })

  it('reads what mailing tools write, whatever they put between words', () => {
    const told = {
      hard_bounce: 'bounce',
      SoftBounce: 'bounce',
      OutOfOffice: 'out-of-office',
      spamreport: 'complaint',
      SpamComplaint: 'complaint',
      spam: 'complaint',
      unsub: 'unsubscribe',
      emailsUnsubscribed: 'unsubscribe',
      group_unsubscribe: 'unsubscribe',
      sms_unsub: 'stop',
      'Preference change to zero': 'preferences-to-none',
      emailsClicked: 'click',
      LinkClick: 'click',
      'EmailMessage.Incoming': 'reply',
      'EventRelation: Declined': 'response',
      unique_proxy_open: 'open',
      cleaned: 'bounce',
      'Ebook download': 'document-request',
      constructor: null,
      'hears from us': null,
    }
    const { events } = judge({ ...silent, events: Object.keys(told).map((kind) => ({ kind, at: '2025-02-10' })) })
    expect(Object.fromEntries(events.map(({ kind, readAs }) => [kind, readAs]))).toEqual(told)
  })

  it.each<[string, Record<string, string | null>]>([
    [
      'without the words that say nothing of what was done',
      {
        pardot_email_click: 'click',
        'Account Engagement: Form Success': 'form',
        mcaeFormHandlerSuccess: 'form',
        'Visitor Activity 11': 'open',
        hubspot_marketing_email_sent: 'mail-sent',
        'last open date': 'open',
        'number of opens': 'open',
        click_event: 'click',
        'clicked link in email': 'click',
        'replied to email': 'reply',
        'unsubscribed from newsletter': 'unsubscribe',
        'opted out of email': 'unsubscribe',
        'Registered for Webinar': 'form',
        'inbound EmailMessage': 'reply',
      },
    ],
    [
      'with the person in front, and not as ours then',
      {
        prospect_clicked: 'click',
        'contact unsubscribed': 'unsubscribe',
        recipientOpened: 'open',
        'lead email bounced': 'bounce',
        contact_email_sent: null,
        prospect_sent_message: null,
        'visitor note added': null,
        'email sent by prospect': null,
        'message from contact': null,
      },
    ],
    [
      'not as theirs, where a mail of ours may be what went well or was received',
      {
        Success: 'form',
        'Email Success': null,
        'campaign success': null,
        'Form Email Sent': null,
        form_sent: 'form',
        'Received Email': null,
        klaviyo_received_email: null,
        'contact received email': null,
        'reply received': 'reply',
      },
    ],
    [
      'never by a word alone that may mean something else',
      {
        opened_ticket: null,
        'opened tracked link': 'click',
        'case opened': null,
        'open deal': null,
        'reply sent': null,
        email: null,
        'last activity': null,
        'sent to prospect': null,
        'contact created': null,
      },
    ],
  ])('reads names of kinds %s', (_how, told) => {
    const { events } = judge({ ...silent, events: Object.keys(told).map((kind) => ({ kind, at: '2025-02-10' })) })
    expect(Object.fromEntries(events.map(({ kind, readAs }) => [kind, readAs]))).toEqual(told)
  })

  it('names each field that is wrong', () => {
    const faults = History.safeParse({
      events: [{ kind: 'click', at: 'yesterday' }],
      sources: [{ obtainedOn: '2025-02-30' }],
      policy: { months: 60 },
      opened: true,
    }).error?.issues.map((issue) => issue.path.join('.'))
    expect(faults?.toSorted()).toEqual(['', 'events.0.at', 'policy.months', 'sources.0.obtainedOn'])
  })

  it('knows every kind by its own name, and other names of known kinds only', () => {
    expect(
      [...Object.values(actNames), ...Object.values(clickTargets), ...pathTargets.values()].filter(
        (kind) => !Object.hasOwn(actRules, kind),
      ),
    ).toEqual([])
    const letters = [...Object.keys(actNames), ...actKinds].map((name) => name.replaceAll('-', ''))
    expect(Object.keys(actNames).filter((name) => /[^a-z0-9-]/u.test(name))).toEqual([])
    expect(letters.filter((name, place) => letters.indexOf(name) !== place)).toEqual([])
    expect(
      actKinds.map(
        (kind) =>
          judge({
            ...silent,
            events: [{ kind: kind.toUpperCase().replaceAll('-', '_'), at: '2024-01-01', noted: true }],
          }).events[0]?.readAs,
      ),
    ).toEqual(actKinds)
  })
})
