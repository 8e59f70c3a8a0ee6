// `npm run score`: how well the readers read. Figures with their intervals, and the rows that are wrong.
import { startOnNode24 } from './node24.mjs'

await startOnNode24('corpus/score/main.mjs')
