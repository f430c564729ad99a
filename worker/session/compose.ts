/** Builds the next set, stores it, and only then hands it out. */
import type { Problem } from '../books/problems.ts'
import { isProblem, RECHECK } from '../books/problems.ts'
import type { ProblemCode } from '../books/problems.ts'
import { writeTogether } from '../db/database.ts'
import type { Statement } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { composeSet } from '../posting/compose-set.ts'
import type { ComposedSet } from '../posting/compose-set.ts'
import type { PlannedRequest } from '../posting/purpose.ts'
import { encodeMessageSet } from '../qbxml/message-set.ts'
import { decodeHostCompanyPreferences } from '../qbxml/response.ts'
import { isQbxmlVersion, QBXML_VERSIONS } from '../qbxml/version.ts'
import type { QbxmlVersion } from '../qbxml/version.ts'
import { storeMessageSet } from '../queue/message-sets.ts'
import { recordSent } from '../queue/record-sent.ts'
import { requeueBlocked } from '../queue/requeue.ts'
import type { QbwcCallOf } from '../soap/calls.ts'
import { TILLBRIDGE_OWNER_ID } from '../stores/qwc-identity.ts'
import { readSettings } from '../stores/settings.ts'
import { pinCompany } from '../stores/store.ts'
import { recordDecided } from './decided.ts'
import { companyFound, withHost, withPreferences, wrongCompany } from './introduce.ts'
import { openingRequests } from './opening.ts'
import type { Introduction } from './opening.ts'
import { planDueWork } from './due-work.ts'
import { saveSession } from './sessions.ts'
import type { Session } from './sessions.ts'
import { REQUEST_CHARACTERS_MAX } from './state.ts'
import type { SessionState } from './state.ts'
import type { World } from './world.ts'

export type Composed =
  | { readonly kind: 'set'; readonly xml: string }
  /** The session cannot go on; the sentence is for the Web Connector's window. */
  | { readonly kind: 'stopped'; readonly problem: Problem }

/** How often a set may turn out to need no request before the session is let go. */
const ROUNDS_WITHOUT_REQUEST_MAX = 50
const MESSAGE_SET_ID_CHARACTERS = 20

/** Once a session the owner may have put right in QuickBooks what held an order. */
export const RECHECKED_IN_QUICKBOOKS = (Object.keys(RECHECK) as ProblemCode[]).filter(
  (code) => RECHECK[code] === 'quickbooks',
)

export async function composeNext(
  session: Session,
  { call, world }: { readonly call: QbwcCallOf<'sendRequestXML'>; readonly world: World },
): Promise<Composed> {
  return session.state.areListsRead
    ? composeWork(session, world)
    : composeOpening(session, { call, world })
}

async function composeOpening(
  session: Session,
  { call, world }: { readonly call: QbwcCallOf<'sendRequestXML'>; readonly world: World },
): Promise<Composed> {
  const { db, store } = world
  const introduction = introductionOf(call.hcpResponse)
  const company = companyFound(introduction.company, call.companyFileName)
  const stranger = wrongCompany(store, company)
  if (stranger !== null) {
    return { kind: 'stopped', problem: stranger }
  }
  const introduced = stateAfter(introduction, session.state, call)
  if (isProblem(introduced)) {
    return { kind: 'stopped', problem: introduced }
  }
  const { settings } = await readSettings(db, store.storeID)
  const requests = openingRequests(introduction, { settings, ownerID: TILLBRIDGE_OWNER_ID })
  const composed = numberOpening(requests)
  const statements = [
    requeueBlocked(db, {
      storeID: store.storeID,
      codes: RECHECKED_IN_QUICKBOOKS,
      nowMs: world.nowMs,
    }),
    ...(introduction.company === null ? [] : [pinCompany(db, store.storeID, company)]),
  ]
  return storeSet({ ...session, state: introduced }, { composed, statements, world })
}

async function composeWork(session: Session, world: World): Promise<Composed> {
  let limits = { orders: session.state.ordersPerSet }
  const statements: Statement[] = []
  for (let round = 0; round < ROUNDS_WITHOUT_REQUEST_MAX; round += 1) {
    const planned = await planDueWork(session, { world, orders: limits.orders })
    const composed = composeSet(planned.jobs, planned.limits)
    const decided = recordDecided(composed.decided, { ...planned, world })
    if (composed.requests.length > 0) {
      const isTooLarge = encoded(session.state, composed).xml.length > REQUEST_CHARACTERS_MAX
      if (!isTooLarge || limits.orders === 1) {
        statements.push(...decided)
        return storeSet(withoutFindings(session, composed), { composed, statements, world })
      }
      limits = { orders: Math.ceil(limits.orders / 2) }
      continue
    }
    await writeTogether(world.db, decided)
    if (decided.length === 0) {
      break
    }
  }
  return storeSet(session, { composed: HARMLESS, statements, world })
}

/** Nothing to ask is no end the Web Connector knows (SPEC W4): it asks who QuickBooks is. */
const HARMLESS: ComposedSet = {
  requests: [{ requestID: '1-read-host', request: { name: 'HostQueryRq', content: {} } }],
  manifest: { '1-read-host': { kind: 'read-host' } },
  sent: [],
  asking: [],
  decided: [],
}

function numberOpening(requests: readonly PlannedRequest[]): ComposedSet {
  const jobs = [
    {
      id: 0,
      subject: '',
      generation: 0,
      revision: 0,
      plan: { kind: 'ask', requests } as const,
    },
  ]
  return composeSet(jobs, { orders: 1, requests: requests.length })
}

/** A finding serves one Add: whatever becomes of it, the next one asks again. */
function withoutFindings(session: Session, composed: ComposedSet): Session {
  const sent = new Set(composed.sent.map(({ subject }) => subject))
  const { knowledge } = session.state
  const refNumbers = Object.fromEntries(
    Object.entries(knowledge.refNumbers).filter(([subject]) => !sent.has(subject)),
  )
  return { ...session, state: { ...session.state, knowledge: { ...knowledge, refNumbers } } }
}

async function storeSet(
  session: Session,
  made: {
    readonly composed: ComposedSet
    readonly statements: readonly Statement[]
    readonly world: World
  },
): Promise<Composed> {
  const { composed, world } = made
  const { db, nowMs, store } = world
  const { storeID } = store
  const messageSetID = world.randomHex(MESSAGE_SET_ID_CHARACTERS)
  const { xml, dropped } = encoded(session.state, composed, messageSetID)
  const state: SessionState = {
    ...session.state,
    phase: 'out',
    messageSetID,
    setsSent: session.state.setsSent + 1,
  }
  const leftOut = [...new Set(dropped.map(({ field }) => field))]
  await writeTogether(db, [
    ...made.statements,
    ...storeMessageSet(db, {
      storeID,
      messageSetID,
      ticketHash: session.ticketHash,
      manifest: composed.manifest,
      request: xml,
      nowMs,
    }),
    ...(composed.sent.length === 0
      ? []
      : [recordSent(db, { storeID, messageSetID, jobs: composed.sent.map(idAndRevision), nowMs })]),
    ...recordJournal(db, {
      storeID,
      entries: leftOut.map((field) => ({
        subject: null,
        event: 'field-left-out',
        detail: { field, version: session.state.version },
      })),
      nowMs,
    }),
    saveSession(db, { ...session, lastCallAtMs: nowMs, state }),
  ])
  return { kind: 'set', xml }
}

function idAndRevision({ id, revision }: { readonly id: number; readonly revision: number }) {
  return { id, revision }
}

function encoded(state: SessionState, composed: ComposedSet, messageSetID = 'measured') {
  return encodeMessageSet({
    version: state.version ?? QBXML_VERSIONS[0],
    messageSetID,
    oldMessageSetID: state.settledSetID ?? undefined,
    requests: composed.requests,
  })
}

function introductionOf(hcpResponse: string): Introduction {
  const decoded = decodeHostCompanyPreferences(hcpResponse)
  return decoded.kind === 'unreadable' ? { host: null, company: null, preferences: null } : decoded
}

/** Until the host answers, the version is what the Web Connector says its request processor can. */
function stateAfter(
  { host, preferences }: Introduction,
  state: SessionState,
  call: QbwcCallOf<'sendRequestXML'>,
): SessionState | Problem {
  const withVersion = host === null ? { ...state, version: versionOf(call) } : withHost(state, host)
  return isProblem(withVersion) || preferences === null
    ? withVersion
    : withPreferences(withVersion, preferences)
}

function versionOf(call: QbwcCallOf<'sendRequestXML'>): QbxmlVersion {
  const version = `${call.majorVersion}.${call.minorVersion}`
  return isQbxmlVersion(version) ? version : QBXML_VERSIONS[0]
}
