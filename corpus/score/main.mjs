import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { addressReport, judgedAddresses, wrongAddresses } from './addresses.mjs'
import { clockReport, judgedHistories, wrongHistories } from './clock.mjs'
import { ownTexts, rowsOfFile } from './corpus.mjs'
import { root } from '../../scripts/node24.mjs'
import { judgedMessages, messageReport, wrongMessages } from './messages.mjs'
import { judgedTitles, titleReport, wrongTitles } from './titles.mjs'

const kinds = {
  messages: {
    file: 'objection-messages.jsonl',
    judge: async (rows) => judgedMessages(rows, await import('../../dist/src/domain/mailbox/classify-mail.js')),
    report: messageReport,
    wrong: wrongMessages,
  },
  addresses: { file: 'addresses.jsonl', judge: judgedAddresses, report: addressReport, wrong: wrongAddresses },
  titles: { file: 'job-offers.jsonl', judge: judgedTitles, report: titleReport, wrong: wrongTitles },
  clock: { file: 'clock-histories.jsonl', judge: judgedHistories, report: clockReport, wrong: wrongHistories },
}

const usage = `npm run score -- KIND [--data DIR]

KIND: ${Object.keys(kinds).join(', ')}.
--data DIR: a folder with ${Object.values(kinds)
  .map(({ file }) => file)
  .join(', ')} (their fields: corpus/README.md).
Without it, the texts of this repository that are held back; their wrong rows are not shown, so that nobody writes rules for them.`

const options = { data: { type: 'string' }, help: { type: 'boolean' } }
const { values, positionals } = readArgs()
const [name] = positionals
const kind = Object.hasOwn(kinds, name ?? '') ? kinds[name] : undefined
if (values.help === true || kind === undefined || positionals.length > 1 || values.data === '') {
  console.log(usage)
  process.exit(values.help === true ? 0 : 2)
}
function readArgs() {
  try {
    return parseArgs({ allowPositionals: true, options })
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}

try {
  const rows = values.data === undefined ? ownTexts(name).held : rowsOfFile(join(values.data, kind.file))
  const judged = await kind.judge(rows, values.data ?? join(root, 'corpus', name))
  console.log(kind.report(judged).join('\n'))
  const wrong = values.data === undefined ? [] : kind.wrong(judged)
  if (wrong.length > 0) console.log(`\nWrong:\n${wrong.join('\n')}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(2)
}
