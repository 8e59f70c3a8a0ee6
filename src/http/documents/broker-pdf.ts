import { deliveryFault, isMust, standingOf } from '../../domain/brokers/broker-standing.ts'
import { namedPoints } from '../../domain/brokers/named-points.ts'
import { dayOf } from '../../domain/app/day.ts'
import { diligencePoints } from '../../domain/brokers/tables/diligence-points.ts'
import type { Text } from '../../domain/app/tables/text.ts'
import type { BrokerDelivery } from '../../store/brokers/broker-deliveries.ts'
import type { BrokerSample } from '../../store/brokers/broker-samples.ts'
import type { Broker, BrokerReview, GivenAnswer } from '../../store/brokers/brokers.ts'
import type { EvidenceFile } from '../../store/app/evidence.ts'
import { frenchText } from '../../domain/app/french-text.ts'
import type { Language } from '../ui/format.ts'
import { wordsIn, type PaperWords } from './paper/paper-words.ts'
import { drawPdf, ink, muted, pageFooter, type Margin, type PaperContent } from './paper/pdf-paper.ts'

interface BrokerFile {
  broker: Broker
  answers: readonly GivenAnswer[]
  reviews: readonly BrokerReview[]
  files: readonly EvidenceFile[]
  deliveries: readonly BrokerDelivery[]
  samples: readonly BrokerSample[]
}

const tones = { open: '#a51a1a', closed: '#0b6b3a' } as const

interface BrokerPaper {
  company: string
  language: Language
  timeZone: string
  now: Date
}

/**
 * Everything the register holds of one broker, for an inspector: who it is, each answer with the digests of its files,
 * what it delivered, how samples came out.
 */
export function brokerPdf(file: BrokerFile, { company, language, timeZone, now }: BrokerPaper): Promise<Buffer> {
  const words = wordsIn(language, timeZone)
  const b = words.t.brokerRegister
  const title = b.paper.title(file.broker.profile.legalName)
  return drawPdf({
    info: { title, author: company },
    language,
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 9.5, lineHeight: 1.2, color: ink },
    footer: pageFooter((page, of) => b.paper.page(page, of)),
    content: [
      { text: company, color: muted },
      { text: title, fontSize: 18, bold: true, margin: [0, 2, 0, 2] },
      ...standingPart(file, now, words),
      heading(b.one.profile),
      profileTable(file, words),
      heading(b.one.questions),
      ...diligencePoints.map((point) => pointPart(file, point, now, words)),
      heading(b.paper.deliveries),
      deliveriesTable(file, words),
      heading(b.paper.reviews),
      ...reviewsPart(file, words),
    ],
  })
}

const heading = (text: string): PaperContent => ({ text, fontSize: 13, bold: true, margin: [0, 14, 0, 4] })

/** How the broker stands on that day, and which musts are open. */
function standingPart({ broker }: BrokerFile, now: Date, { t, f, language }: PaperWords): PaperContent[] {
  const b = t.brokerRegister
  const o = b.one
  const standing = standingOf(broker, dayOf(now))
  const fault = deliveryFault(broker, dayOf(now), dayOf(now))
  return [
    {
      text: `${b.paper.asOf(f.dateTime(now))} · ${b.states[standing.state]} · ${o.scoreLabel(standing.closed, standing.required)}`,
      color: muted,
    },
    ...(standing.open.length === 0
      ? []
      : [
          {
            text: `${o.musts}${f.colon}${standing.open.map(({ id, reason }) => `${namedPoints([id], language)}${f.colon}${o.reasons[reason]}`).join('; ')}`,
            color: tones.open,
            margin: [0, 4, 0, 0] as Margin,
          },
        ]),
    ...(fault?.code === 'musts'
      ? [{ text: o.closedForDeliveries(namedPoints(fault.points, language)), color: tones.open }]
      : []),
  ]
}

function profileTable(file: BrokerFile, words: PaperWords): PaperContent {
  const { t, f } = words
  const b = t.brokerRegister
  const o = b.one
  const { broker } = file
  const { profile } = broker
  const rows: readonly (readonly [string, string | null])[] = [
    [o.legalName, profile.legalName],
    [o.names, profile.names.length === 0 ? b.none : profile.names.join(', ')],
    [o.country, profile.country],
    [o.objections, objectionsOf(file, words)],
    [o.contract, contractOf(file, words)],
    [
      o.roles,
      [
        o.roleNames[profile.role],
        ...(['sources', 'fields', 'terms'] as const).map(
          (what) => `${o.decides[what]} ${o.deciders[profile.decides[what]]}`,
        ),
      ].join('. '),
    ],
    [
      o.use,
      `${o.uses[profile.use.people]}${profile.use.countries.length === 0 ? '' : ` (${profile.use.countries.join(', ')})`}`,
    ],
    ['', o.version(broker.version, broker.profileBy, f.dateTime(broker.profileAt))],
  ]
  const unknown = { text: t.common.unknown, color: muted }
  return {
    layout: 'lightHorizontalLines',
    table: { widths: [150, '*'], body: rows.map(([name, value]) => [{ text: name, color: muted }, value ?? unknown]) },
  }
}

/** How an opt-out reaches the broker; null = not known. */
function objectionsOf({ broker: { profile } }: BrokerFile, { t }: PaperWords): string | null {
  const o = t.brokerRegister.one
  return profile.objections.way === 'unknown'
    ? null
    : [
        o.ways[profile.objections.way],
        profile.objections.address,
        profile.objections.format,
        profile.objections.hours === null ? null : `${profile.objections.hours} ${o.hoursUnit}`,
        profile.objections.acknowledged ? o.acknowledged : null,
      ]
        .filter((part) => part !== null)
        .join(', ')
}

function contractOf(file: BrokerFile, { t, f }: PaperWords): string | null {
  const o = t.brokerRegister.one
  const { profile } = file.broker
  return (
    [
      profile.contract.reference,
      profile.contract.from === null ? null : `${o.from} ${f.day(profile.contract.from)}`,
      profile.contract.until === null ? null : `${o.until} ${f.day(profile.contract.until)}`,
      ...filesIn(file, profile.contract.evidenceId === null ? [] : [profile.contract.evidenceId]),
    ]
      .filter((part) => part !== null)
      .join(', ') || null
  )
}

/** Names and digests of the files with these ids. */
function filesIn({ files }: BrokerFile, ids: readonly string[]): string[] {
  return ids.flatMap((id) => {
    const file = files.find((one) => one.id === id)
    return file === undefined ? [] : [`${file.name} (SHA-256 ${file.digest.toString('hex')})`]
  })
}

/** One question of the checklist with every answer that was given to it. */
function pointPart(
  file: BrokerFile,
  point: (typeof diligencePoints)[number],
  now: Date,
  words: PaperWords,
): PaperContent {
  const { t, f, language } = words
  const o = t.brokerRegister.one
  const say = (text: Text) => (language === 'fr' ? frenchText(text.fr) : text.en)
  const { profile } = file.broker

  const theirs = file.answers.filter((one) => one.point === point.id)
  const open = standingOf(file.broker, dayOf(now)).open.find(({ id }) => id === point.id)
  return {
    unbreakable: theirs.length < 4,
    margin: [0, 5, 0, 0] as Margin,
    stack: [
      {
        text: [
          { text: say(point.question), bold: true },
          {
            text: ` (${point.id})`,
            bold: true,
            color: open !== undefined ? tones.open : theirs.length === 0 ? muted : tones.closed,
          },
        ],
      },
      {
        text: `${o.asks}${f.colon}${say(point.evidence)} · ${point.must === 'consent' ? o.mustConsent : isMust(point, profile) ? o.must : o.optional} · ${o.law(point.source)}`,
        color: muted,
        fontSize: 8.5,
      },
      ...(theirs.length === 0
        ? [{ text: o.unanswered, color: open === undefined ? muted : tones.open }]
        : theirs.map((one) => givenPart(file, one, words))),
    ],
  }
}

function givenPart(file: BrokerFile, one: GivenAnswer, { t, f }: PaperWords): PaperContent {
  const b = t.brokerRegister
  const o = b.one
  return {
    stack: [
      { text: [{ text: o.answers[one.answer], bold: true }, one.note === null ? '' : `${f.colon}${one.note}`] },
      { text: o.answered(f.dateTime(one.answeredAt), one.author), color: muted, fontSize: 8.5 },
      ...filesIn(file, one.evidenceIds).map((text) => ({ text, color: muted, fontSize: 8.5 })),
      ...(one.evidenceIds.length === 0 ? [{ text: b.paper.noEvidence, color: muted, fontSize: 8.5 }] : []),
    ],
    margin: [0, 0, 0, 4],
  }
}

function deliveriesTable(file: BrokerFile, words: PaperWords): PaperContent {
  const o = words.t.brokerRegister.one
  const { deliveries } = file
  if (deliveries.length === 0) return { text: o.noDeliveries, color: muted }
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      widths: ['*', 45, 90, 45, '*'],
      body: [
        [
          o.deliveryColumns.delivery,
          o.deliveryColumns.rows,
          o.deliveryColumns.wash,
          o.deliveryColumns.allowed,
          o.deliveryColumns.sample,
        ].map((text) => ({ text, bold: true })),
        ...deliveries.map((delivery) => deliveryRow(file, delivery, words)),
      ],
    },
  }
}

/** What was delivered, its rows, how it was washed, how many may be contacted, and how its samples came out. */
function deliveryRow(file: BrokerFile, delivery: BrokerDelivery, words: PaperWords) {
  const { t, f } = words
  const o = t.brokerRegister.one
  const name = [delivery.reference ?? delivery.fileName, f.day(delivery.obtainedOn)]
    .filter((part) => part !== null)
    .join(', ')
  return [
    {
      stack: [
        name,
        ...(delivery.digest === null
          ? [o.waitsForFile]
          : [
              {
                text: `SHA-256 ${delivery.digest.toString('hex').replace(/(.{32})/gu, '$1 ')}`,
                fontSize: 7,
                color: muted,
              },
            ]),
        ...(delivery.promised === null ? [] : [{ text: delivery.promised, color: muted }]),
      ],
    },
    delivery.rows === null ? '–' : f.number(delivery.rows),
    {
      stack: [
        ...(delivery.washBefore === null && delivery.washAfter === null
          ? []
          : [o.washBroker(String(delivery.washBefore ?? '?'), String(delivery.washAfter ?? '?'))]),
        delivery.stopped === null ? '–' : o.washUs(delivery.stopped),
      ],
    },
    delivery.allowed === null ? '–' : f.number(delivery.allowed),
    {
      stack: file.samples
        .filter((sample) => sample.deliveryId === delivery.id)
        .map((sample) => sampleText(sample, words)),
    },
  ]
}

function sampleText(sample: BrokerSample, { t, f }: PaperWords): string {
  const o = t.brokerRegister.one
  return sample.closedAt === null
    ? o.sampleStates.open(sample.proved + sample.notProved, sample.drawn, f.day(sample.answerBy))
    : (sample.failed === true ? o.sampleStates.failed : o.sampleStates.passed)(sample.proved, sample.drawn)
}

function reviewsPart({ reviews }: BrokerFile, { t, f }: PaperWords): PaperContent[] {
  const b = t.brokerRegister
  const o = b.one
  return reviews.length === 0
    ? [{ text: b.paper.noReviews, color: muted }]
    : reviews.map((review) => ({
        text: `${o.answered(f.dateTime(review.reviewedAt), review.author)}${f.colon}${review.note}`,
      }))
}
