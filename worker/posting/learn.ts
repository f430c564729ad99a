/** From answers to lessons, request by request, matched by requestID and by nothing else. */
import { formatCents } from '../money/cents.ts'
import type { QbxmlResponse } from '../qbxml/response.ts'
import { dispositionOf } from '../qbxml/status.ts'
import { learnFromMod, learnFromRemoval } from './learn-change.ts'
import { learnFromChange, learnFromReread } from './learn-customer.ts'
import {
  learnFromAllDeleted,
  learnFromChanged,
  learnFromDeleted,
  learnFromFound,
  learnFromLook,
  learnFromNewest,
  postedLink,
} from './learn-documents.ts'
import { learnFromActivation, learnFromCustomerLookUp } from './learn-customer-look-up.ts'
import { learnFromField } from './learn-field.ts'
import { learnFromEntry, learnFromLookUp } from './learn-list.ts'
import { learnFromGone, learnFromPage, learnFromTaxItems } from './learn-page.ts'
import { learnFromStanding } from './learn-standing.ts'
import type { Answered, Judged } from './judged.ts'
import type { Lesson } from './lesson.ts'
import { learnFromNames } from './names.ts'
import { notDone } from './not-done.ts'
import { isWriting } from './purpose.ts'
import type { AddDocument, Purpose } from './purpose.ts'

export type Manifest = Readonly<Record<string, Purpose>>

/** A request without a readable answer teaches only that nobody knows what became of it. */
export function learnAll(manifest: Manifest, responses: readonly QbxmlResponse[]): Lesson[] {
  const byRequestID = new Map(responses.map((response) => [response.requestID, response]))
  return Object.entries(manifest).flatMap(([requestID, purpose]) => {
    const response = byRequestID.get(requestID)
    if (response === undefined) {
      return unanswered(purpose, 'QuickBooks’ answer does not contain this request')
    }
    return response.kind === 'unreadable'
      ? unanswered(purpose, response.reason)
      : learn(purpose, response)
  })
}

function unanswered(purpose: Purpose, reason: string): Lesson[] {
  return isWriting(purpose)
    ? [{ kind: 'job-in-doubt', jobID: purpose.jobID, reason, isRemembered: false }]
    : [{ kind: 'nothing', reason }]
}

function learn(purpose: Purpose, response: Answered): Lesson[] {
  const judged = { response, disposition: dispositionOf(response) }
  switch (purpose.kind) {
    case 'add-document':
      return [learnFromAdd(purpose, judged)]
    case 'change-customer':
      return learnFromChange(purpose, judged)
    case 'change-document':
      return [learnFromMod(purpose, judged)]
    case 'remove-document':
      return [learnFromRemoval(purpose, judged)]
    case 'write-field':
      return [learnFromField(purpose, judged)]
    case 'read-documents':
      return learnFromStanding(purpose, judged)
    case 'find-documents':
      return learnFromFound(purpose, judged)
    case 'look-at-document':
      return learnFromLook(purpose, judged)
    case 'find-changed':
      return learnFromChanged(purpose, judged)
    case 'find-deleted':
      return learnFromDeleted(purpose, judged)
    case 'check-newest':
      return learnFromNewest(purpose, judged)
    case 'read-deleted':
      return learnFromAllDeleted(purpose, judged)
    case 'add-entry':
      return learnFromEntry(purpose, judged)
    case 'look-up-customer':
      return learnFromCustomerLookUp(purpose, judged)
    case 'activate-customer':
      return learnFromActivation(purpose, judged)
    case 'look-up-entry':
      return learnFromLookUp(purpose, judged)
    case 'reread-customer':
      return learnFromReread(purpose, judged)
    case 'read-list':
      return [learnFromPage(purpose, judged)]
    case 'read-tax-items':
      return learnFromTaxItems(judged)
    case 'read-gone-entries':
      return [learnFromGone(judged)]
    case 'read-capacity':
    case 'count-names':
      return learnFromNames(response)
    case 'read-host':
    case 'read-company':
    case 'read-preferences':
      return aboutCompany(response)
  }
}

function learnFromAdd(purpose: AddDocument, judged: Judged): Lesson {
  const { response, disposition } = judged
  if (disposition.kind !== 'done' && disposition.kind !== 'done-with-warning') {
    return notDone(purpose, judged)
  }
  const link = postedLink(purpose, response.rets)
  if (link !== null && link.totalCents !== null) {
    return { kind: 'document-posted', purpose, link, quickBooksCents: link.totalCents }
  }
  const total = formatCents(purpose.totalCents)
  return {
    kind: 'job-in-doubt',
    jobID: purpose.jobID,
    reason: `QuickBooks reports success without the document of ${total}`,
    isRemembered: response.errorRecovery !== null,
  }
}

function aboutCompany(response: Answered): Lesson[] {
  return response.rets.flatMap((ret): Lesson[] => {
    if (ret.kind === 'HostRet') {
      return [{ kind: 'host', host: ret }]
    }
    if (ret.kind === 'CompanyRet') {
      return [{ kind: 'company', company: ret }]
    }
    return ret.kind === 'PreferencesRet' ? [{ kind: 'preferences', preferences: ret }] : []
  })
}
