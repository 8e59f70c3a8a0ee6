import type { FastifyInstance } from 'fastify'
import type { App } from '../../operations/app/app.ts'
import { addAccessPages } from './evidence/access-pages.ts'
import { addAccessRequestPages } from './evidence/access-request-pages.tsx'
import { addAccountPages } from './accounts/account-pages.tsx'
import { addCompanyLogin } from './accounts/company/company-login.tsx'
import { addCompanyPages } from './accounts/company/company-pages.ts'
import { addAssessmentPages } from './evidence/assessment-pages.ts'
import { addAuditPages } from './evidence/audit-page.tsx'
import { addBrokerPages } from './brokers/broker-pages.ts'
import { addConnectPages } from './connections/connect/connect-pages.tsx'
import { addByHandPages } from './objections/by-hand-pages.ts'
import { addErasurePages } from './removals/erasure/erasure-pages.ts'
import { addEvidencePages } from './evidence/evidence-pages.ts'
import { addEvidencePackPages } from './evidence/evidence-pack-pages.ts'
import { addConnectionActs } from './connections/connection-acts.tsx'
import { addConnectionSettings } from './connections/connection-settings-pages.ts'
import { addConnectionPages } from './connections/connection-pages.tsx'
import { addConfirmAccountPage } from './accounts/confirm-account-page.tsx'
import { addConsentPages } from './consents/consent-pages.ts'
import { addContactPages } from './contacts/contact-pages.tsx'
import { addFilePages } from './objections/file-pages.ts'
import { addFormPages } from './forms/forms-pages.ts'
import { addFirstRunPage } from './accounts/first-run-page.tsx'
import { addInvitePage } from './accounts/invite-page.tsx'
import { addLinkPages } from './links/link-pages.ts'
import { addObjectionPages } from './objections/objection-pages.tsx'
import { addDomainOrderPages } from './objections/domain-order-pages.tsx'
import { addCorrectionPages } from './objections/correction-pages.tsx'
import { addRefusalPages } from './objections/refusal-pages.tsx'
import { addReviewPages } from './mailbox/review-pages.tsx'
import { addReceiptPages } from './evidence/receipt-pages.ts'
import { addRegisterPages } from './evidence/register-pages.ts'
import { addRemovalPages } from './removals/removal-pages.tsx'
import { addRunPages } from './runs/run-pages.tsx'
import { addScreeningPages } from './screening/screening-pages.ts'
import { addSearchPages } from './search/search-pages.tsx'
import { addSettingsPages } from './settings/settings-pages.ts'
import { addOffersPages } from './decisions/offers-pages.ts'
import { addNoticePages } from './notices/notices-pages.ts'
import { addSamplePages } from './brokers/sample-pages.ts'
import { addScorecardPages } from './evidence/scorecard-pages.ts'
import { addSourcesPages } from './sources/sources-pages.ts'
import { addShopperPages } from './shopper/shopper-pages.ts'
import { addTaskPages } from './brokers/task-pages.ts'
import { addFirstStepPages } from './today/first-steps/steps-pages.tsx'
import { addTodayPage } from './today/today-page.tsx'
import { addOwnAccountPage } from './accounts/own-account-page.tsx'
import { addUserPage } from './accounts/user-page.tsx'
import { addApiPage } from './accounts/api-page.tsx'
import { addUserPages } from './accounts/user-pages.ts'
import { addConsentFormPages } from './consents/consent-form-pages.ts'
import { addPersonSourcePages } from './sources/person-source-pages.ts'
import { addSourceChangePages } from './sources/source-change-pages.ts'
import { addDossierPages } from './sources/source-dossier-pages.ts'
import { addLegalHoldPages } from './removals/legal-hold-pages.tsx'
import { addRepermissionPages } from './removals/repermission-pages.ts'
import { addTimeMachinePages } from './time-machine/time-machine-pages.ts'
import { addHookPages } from './accounts/hook-pages.ts'
import { addHealthPages } from './monitoring/health-pages.tsx'
import { addFeedPages } from './connections/feed-pages.ts'

const parts: readonly ((server: FastifyInstance, app: App) => void)[] = [
  addAccountPages,
  addCompanyLogin,
  addFirstRunPage,
  addInvitePage,
  addTodayPage,
  addFirstStepPages,
  addSearchPages,
  addRunPages,
  addHealthPages,
  addConnectionPages,
  addConnectPages,
  addConnectionActs,
  addConnectionSettings,
  addContactPages,
  addAccessPages,
  addAccessRequestPages,
  addByHandPages,
  addEvidencePackPages,
  addEvidencePages,
  addFilePages,
  addObjectionPages,
  addDomainOrderPages,
  addCorrectionPages,
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
  addPersonSourcePages,
  addSourceChangePages,
  addConsentFormPages,
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
  addCompanyPages,
  addApiPage,
  addUserPage,
  addOwnAccountPage,
  addConfirmAccountPage,
  addHookPages,
  addFeedPages,
  addAuditPages,
]

/** Every page of the console. */
export function addConsolePages(server: FastifyInstance, app: App): void {
  for (const add of parts) add(server, app)
}
