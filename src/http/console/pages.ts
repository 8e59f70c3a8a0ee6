import type { FastifyInstance } from 'fastify'
import type { App } from '../../operations/app.ts'
import { addAccessPages } from './access-pages.ts'
import { addAccountPages } from './account-pages.tsx'
import { addAssessmentPages } from './assessment-pages.ts'
import { addAuditPages } from './audit-page.tsx'
import { addBrokerPages } from './broker-pages.ts'
import { addConnectPages } from './connect-pages.tsx'
import { addByHandPages } from './by-hand-pages.ts'
import { addErasurePages } from './erasure-pages.ts'
import { addEvidencePages } from './evidence-pages.ts'
import { addEvidencePackPages } from './evidence-pack-pages.ts'
import { addConnectionActs } from './connection-acts.tsx'
import { addConnectionSettings } from './connection-settings-pages.ts'
import { addConnectionPages } from './connection-pages.tsx'
import { addConfirmAccountPage } from './confirm-account-page.tsx'
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
import { addSamplePages } from './sample-pages.ts'
import { addScorecardPages } from './scorecard-pages.ts'
import { addSourcesPages } from './sources-pages.ts'
import { addShopperPages } from './shopper-pages.ts'
import { addTaskPages } from './task-pages.ts'
import { addTodayPage } from './today-page.tsx'
import { addOwnAccountPage } from './own-account-page.tsx'
import { addUserPage } from './user-page.tsx'
import { addUserPages } from './user-pages.ts'
import { addDossierPages } from './source-dossier-pages.ts'
import { addLegalHoldPages } from './legal-hold-pages.tsx'
import { addRepermissionPages } from './repermission-pages.ts'
import { addTimeMachinePages } from './time-machine-pages.ts'
import { addHookPages } from './hook-pages.ts'
import { addFieldPages } from './field-pages.tsx'

/** Every page of the console (console.md 2). */
export function addConsolePages(server: FastifyInstance, app: App): void {
  const parts = [
    addAccountPages,
    addFirstRunPage,
    addInvitePage,
    addTodayPage,
    addRunPages,
    addConnectionPages,
    addConnectPages,
    addConnectionActs,
    addConnectionSettings,
    addContactPages,
    addAccessPages,
    addByHandPages,
    addEvidencePackPages,
    addEvidencePages,
    addFilePages,
    addObjectionPages,
    addRefusalPages,
    addReviewPages,
    addTaskPages,
    addReceiptPages,
    addLegalHoldPages,
    addErasurePages,
    addTimeMachinePages,
    addRepermissionPages,
    addRemovalPages,
    addSourcesPages,
    addDossierPages,
    addOffersPages,
    addAssessmentPages,
    addNoticePages,
    addConsentPages,
    addBrokerPages,
    addSamplePages,
    addScreeningPages,
    addFormPages,
    addScorecardPages,
    addRegisterPages,
    addSettingsPages,
    addShopperPages,
    addLinkPages,
    addUserPages,
    addUserPage,
    addOwnAccountPage,
    addConfirmAccountPage,
    addHookPages,
    addFieldPages,
    addAuditPages,
  ]
  for (const add of parts) add(server, app)
}
