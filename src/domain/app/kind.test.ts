import { describe, expect, it } from 'vitest'
import { contrastOnWhite, mix } from '../links/colour.ts'
import {
  covers,
  mappingsAt,
  MessageKinds,
  parseScopeKey,
  scopeKey,
  scopesOf,
  sortKinds,
  type MessageKind,
} from './kind.ts'
import { defaultPublicPage, PublicPage } from '../links/public-page.ts'
import { defaultSettings, Settings } from '../settings/settings.ts'

const newsletter: MessageKind = {
  id: 'newsletter',
  name: { fr: 'Lettre', en: 'Newsletter' },
  channels: ['email', 'post'],
  targets: { h: { email: ['330101'] }, s: { email: ['No_News__c'], post: ['No_Print__c'], phone: ['No_Call__c'] } },
}

describe('what an objection stops', () => {
  it.each([
    [['email', 'phone'], [], ['email', 'phone']],
    [['email'], ['newsletter'], ['email:newsletter']],
    [
      ['email', 'sms'],
      ['events', 'newsletter'],
      ['email:events', 'email:newsletter', 'sms:events', 'sms:newsletter'],
    ],
  ] as const)('%j with kinds %j is %j', (channelList, kinds, keys) => {
    expect(scopesOf(channelList, kinds).map(scopeKey)).toEqual(keys)
    expect(keys.map((key) => parseScopeKey(key))).toEqual(scopesOf(channelList, kinds))
  })

  it.each([
    ['email', 'email:newsletter', true],
    ['email', 'email', true],
    ['email:newsletter', 'email:newsletter', true],
    ['email:newsletter', 'email', false],
    ['email:newsletter', 'email:events', false],
    ['phone', 'email:newsletter', false],
  ])('an objection to %s covers %s: %s', (said, asked, expected) => {
    expect(covers(new Set([said]), parseScopeKey(asked) ?? { channel: 'fax', kind: '' })).toBe(expected)
  })

  it.each(['', 'mail', 'email:', 'email:News', 'email:a:b', 'email:-a', 'email: a'])(
    '%j in our field is not ours',
    (text) => {
      expect(parseScopeKey(text)).toBeNull()
    },
  )

  it('names each kind once, in one order, and never the empty one', () => {
    expect(sortKinds(['b', '', 'a', 'b'])).toEqual(['a', 'b'])
  })
})

describe('declared kinds', () => {
  it('reach a Connection with the switches of the channels they have', () => {
    expect([mappingsAt([newsletter], 'h'), mappingsAt([newsletter], 's'), mappingsAt([newsletter], 'x')]).toEqual([
      [{ kind: 'newsletter', channel: 'email', targets: ['330101'] }],
      [
        { kind: 'newsletter', channel: 'email', targets: ['No_News__c'] },
        { kind: 'newsletter', channel: 'post', targets: ['No_Print__c'] },
      ],
      [],
    ])
  })

  it.each([
    ['the same id twice', [newsletter, { ...newsletter, targets: {} }], '1.id'],
    [
      'one switch for two kinds',
      [newsletter, { ...newsletter, id: 'events', targets: { s: { email: ['no_news__c'] } } }],
      '1.targets',
    ],
    [
      'one switch for two channels of a kind',
      [{ ...newsletter, targets: { s: { email: ['No_News__c'], post: ['No_News__c'] } } }],
      '0.targets',
    ],
    ['an id with capitals', [{ ...newsletter, id: 'News' }], '0.id'],
    ['no channel', [{ ...newsletter, channels: [] }], '0.channels'],
    ['a name missing in one language', [{ ...newsletter, name: { fr: 'Lettre', en: ' ' } }], '0.name.en'],
  ])('are refused with %s', (_what, kinds, path) => {
    expect(MessageKinds.safeParse(kinds).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
  })

  it('may have the same switch name at two Connections', () => {
    expect(
      MessageKinds.safeParse([newsletter, { ...newsletter, id: 'events', targets: { other: { email: ['330101'] } } }])
        .success,
    ).toBe(true)
  })

  it('keep one order of channels, so that the same kind reads the same', () => {
    expect(MessageKinds.parse([{ ...newsletter, channels: ['post', 'email', 'post'] }])[0]?.channels).toEqual([
      'email',
      'post',
    ])
  })
})

describe('the look of the person’s pages', () => {
  it.each([
    ['#ffffff', 1],
    ['#000000', 21],
    ['#767676', 4.54],
    ['#0f5c5c', 7.76],
  ])('%s on white has a contrast of %d', (colour, expected) => {
    expect(Math.round(contrastOnWhite(colour) * 100) / 100).toBe(expected)
  })

  it.each([
    ['#0f5c5c', 0.1, '#e7efef'],
    ['#0f5c5c', -0.2, '#0c4a4a'],
  ])('%s mixed by %d is %s', (colour, share, expected) => {
    expect(mix(colour, share)).toBe(expected)
  })

  it.each([
    ['a colour too light', { colour: '#33aa99' }, 'colour'],
    ['a colour by name', { colour: 'green' }, 'colour'],
    ['no channel', { channels: [] }, 'channels'],
    ['a site with a path', { embedOrigins: ['https://a.example.test/x'] }, 'embedOrigins.0'],
    ['a site without https', { embedOrigins: ['http://a.example.test'] }, 'embedOrigins.0'],
    ['every site', { embedOrigins: ['*'] }, 'embedOrigins.0'],
    ['a mailbox that is none', { mailbox: 'stop' }, 'mailbox'],
  ])('is refused with %s', (_what, change, path) => {
    expect([
      ...new Set(
        PublicPage.safeParse({ ...defaultPublicPage, ...change }).error?.issues.map((issue) => issue.path.join('.')),
      ),
    ]).toEqual([path])
  })

  it('starts with values that are accepted', () => {
    expect(Settings.safeParse(defaultSettings).success).toBe(true)
  })
})
