// `npm run train`: learns the statistical reader of messages from the texts in corpus/messages and test/corpus/mailbox,
// and writes src/domain/mailbox/reader/message-model.json. The same texts give the same file.
import { startOnNode24 } from './node24.mjs'

await startOnNode24('corpus/train/main.mjs')
