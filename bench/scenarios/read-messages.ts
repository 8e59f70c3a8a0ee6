// How many messages a second one core reads, both stages, against the first stage alone; how long the model takes to
// load, what memory it takes, and how long the first message takes, for which the sieve before the patterns is made.
// Over the texts of corpus/messages.
import { mailOfRow } from '../../corpus/score/mail-of-row.mjs'
import { ownTexts } from '../../corpus/score/corpus.mjs'

const rounds = 5

export async function readMessages(): Promise<Record<string, number>> {
  const { learned, held } = ownTexts('messages')
  const mails = [...learned, ...held].map(mailOfRow)
  const { bodiesOf } = await import('../../src/domain/mailbox/text/bodies.ts')
  const { grammarVerdict } = await import('../../src/domain/mailbox/grammar-verdict.ts')
  const { readable } = await import('../../src/domain/mailbox/readable.ts')
  const before = process.memoryUsage().rss
  const loading = performance.now()
  await import('../../src/domain/mailbox/reader/second-stage.ts')
  const modelLoadMs = performance.now() - loading
  const modelMiB = (process.memoryUsage().rss - before) / 2 ** 20
  const { forgetMessage } = await import('../../src/domain/mailbox/sieve/kept-for-message.ts')
  const { classifyMail } = await import('../../src/domain/mailbox/classify-mail.ts')
  const first = performance.now()
  for (const mail of mails.slice(0, 1)) classifyMail(mail)
  const firstMessageMs = performance.now() - first
  const grammar = perSecond(mails, (mail) => {
    const shown = readable(mail)
    for (const { sentences } of bodiesOf(shown)) grammarVerdict(shown, sentences)
    forgetMessage()
  })
  const both = perSecond(mails, classifyMail)
  return {
    messages: mails.length,
    messagesPerSecond: both,
    firstStagePerSecond: grammar,
    overFirstStage: Math.round((grammar / both) * 100) / 100,
    modelLoadMs: Math.round(modelLoadMs),
    modelMiB: Math.round(modelMiB),
    firstMessageMs: Math.round(firstMessageMs),
  }
}

function perSecond<Mail>(mails: readonly Mail[], work: (mail: Mail) => unknown): number {
  for (const mail of mails) work(mail)
  const startedAt = process.cpuUsage()
  for (let round = 0; round < rounds; round += 1) for (const mail of mails) work(mail)
  const { user, system } = process.cpuUsage(startedAt)
  return Math.round((mails.length * rounds * 1_000_000) / (user + system))
}
