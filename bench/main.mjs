import { propagation } from './scenarios/propagation.mjs'
console.log(JSON.stringify(await propagation({ queue: process.argv[2] ?? 'postgres', perSecond: Number(process.argv[3] ?? 20), seconds: Number(process.argv[4] ?? 10) }), null, 1))
process.exit(0)
