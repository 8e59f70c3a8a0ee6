import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { domainModules, trainedModel } from '../../../corpus/train/train-model.mjs'
import * as bodies from '../../../src/domain/mailbox/text/bodies.ts'
import * as grammar from '../../../src/domain/mailbox/grammar-verdict.ts'
import * as readable from '../../../src/domain/mailbox/readable.ts'
import * as features from '../../../src/domain/mailbox/reader/features.ts'
import * as model from '../../../src/domain/mailbox/reader/linear-model.ts'
import * as message from '../../../src/domain/mailbox/reader/message-features.ts'
import * as chance from '../../../src/domain/mailbox/reader/refusal-chance.ts'
import * as trees from '../../../src/domain/mailbox/reader/trees/sum-of-trees.ts'

const path = join(import.meta.dirname, '../../../src/domain/mailbox/reader/message-model.json')

it('the model is what the texts and the grammar of this repository give: else npm run train', async () => {
  const modules: Record<string, object> = {
    readable,
    'text/bodies': bodies,
    'grammar-verdict': grammar,
    'reader/message-features': message,
    'reader/linear-model': model,
    'reader/features': features,
    'reader/refusal-chance': chance,
    'reader/trees/sum-of-trees': trees,
  }
  // `npm run train` takes them by these names from what was built: a file that moved must not be found there by chance.
  expect(Object.keys(modules)).toEqual(domainModules)
  const { file } = await trainedModel(Object.assign({}, ...Object.values(modules)))
  // Compared as one text: a difference of weights would fill screens.
  expect(JSON.stringify(file) === JSON.stringify(JSON.parse(readFileSync(path, 'utf8')))).toBe(true)
}, 600_000)
