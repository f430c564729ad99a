/** Which set goes out next: the opening, work, the same bytes again, or nothing for a while. */
import { codesWaitingFor, isProblem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import type { Settings } from '../books/settings.ts'
import { composeSet } from '../posting/compose-set.ts'
import type { ComposedSet, PlannedJob, SetLimits } from '../posting/compose-set.ts'
import { aloneRequests, listRequests } from '../posting/list-progress.ts'
import { companyOfCountry, PLAIN_COMPANY } from '../posting/company.ts'
import type { PlannedRequest } from '../posting/purpose.ts'
import { decodeHostCompanyPreferences } from '../qbxml/response.ts'
import { isQbxmlVersion, QBXML_VERSIONS } from '../qbxml/version.ts'
import type { QbxmlVersion } from '../qbxml/version.ts'
import { countDueJobs, nextRunAtMs } from '../queue/find-due.ts'
import { requeueBlocked } from '../queue/requeue.ts'
import type { QbwcCallOf } from '../soap/operations.ts'
import { TILLBRIDGE_OWNER_ID } from '../stores/qwc-identity.ts'
import { readSettings } from '../stores/settings.ts'
import { pinCompany } from '../stores/store.ts'
import { afterAcquittal } from './bisection.ts'
import { commit } from './commit.ts'
import { recordDecided } from './decided.ts'
import type { Doubted } from './doubt.ts'
import { planDueWork } from './due-work.ts'
import { companyFound, isIntroduced, withHost, withPreferences, wrongCompany } from './introduce.ts'
import { readerOf } from './list-reader.ts'
import { openingRequests } from './opening.ts'
import type { Introduction } from './opening.ts'
import { REQUEST_CHARACTERS_MAX, REQUESTS_PER_SET_MAX } from './pace.ts'
import { WAIT_MS } from './progress.ts'
import { resendable, resendSet } from './resend.ts'
import { encodedSet, newMessageSetID, sendSet, withoutStanding } from './send-set.ts'
import type { Session } from './sessions.ts'
import { WAITS_MAX } from './state.ts'
import type { SessionState } from './state.ts'
import type { World } from './world.ts'

export type Composed =
  | { readonly kind: 'set'; readonly xml: string }
  /** Nothing to send for some seconds: `""`, and `NoOp` when asked why. */
  | { readonly kind: 'wait' }
  /** The session cannot go on; the sentence is for the Web Connector's window. */
  | { readonly kind: 'stopped'; readonly problem: Problem }

/** How often a set may turn out to need no request before the session is let go. */
const ROUNDS_WITHOUT_REQUEST_MAX = 50
const DUE_COUNTED_MAX = 10_000

export async function composeNext(
  doubted: Doubted,
  call: QbwcCallOf<'sendRequestXML'>,
  world: World,
): Promise<Composed> {
  return isIntroduced(doubted.session.state)
    ? composeWork(doubted, world)
    : composeOpening(doubted, call, world)
}

async function composeOpening(
  { session, statements }: Doubted,
  call: QbwcCallOf<'sendRequestXML'>,
  world: World,
): Promise<Composed> {
  const { db, store, storeID, nowMs } = world
  const introduction = introductionOf(call.hcpResponse)
  const company = companyFound(introduction.company, call.companyFileName)
  const stranger = wrongCompany(store, company)
  if (stranger !== null) {
    return { kind: 'stopped', problem: stranger }
  }
  const { company: companyBefore } = world.carriedOver
  const introduced = stateAfter(
    introduction,
    { ...session.state, company: session.state.company ?? companyBefore },
    call,
  )
  if (isProblem(introduced)) {
    return { kind: 'stopped', problem: introduced }
  }
  const { settings } = await readSettings(db, storeID)
  const state: SessionState = {
    ...introduced,
    isCompanySeen: introduced.isCompanySeen || introduction.company !== null,
    dueAtOpening: await countDueJobs(db, { storeID, nowMs, limit: DUE_COUNTED_MAX }),
  }
  const requests = openingSet(state, { introduction, settings, world })
  const messageSetID = newMessageSetID(world)
  const composed = composeOpeningSet(requests, messageSetID)
  return sendSet(
    { session: { ...session, state }, messageSetID, composed },
    [
      ...statements,
      // The owner may have put right in QuickBooks what held an order.
      requeueBlocked(db, { storeID, codes: codesWaitingFor('quickbooks'), nowMs }),
      requeueBlocked(db, { storeID, codes: codesWaitingFor('refusal'), nowMs, isOnlyDue: true }),
      ...(introduction.company === null ? [] : [pinCompany(db, storeID, company)]),
    ],
    world,
  )
}

/** What is not known yet of the company, and every list that is due. */
function openingSet(
  state: SessionState,
  {
    introduction,
    settings,
    world,
  }: {
    readonly introduction: Introduction
    readonly settings: Settings
    readonly world: World
  },
): readonly PlannedRequest[] {
  const lists = listRequests(readerOf(state, settings, world))
  const alone = aloneRequests(lists, state.lists)
  const together = lists.filter((list) => !alone.includes(list))
  const { carriedOver, nowMs } = world
  const isLeft = !state.isCompanySeen || !state.areBooksChecked
  const books = { ...carriedOver, nowMs }
  const asked = isLeft ? openingRequests(introduction, { ownerID: TILLBRIDGE_OWNER_ID, books }) : []
  const requests = [...asked, ...together]
  return requests.length === 0 ? alone.slice(0, 1) : requests
}

async function composeWork(doubted: Doubted, world: World): Promise<Composed> {
  let { session, statements } = doubted
  let orders = world.carriedOver.ordersPerSet
  let lists: readonly PlannedRequest[] = []
  for (let round = 0; round < ROUNDS_WITHOUT_REQUEST_MAX; round += 1) {
    const planned = await planDueWork(session, { world, orders })
    const again = resendable(planned)
    if (again !== null) {
      return resendSet({ session, again }, statements, world)
    }
    const isOnTrial = session.state.suspects !== null
    lists = isOnTrial ? [] : planned.lists
    const [alone] = aloneRequests(lists, session.state.lists)
    if (alone !== undefined) {
      return ask([alone], { session, statements }, world)
    }
    if (planned.waitingTo !== null) {
      session = { ...session, state: { ...session.state, waitingTo: planned.waitingTo } }
      continue
    }
    const messageSetID = newMessageSetID(world)
    const limits = { orders, requests: REQUESTS_PER_SET_MAX }
    const composed = withRiders(planned.jobs, { lists, limits, messageSetID })
    const decided = recordDecided(composed.decided, { ...planned, world })
    session = withoutStanding(session, composed.decided)
    if (composed.requests.length > 0) {
      const made = { session, messageSetID, composed }
      const encoded = encodedSet(made, world)
      if (encoded.xml.length <= REQUEST_CHARACTERS_MAX || orders === 1) {
        return sendSet({ ...made, encoded }, [...statements, ...decided], world)
      }
      orders = Math.ceil(orders / 2)
      continue
    }
    if (decided.length > 0) {
      session = await commit(session, [...statements, ...decided], world)
      statements = []
      continue
    }
    const { suspects } = session.state
    if (suspects === null) {
      break
    }
    // Nothing of what was on trial is left: it went through, or a person has it.
    session = { ...session, state: { ...session.state, suspects: afterAcquittal(suspects) } }
  }
  return lists.length > 0
    ? ask(lists, { session, statements }, world)
    : waitOrAskHost({ session, statements }, world)
}

/** Pages ride along where the orders leave room; a set that is full of them carries none. */
function withRiders(
  jobs: readonly PlannedJob[],
  {
    lists,
    limits,
    messageSetID,
  }: {
    readonly lists: readonly PlannedRequest[]
    readonly limits: SetLimits
    readonly messageSetID: string
  },
): ComposedSet {
  const composed = composeSet(jobs, limits, messageSetID)
  const isRoom = composed.sent.length * 2 <= limits.orders
  const isVerifying = jobs.some(({ plan }) => plan.kind === 'verify')
  return lists.length === 0 || composed.requests.length === 0 || !isRoom || isVerifying
    ? composed
    : composeSet([...jobs, openingJob(lists)], limits, messageSetID)
}

/** Nothing to ask is no end the Web Connector knows (SPEC W4): it waits, or asks who QuickBooks is. */
async function waitOrAskHost({ session, statements }: Doubted, world: World): Promise<Composed> {
  const { state } = session
  const nextMs = state.waits < WAITS_MAX ? await nextRunAtMs(world.db, world.storeID) : null
  if (nextMs === null || nextMs - world.nowMs > WAIT_MS) {
    return ask([READ_HOST], { session, statements }, world)
  }
  const waiting = { ...state, isWaiting: true, waits: state.waits + 1 }
  await commit({ ...session, state: waiting }, statements, world)
  return { kind: 'wait' }
}

/** Questions behind which no job stands. */
function ask(
  requests: readonly PlannedRequest[],
  { session, statements }: Doubted,
  world: World,
): Promise<Composed> {
  const messageSetID = newMessageSetID(world)
  const composed = composeOpeningSet(requests, messageSetID)
  return sendSet({ session, messageSetID, composed }, statements, world)
}

/** A question that costs nothing. */
const READ_HOST: PlannedRequest = {
  key: 'host',
  purpose: { kind: 'read-host' },
  request: { name: 'HostQueryRq', content: {} },
}

function composeOpeningSet(requests: readonly PlannedRequest[], messageSetID: string): ComposedSet {
  return composeSet([openingJob(requests)], { orders: 1, requests: requests.length }, messageSetID)
}

/** No job is behind the opening; the set builder takes its requests as those of one. */
function openingJob(requests: readonly PlannedRequest[]) {
  return {
    jobID: 0,
    subject: '',
    generation: 0,
    revision: 0,
    order: '',
    isPushed: false,
    doubtedSetID: null,
    heldBy: null,
    plan: { kind: 'ask', requests } as const,
  }
}

function introductionOf(hcpResponse: string): Introduction {
  const decoded = decodeHostCompanyPreferences(hcpResponse)
  return decoded.kind === 'unreadable' ? { host: null, company: null, preferences: null } : decoded
}

/** Until the host answers, the version is what the Web Connector says its request processor can. */
function stateAfter(
  { host, preferences }: Introduction,
  state: Session['state'],
  call: QbwcCallOf<'sendRequestXML'>,
): SessionState | Problem {
  const withVersion = host === null ? withCountry(state, call) : withHost(state, host)
  return isProblem(withVersion) || preferences === null
    ? withVersion
    : withPreferences(withVersion, preferences)
}

function withCountry(state: SessionState, call: QbwcCallOf<'sendRequestXML'>): SessionState {
  const company = companyOfCountry(state.company ?? PLAIN_COMPANY, call.country)
  return { ...state, version: versionOf(call), company }
}

function versionOf(call: QbwcCallOf<'sendRequestXML'>): QbxmlVersion {
  const version = `${call.majorVersion}.${call.minorVersion}`
  return isQbxmlVersion(version) ? version : QBXML_VERSIONS[0]
}
