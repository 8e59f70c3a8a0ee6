import { deliveryFault, isMust, standingOf } from '../../domain/brokers/broker-standing.ts'
import { dayOf } from '../../domain/inactivity/retention.ts'
import { diligencePoints } from '../../domain/brokers/tables/diligence-points.ts'
import type { Text } from '../../domain/app/tables/text.ts'
import type { BrokerDelivery } from '../../store/brokers/broker-deliveries.ts'
import type { BrokerSample } from '../../store/brokers/broker-samples.ts'
import type { Broker, BrokerReview, GivenAnswer } from '../../store/brokers/brokers.ts'
import type { EvidenceFile } from '../../store/app/evidence.ts'
import { textsOf } from '../locales/texts.ts'
import { frenchText } from '../locales/words.ts'
import { openFormat, type Language } from '../ui/format.ts'
import { drawPdf, type PaperContent } from './pdf-paper.ts'

export interface BrokerFile {
  broker: Broker
  answers: readonly GivenAnswer[]
  reviews: readonly BrokerReview[]
  files: readonly EvidenceFile[]
  deliveries: readonly BrokerDelivery[]
  samples: readonly BrokerSample[]
}

const muted = '#596171'
const tones = { open: '#a51a1a', closed: '#0b6b3a' } as const

/**
 * Everything the register holds of one broker, for an inspector: who it is, each answer with the digests of its files,
 * what it delivered, how samples came out.
 */
export function brokerPdf(
  { broker, answers, reviews, files, deliveries, samples }: BrokerFile,
  { company, language, timeZone, now }: { company: string; language: Language; timeZone: string; now: Date },
): Promise<Buffer> {
  const b = textsOf(language).brokerRegister
  const o = b.one
  const f = openFormat(language, timeZone)
  const say = (text: Text) => (language === 'fr' ? frenchText(text.fr) : text.en)
  const { profile } = broker
  const standing = standingOf(broker, dayOf(now))
  const fault = deliveryFault(broker, dayOf(now), dayOf(now))
  const heading = (text: string): PaperContent => ({ text, fontSize: 13, bold: true, margin: [0, 14, 0, 4] })
  const unknown = textsOf(language).common.unknown
  const facts = (rows: readonly (readonly [string, string | null])[]): PaperContent => ({
    layout: 'lightHorizontalLines',
    table: {
      widths: [150, '*'],
      body: rows.map(([name, value]) => [{ text: name, color: muted }, value ?? { text: unknown, color: muted }]),
    },
  })
  const filesOf = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const file = files.find((one) => one.id === id)
      return file === undefined ? [] : [`${file.name} (SHA-256 ${file.digest.toString('hex')})`]
    })
  const given = (one: GivenAnswer): PaperContent => ({
    stack: [
      { text: [{ text: o.answers[one.answer], bold: true }, one.note === null ? '' : `${f.colon}${one.note}`] },
      { text: o.answered(f.dateTime(one.answeredAt), one.author), color: muted, fontSize: 8.5 },
      ...filesOf(one.evidenceIds).map((text) => ({ text, color: muted, fontSize: 8.5 })),
      ...(one.evidenceIds.length === 0 ? [{ text: b.paper.noEvidence, color: muted, fontSize: 8.5 }] : []),
    ],
    margin: [0, 0, 0, 4],
  })
  const name = (delivery: BrokerDelivery) =>
    [delivery.reference ?? delivery.fileName, f.day(delivery.obtainedOn)].filter((part) => part !== null).join(', ')
  const sampleText = (sample: BrokerSample) =>
    sample.closedAt === null
      ? o.sampleStates.open(sample.proved + sample.notProved, sample.drawn, f.day(sample.answerBy))
      : (sample.failed === true ? o.sampleStates.failed : o.sampleStates.passed)(sample.proved, sample.drawn)
  return drawPdf({
    info: { title: b.paper.title(profile.legalName), author: company },
    language,
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 9.5, lineHeight: 1.2, color: '#1a1f2b' },
    footer: (page: number, of: number) => ({
      text: b.paper.page(page, of),
      alignment: 'center',
      fontSize: 8.5,
      color: muted,
    }),
    content: [
      { text: company, color: muted },
      { text: b.paper.title(profile.legalName), fontSize: 18, bold: true, margin: [0, 2, 0, 2] },
      {
        text: `${b.paper.asOf(f.dateTime(now))} · ${b.states[standing.state]} · ${o.scoreLabel(standing.closed, standing.required)}`,
        color: muted,
      },
      ...(standing.open.length === 0
        ? []
        : [
            {
              text: `${o.musts}${f.colon}${standing.open.map(({ id, reason }) => `${id} (${o.reasons[reason]})`).join(', ')}`,
              color: tones.open,
              margin: [0, 4, 0, 0] as [number, number, number, number],
            },
          ]),
      ...(fault?.code === 'musts' ? [{ text: o.closedForDeliveries(fault.points.join(', ')), color: tones.open }] : []),
      heading(o.profile),
      facts([
        [o.legalName, profile.legalName],
        [o.names, profile.names.length === 0 ? b.none : profile.names.join(', ')],
        [o.country, profile.country],
        [
          o.objections,
          profile.objections.way === 'unknown'
            ? null
            : [
                o.ways[profile.objections.way],
                profile.objections.address,
                profile.objections.format,
                profile.objections.hours === null ? null : `${profile.objections.hours} ${o.hoursUnit}`,
                profile.objections.acknowledged ? o.acknowledged : null,
              ]
                .filter((part) => part !== null)
                .join(', '),
        ],
        [
          o.contract,
          [
            profile.contract.reference,
            profile.contract.from === null ? null : `${o.from} ${f.day(profile.contract.from)}`,
            profile.contract.until === null ? null : `${o.until} ${f.day(profile.contract.until)}`,
            ...filesOf(profile.contract.evidenceId === null ? [] : [profile.contract.evidenceId]),
          ]
            .filter((part) => part !== null)
            .join(', ') || null,
        ],
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
      ]),
      heading(o.questions),
      ...diligencePoints.map((point) => {
        const theirs = answers.filter((one) => one.point === point.id)
        const open = standing.open.find(({ id }) => id === point.id)
        return {
          unbreakable: theirs.length < 4,
          margin: [0, 5, 0, 0] as [number, number, number, number],
          stack: [
            {
              text: [
                {
                  text: `${point.id} `,
                  bold: true,
                  color: open !== undefined ? tones.open : theirs.length === 0 ? muted : tones.closed,
                },
                { text: say(point.question), bold: true },
              ],
            },
            {
              text: `${o.asks}${f.colon}${say(point.evidence)} · ${point.must === 'consent' ? o.mustConsent : isMust(point, profile) ? o.must : o.optional} · ${point.source}`,
              color: muted,
              fontSize: 8.5,
            },
            ...(theirs.length === 0
              ? [{ text: o.unanswered, color: open === undefined ? muted : tones.open }]
              : theirs.map(given)),
          ],
        }
      }),
      heading(b.paper.deliveries),
      deliveries.length === 0
        ? { text: o.noDeliveries, color: muted }
        : {
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
                ...deliveries.map((delivery) => [
                  {
                    stack: [
                      name(delivery),
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
                  { stack: samples.filter((sample) => sample.deliveryId === delivery.id).map(sampleText) },
                ]),
              ],
            },
          },
      heading(b.paper.reviews),
      ...(reviews.length === 0
        ? [{ text: b.paper.noReviews, color: muted }]
        : reviews.map((review) => ({
            text: `${o.answered(f.dateTime(review.reviewedAt), review.author)}${f.colon}${review.note}`,
          }))),
    ],
  })
}
