#!/usr/bin/env node
// Composition root: the only file that sees connectors/ and the job handlers. It builds the program and hands it to
// src/cli.
import { runOnOwnNode } from './own-node.ts'

if (Number(process.versions.node.split('.')[0]) >= 24) await main()
else if (!runOnOwnNode()) {
  process.stderr.write(
    'Lawbase needs Node 24: install it. On Linux (x64 or arm64) npm brings it, unless optional packages were left out.\n',
  )
  process.exitCode = 2
}

async function main(): Promise<void> {
  const { runCli } = await import('./cli/run.ts')
  const { brokerEmail } = await import('../connectors/broker-email/index.ts')
  const { brokerFile } = await import('../connectors/broker-file/index.ts')
  const { brokerTask } = await import('../connectors/broker-task/index.ts')
  const { brokerWebhook } = await import('../connectors/broker-webhook/index.ts')
  const { dataVendors } = await import('../connectors/data-vendors/vendors.ts')
  const { httpMailer, httpTemplate } = await import('../connectors/http-template/index.ts')
  const { hubspot } = await import('../connectors/hubspot/index.ts')
  const { mailbox } = await import('../connectors/mailbox/index.ts')
  const { oauthMailboxes } = await import('../connectors/mailbox/oauth/providers.ts')
  const { salesforce } = await import('../connectors/salesforce/index.ts')
  const { handlersFor } = await import('../jobs/handlers.ts')

  const connectors = [
    hubspot,
    salesforce,
    brokerWebhook,
    mailbox,
    ...oauthMailboxes,
    brokerEmail,
    brokerTask,
    brokerFile,
    httpMailer,
    httpTemplate,
    ...dataVendors,
  ]
  process.exitCode = await runCli(process.argv.slice(2), process.env, {
    connectors,
    handlers: handlersFor,
    program: import.meta.filename,
  })
}
