// `npm run faults`: the whole product under kills, restarts and a misbehaving sandbox. Starts on Node 20 with nothing
// installed, so: no dependencies here.
import { startOnNode24 } from './node24.mjs'

await startOnNode24('scripts/faults/main.mjs')
