import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/node24.mjs'
import { domainModules, trainedModel } from './train-model.mjs'

const from = (name) => import(new URL(`../../dist/src/domain/mailbox/${name}.js`, import.meta.url).href)
const domain = Object.assign({}, ...(await Promise.all(domainModules.map(from))))
const { file, figures } = await trainedModel(domain)
writeFileSync(join(root, 'src/domain/mailbox/reader/message-model.json'), `${JSON.stringify(file, null, 2)}\n`)
console.log(
  `Learned from ${figures.texts} texts. By texts that each of five parts had not seen: below ${file.bounds.none} no refusal (${figures.missed} of ${figures.refusals} refusals passed over), from ${file.bounds.sure} on one (${figures.mistaken} of ${figures.others} others taken for one), between them a person reads (${figures.toPerson}).`,
)
