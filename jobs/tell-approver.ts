// Mails each admin and DPO that somebody may approve from now on. Safe to repeat: who was told is noted after each
// mail, and the row is claimed first.
import type { App } from '../src/operations/app/app.ts'
import { tellApprover } from '../src/operations/approvals/tell-approvers.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleApproverNews(app: App): Handler<'tell-approver'> {
  return async ({ newsId }) => tellApprover(app, newsId)
}
