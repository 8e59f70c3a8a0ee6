// `npm run bench`: figures as ratios within one run, because machines and their load differ. Starts on Node 20 with
// nothing installed, so: no dependencies here.
import { startOnNode24 } from '../scripts/node24.mjs'

await startOnNode24('bench/main.mjs')
