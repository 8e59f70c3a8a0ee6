import { openStage, atRate, sayNo, untilQuiet, slowVendors } from './stage.mjs'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
const stage = await openStage({ name: 'prof', contacts: 1600, keys: 3 })
const people = stage.people.filter((p) => p.hubspotId && p.salesforceId)
stage.env.NODE_OPTIONS = '--import /tmp/count.mjs'
await stage.restart()
await slowVendors(stage.urls, 50)
await atRate(20, 40, (i) => sayNo(stage, i, people[people.length-1-i])); await untilQuiet(stage)
const dump = async () => { process.kill(stage.product.child.pid, 'SIGUSR2'); await pause(300); return JSON.parse(readFileSync('/tmp/counts.json','utf8')) }
await pause(3000)
await dump(); await pause(10000)
const idle = new Map((await dump()))
const t=Date.now()
await atRate(5, 50, (i) => sayNo(stage, i, people[i])); await untilQuiet(stage); await pause(1000)
const secs=(Date.now()-t)/1000
const busy = await dump()
let tot=0; let idleTot=0
for (const [,n] of idle) idleTot+=n
console.log('idle per second', idleTot/10)
const rows = busy.map(([k,n])=>[k,(n-(idle.get(k)??0)/10*secs)/50]).sort((a,b)=>b[1]-a[1])
for (const [,n] of rows) tot+=n
console.log('per no', tot)
for (const [k,n] of rows.slice(0,75)) console.log(n.toFixed(2), k)
await stage.close(); process.exit(0)
