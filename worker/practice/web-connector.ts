/**
 * Intuit's QuickBooks Web Connector, running one update: the calls it makes, in its order, and
 * what each answer makes it do. It knows nothing of what is in the messages it carries.
 */
import type { QbwcCall } from '../soap/calls.ts'
import { endSession } from './entries.ts'
import type { CompanyFile } from './books.ts'
import type { Call, Reply } from './exchange.ts'
import { callWithFaults, processWithFaults } from './faults.ts'
import type { Faults, Process } from './faults.ts'
import { processRequest } from './process-request.ts'
import type { Processed } from './process-request.ts'

export type Opening =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly hresult: string; readonly message: string }

export type Update = {
  readonly call: Call
  readonly company: CompanyFile
  readonly userName: string
  readonly password: string
  /** Waits between NoOps. */
  readonly wait: (milliseconds: number) => Promise<void>
  /** Whether QuickBooks can open the file, `''` being the one that is open. Default: it can. */
  readonly open?: (path: string) => Opening
  readonly faults?: Faults
  /** A computer may fall asleep with a set or with QuickBooks' answer in its hands. */
  readonly pause?: (moment: 'before-processing' | 'after-processing') => Promise<void>
  readonly connectorVersion?: string
}

export type Outcome =
  /** closeConnection was called after everything went as planned. */
  | 'finished'
  | 'nothing-to-do'
  | 'invalid-user'
  | 'busy'
  | 'postponed'
  /** We answered a version of the Web Connector with an error. */
  | 'version-refused'
  /** QuickBooks could not be opened. */
  | 'no-connection'
  /** Stopped by what getLastError said. */
  | 'stopped'
  /** A call brought no answer, or none the Web Connector could read. */
  | 'failed'
  | 'died'
  /** Still going after so many exchanges that it would never end. */
  | 'endless'

export type UpdateReport = {
  readonly outcome: Outcome
  /** Every call that was attempted, in order. */
  readonly calls: readonly QbwcCall[]
  /** What a person reads in the Status column, last first said. */
  readonly messages: readonly string[]
  /** The progress bar, after each answer of ours. */
  readonly percentages: readonly number[]
}

const NO_OP_WAIT_MS = 5000
/** A simulated update longer than this is a loop. */
const EXCHANGES_MAX = 1000
const OPENINGS_MAX = 3

type Session = {
  readonly update: Update
  readonly call: Call
  readonly process: Process
  readonly calls: QbwcCall[]
  readonly messages: string[]
  readonly percentages: number[]
}

export async function runUpdate(update: Update): Promise<UpdateReport> {
  const faults = update.faults ?? {}
  const session: Session = {
    update,
    call: callWithFaults(update.call, faults),
    process: processWithFaults(update.company, faults),
    calls: [],
    messages: [],
    percentages: [],
  }
  const outcome = await signIn(session)
  // Iterators belong to the session with QuickBooks, however it ended.
  endSession(update.company)
  const { calls, messages, percentages } = session
  return { outcome, calls, messages, percentages }
}

/** serverVersion and clientVersion may fail; the Web Connector notes it and goes on. */
async function signIn(session: Session): Promise<Outcome> {
  const { userName, password, connectorVersion = '2.3.0.215' } = session.update
  const server = await make(session, { kind: 'serverVersion' })
  if (server.kind === 'died') {
    return 'died'
  }
  const client = await make(session, { kind: 'clientVersion', version: connectorVersion })
  if (client.kind === 'died') {
    return 'died'
  }
  const verdict = textOf(client)
  if (verdict.startsWith('E:')) {
    session.messages.push(verdict.slice(2))
    return 'version-refused'
  }
  const signedIn = await make(session, { kind: 'authenticate', userName, password })
  if (signedIn.kind !== 'reply') {
    return unanswered(signedIn)
  }
  return Array.isArray(signedIn.result) ? afterSignIn(session, signedIn.result) : 'failed'
}

async function afterSignIn(session: Session, strings: readonly string[]): Promise<Outcome> {
  const [ticket, status, postponeSeconds = ''] = strings
  // A shorter array is indexed beyond its end by the Web Connector, which throws.
  if (ticket === undefined || status === undefined) {
    return 'failed'
  }
  if (postponeSeconds !== '') {
    await close(session, ticket)
    return 'postponed'
  }
  switch (status.toLowerCase()) {
    case 'none':
      await close(session, ticket)
      return 'nothing-to-do'
    case 'nvu':
      await close(session, ticket)
      return 'invalid-user'
    case 'busy':
      return 'busy'
    default:
      return openCompany(session, { ticket, path: status })
  }
}

/** connectionError answers `done`, or a path to try instead. */
async function openCompany(
  session: Session,
  asked: { readonly ticket: string; readonly path: string },
): Promise<Outcome> {
  const { ticket } = asked
  let path = asked.path
  for (let opening = 0; opening < OPENINGS_MAX; opening += 1) {
    const opened = opens(session.update, path)
    if (opened.kind === 'open') {
      return exchange(session, ticket)
    }
    const { hresult, message } = opened
    const reply = await make(session, { kind: 'connectionError', ticket, hresult, message })
    if (reply.kind !== 'reply') {
      return unanswered(reply)
    }
    path = textOf(reply)
    if (path.toLowerCase() === 'done') {
      return 'no-connection'
    }
  }
  return 'no-connection'
}

function opens({ company, open }: Update, path: string): Opening {
  if (open !== undefined) {
    return open(path)
  }
  const isThisFile = path === '' || path.toLowerCase() === company.settings.fileName.toLowerCase()
  return isThisFile
    ? { kind: 'open' }
    : { kind: 'closed', hresult: '0x80040403', message: 'Could not open the company file.' }
}

async function exchange(session: Session, ticket: string): Promise<Outcome> {
  let hcpResponse = hostCompanyPreferences(session.update.company)
  for (let round = 0; round < EXCHANGES_MAX; round += 1) {
    const reply = await make(
      session,
      sendRequestXML(session.update.company, { ticket, hcpResponse }),
    )
    hcpResponse = ''
    if (reply.kind !== 'reply') {
      return giveUp(session, { ticket, reply })
    }
    const xml = textOf(reply)
    const step =
      xml === '' || xml.toLowerCase() === 'noop'
        ? await askWhyNothing(session, ticket)
        : await handOver(session, { ticket, processed: await throughQuickBooks(session, xml) })
    if (step !== 'continue') {
      return step
    }
  }
  return 'endless'
}

type Step = Outcome | 'continue'

async function askWhyNothing(session: Session, ticket: string): Promise<Step> {
  const reply = await make(session, { kind: 'getLastError', ticket })
  if (reply.kind !== 'reply') {
    return giveUp(session, { ticket, reply })
  }
  const said = textOf(reply)
  if (said.toLowerCase() === 'noop') {
    await session.update.wait(NO_OP_WAIT_MS)
    return 'continue'
  }
  if (said.toLowerCase() === 'interactive mode') {
    return interact(session, ticket)
  }
  session.messages.push(said)
  await close(session, ticket)
  return 'stopped'
}

/** Nobody sits at this computer, so the offer of a web page is turned down. */
async function interact(session: Session, ticket: string): Promise<Step> {
  const page = await make(session, { kind: 'getInteractiveURL', ticket, sessionID: ticket })
  if (page.kind === 'died') {
    return 'died'
  }
  const reason = 'Unattended'
  const rejected = await make(session, { kind: 'interactiveRejected', ticket, reason })
  if (rejected.kind === 'died') {
    return 'died'
  }
  await close(session, ticket)
  return 'stopped'
}

async function throughQuickBooks({ update, process }: Session, xml: string): Promise<Processed> {
  await update.pause?.('before-processing')
  const processed = process(xml)
  await update.pause?.('after-processing')
  return processed
}

async function handOver(
  session: Session,
  { ticket, processed }: { readonly ticket: string; readonly processed: Processed },
): Promise<Step> {
  const answer =
    processed.kind === 'response'
      ? { response: processed.xml, hresult: '', message: '' }
      : { response: '', hresult: processed.hresult, message: processed.message }
  const reply = await make(session, { kind: 'receiveResponseXML', ticket, ...answer })
  if (reply.kind !== 'reply') {
    return giveUp(session, { ticket, reply })
  }
  // The .NET reader makes 0 of an answer it does not find: that is "continue".
  const percentage = typeof reply.result === 'number' ? reply.result : 0
  session.percentages.push(percentage)
  if (percentage < 0) {
    const error = await make(session, { kind: 'getLastError', ticket })
    if (error.kind === 'died') {
      return 'died'
    }
    session.messages.push(textOf(error))
    await close(session, ticket)
    return 'stopped'
  }
  return percentage < 100 ? 'continue' : finish(session, ticket)
}

async function finish(session: Session, ticket: string): Promise<Outcome> {
  const goodbye = await close(session, ticket)
  return goodbye.kind === 'died' ? 'died' : 'finished'
}

async function close(session: Session, ticket: string): Promise<Reply> {
  const reply = await make(session, { kind: 'closeConnection', ticket })
  if (reply.kind === 'reply') {
    session.messages.push(textOf(reply))
  }
  return reply
}

/** After an exception in a call the Web Connector logs it, says goodbye and stops. */
async function giveUp(
  session: Session,
  { ticket, reply }: { readonly ticket: string; readonly reply: Unanswered },
): Promise<Outcome> {
  if (reply.kind === 'failed') {
    session.messages.push(reply.message)
    await close(session, ticket)
  }
  return unanswered(reply)
}

type Unanswered = Exclude<Reply, { readonly kind: 'reply' }>

function unanswered(reply: Unanswered): Outcome {
  return reply.kind === 'died' ? 'died' : 'failed'
}

async function make(session: Session, call: QbwcCall): Promise<Reply> {
  session.calls.push(call)
  return session.call(call)
}

/** What a missing result is taken for. */
function textOf(reply: Reply): string {
  return reply.kind === 'reply' && typeof reply.result === 'string' ? reply.result : ''
}

function sendRequestXML(
  { settings }: CompanyFile,
  { ticket, hcpResponse }: { readonly ticket: string; readonly hcpResponse: string },
): QbwcCall {
  const newest = settings.supportedQbxmlVersions.map(Number).reduce((a, b) => Math.max(a, b), 0)
  return {
    kind: 'sendRequestXML',
    ticket,
    hcpResponse,
    companyFileName: settings.fileName,
    country: settings.edition,
    majorVersion: Math.floor(newest),
    minorVersion: Math.round((newest % 1) * 10),
  }
}

/** The Web Connector asks these three of QuickBooks on its own, before our first request. */
function hostCompanyPreferences(company: CompanyFile): string {
  const version = company.settings.supportedQbxmlVersions.includes('4.0') ? '4.0' : '2.0'
  const owner = `<OwnerID>${company.settings.ownerID}</OwnerID>`
  const processed = processRequest(
    company,
    `<?xml version="1.0"?><?qbxml version="${version}"?><QBXML><QBXMLMsgsRq onError="continueOnError"><HostQueryRq requestID="0" /><CompanyQueryRq requestID="1">${owner}</CompanyQueryRq><PreferencesQueryRq requestID="2" /></QBXMLMsgsRq></QBXML>`,
  )
  return processed.kind === 'response' ? processed.xml : ''
}
