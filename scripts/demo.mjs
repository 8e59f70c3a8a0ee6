// `npm run demo`: shows the main job on a sandbox of its own. Starts on Node 20 with nothing installed, so: no
// dependencies here.
import { startOnNode24 } from './node24.mjs'

await startOnNode24('scripts/demo/main.mjs')
