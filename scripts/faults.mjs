// `npm run faults`: the whole product under kills, restarts and a misbehaving sandbox. Starts on Node 20 with nothing
// installed, so: no dependencies here.
import { startOnNode24 } from './node24.mjs'

const isService = ['rolling', 'database-away'].includes(process.argv[2] ?? '')
await startOnNode24(isService ? 'scripts/faults/service.mjs' : 'scripts/faults/main.mjs')
