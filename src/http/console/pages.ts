import type { FastifyInstance } from 'fastify'
import type { App } from '../../operations/app.ts'
import { addAccessPages } from './access-pages.ts'
import { addAccountPages } from './account-pages.tsx'
import { addAssessmentPages } from './assessment-pages.ts'
import { addAuditPages } from './audit-page.tsx'
import { addConnectPages } from './connect-pages.tsx'
import { addByHandPages } from './by-hand-pages.ts'
import { addEvidencePages } from './evidence-pages.ts'
import { addConnectionActs } from './connection-acts.tsx'
import { addConnectionSettings } from './connection-settings-pages.ts'
import { addConnectionPages } from './connection-pages.tsx'
import { addConsentPages } from './consent-pages.ts'
import { addContactPages } from './contact-pages.tsx'
import { addFilePages } from './file-pages.ts'
import { addFormPages } from './forms-pages.ts'
import { addFirstRunPage } from './first-run-page.tsx'
import { addInvitePage } from './invite-page.tsx'
import { addLinkPages } from './link-pages.ts'
import { addObjectionPages } from './objection-pages.tsx'
import { addRefusalPages } from './refusal-pages.tsx'
import { addReviewPages } from './review-pages.tsx'
import { addReceiptPages } from './receipt-pages.ts'
import { addRegisterPages } from './register-pages.ts'
import { addRemovalPages } from './removal-pages.tsx'
import { addRunPages } from './run-pages.tsx'
import { addScreeningPages } from './screening-pages.ts'
import { addSettingsPages } from './settings-pages.ts'
import { addOffersPages } from './offers-pages.ts'
import { addNoticePages } from './notices-pages.ts'
import { addScorecardPages } from './scorecard-pages.ts'
import { addSourcesPages } from './sources-pages.ts'
import { addShopperPages } from './shopper-pages.ts'
import { addTaskPages } from './task-pages.ts'
import { addTodayPage } from './today-page.tsx'
import { addUserPages } from './user-pages.ts'
import { addLegalHoldPages } from './legal-hold-pages.tsx'
import { addHookPages } from './hook-pages.ts'
import { addFieldPages } from './field-pages.tsx'

/** Every page of the console (console.md 2). */
export function addConsolePages(server: FastifyInstance, app: App): void {
  const parts = [
    addAccountPages, addFirstRunPage, addInvitePage, addTodayPage, addRunPages, addConnectionPages, addConnectPages, addConnectionActs, addConnectionSettings,
    addContactPages, addAccessPages, addByHandPages, addEvidencePages, addFilePages, addObjectionPages, addRefusalPages, addReviewPages, addTaskPages, addReceiptPages, addLegalHoldPages, addRemovalPages, addSourcesPages, addOffersPages, addAssessmentPages, addNoticePages, addConsentPages, addScreeningPages, addFormPages, addScorecardPages, addRegisterPages, addSettingsPages, addShopperPages, addLinkPages, addUserPages, addHookPages, addFieldPages, addAuditPages,
  ]
  for (const add of parts) add(server, app)
}
