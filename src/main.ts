#!/usr/bin/env node
// Composition root: the only file that sees connectors/ and the job handlers. It builds the program and hands it to src/cli.
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write('Lawbase needs Node 24: start it with "npm start" or "npx lawbase" (npm brings Node 24 on Linux), or install Node 24.\n')
  process.exit(2)
}

const { runCli } = await import('./cli/run.ts')
const { brokerEmail } = await import('../connectors/broker-email/index.ts')
const { brokerFile } = await import('../connectors/broker-file/index.ts')
const { brokerTask } = await import('../connectors/broker-task/index.ts')
const { brokerWebhook } = await import('../connectors/broker-webhook/index.ts')
const { httpMailer, httpTemplate } = await import('../connectors/http-template/index.ts')
const { hubspot } = await import('../connectors/hubspot/index.ts')
const { mailbox } = await import('../connectors/mailbox/index.ts')
const { salesforce } = await import('../connectors/salesforce/index.ts')
const { handlersFor } = await import('../jobs/index.ts')

process.exitCode = await runCli(process.argv.slice(2), process.env, { connectors: [hubspot, salesforce, brokerWebhook, mailbox, brokerEmail, brokerTask, brokerFile, httpMailer, httpTemplate], handlers: handlersFor, program: import.meta.filename })
export {}
